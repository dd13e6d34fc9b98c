// Vectors in bytes, found by nearness: all are compared, from some ten thousand on only those with like signs.
// Signs first: M. Charikar, "Similarity estimation techniques from rounding algorithms", 2002.
import { TopK } from '../top-k.js';

export interface StoredVector {
  /** What 1 stands for in `bytes`. */
  readonly scale: number;
  readonly bytes: Int8Array;
}

export interface Near {
  readonly id: string;
  /** Cosine, −1 to 1. */
  readonly likeness: number;
}

/** From so many on signs are compared first. */
const MANY = 50_000;
/** So many times what is wanted is compared in full after that, and at least so many. */
const FULLY = 10;
const FULLY_LEAST = 300;

/** A vector in a byte a number. */
export function quantized(vector: Float32Array): StoredVector {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  const scale = Math.fround(most / 127);
  return {
    scale,
    bytes: Int8Array.from(vector, (value) => (scale === 0 ? 0 : Math.round(value / scale))),
  };
}

export class Vectors {
  readonly #dim: number;
  readonly #words: number;
  readonly #many: number;
  #bytes: Int8Array;
  #signs: Int32Array;
  #scales: Float32Array;
  #ids: (string | undefined)[] = [];
  readonly #slots = new Map<string, number>();
  readonly #free: number[] = [];

  /** @param many from how many vectors on signs are compared first */
  constructor(dim: number, many: number = MANY) {
    this.#dim = dim;
    this.#words = Math.ceil(dim / 32);
    this.#many = many;
    this.#bytes = new Int8Array(dim * 16);
    this.#signs = new Int32Array(this.#words * 16);
    this.#scales = new Float32Array(16);
  }

  get size(): number {
    return this.#slots.size;
  }

  /** Adds a vector or replaces it. Its length is the `dim` of the constructor. */
  set(id: string, { bytes, scale }: StoredVector): void {
    const slot = this.#slots.get(id) ?? this.#free.pop() ?? this.#ids.length;
    this.#reserve(slot + 1);
    this.#slots.set(id, slot);
    this.#ids[slot] = id;
    this.#scales[slot] = scale;
    this.#bytes.set(bytes, slot * this.#dim);
    this.#signs.set(signsOf(bytes, this.#words), slot * this.#words);
  }

  delete(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    this.#slots.delete(id);
    this.#ids[slot] = undefined;
    this.#free.push(slot);
  }

  likeness(query: StoredVector, id: string): number | undefined {
    const slot = this.#slots.get(id);
    return slot === undefined ? undefined : this.#compare(query, slot);
  }

  /** The nearest of those that pass, nearest first. */
  nearest(query: StoredVector, k: number, accept: (id: string) => boolean): readonly Near[] {
    const passes = (slot: number): boolean => {
      const id = this.#ids[slot];
      return id !== undefined && accept(id);
    };
    const best = new TopK(Math.min(k, this.size));
    const compare = (slot: number): void => {
      const likeness = this.#compare(query, slot);
      if (likeness > best.floor && passes(slot)) best.offer(slot, likeness);
    };
    if (this.size < this.#many) for (const slot of this.#slots.values()) compare(slot);
    else for (const slot of this.#likeSigns(query, k, passes)) compare(slot);
    return best
      .sorted()
      .map(({ number, score }) => ({ id: this.#ids[number] ?? '', likeness: score }));
  }

  #likeSigns(query: StoredVector, k: number, passes: (slot: number) => boolean): readonly number[] {
    const words = this.#words;
    const wanted = signsOf(query.bytes, words);
    const best = new TopK(Math.min(this.size, Math.max(FULLY_LEAST, FULLY * k)));
    const signs = this.#signs;
    const end = this.#ids.length;
    for (let slot = 0, start = 0; slot < end; slot++, start += words) {
      let differing = 0;
      for (let word = 0; word < words; word++) {
        differing += bitsOf((signs[start + word] ?? 0) ^ (wanted[word] ?? 0));
      }
      if (-differing > best.floor && passes(slot)) best.offer(slot, -differing);
    }
    return best.sorted().map(({ number }) => number);
  }

  #compare({ bytes, scale }: StoredVector, slot: number): number {
    const own = this.#bytes;
    const start = slot * this.#dim;
    let sum = 0;
    for (let at = 0; at < this.#dim; at++) sum += (bytes[at] ?? 0) * (own[start + at] ?? 0);
    return sum * scale * (this.#scales[slot] ?? 0);
  }

  #reserve(slots: number): void {
    if (slots <= this.#scales.length) return;
    const room = Math.max(slots, 2 * this.#scales.length);
    const bytes = new Int8Array(room * this.#dim);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    const signs = new Int32Array(room * this.#words);
    signs.set(this.#signs);
    this.#signs = signs;
    const scales = new Float32Array(room);
    scales.set(this.#scales);
    this.#scales = scales;
  }
}

function signsOf(bytes: Int8Array, words: number): Int32Array {
  const signs = new Int32Array(words);
  bytes.forEach((value, at) => {
    if (value > 0) signs[at >> 5] = (signs[at >> 5] ?? 0) | (1 << (at & 31));
  });
  return signs;
}

/** Bits that are set (H. S. Warren, "Hacker's Delight", 2002). */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
