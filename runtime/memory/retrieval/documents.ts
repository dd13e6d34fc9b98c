// The memories under numbers that count up: what all parts of retrieval speak of, and which of them pass a filter.
import { passes } from '../filter.js';
import type { Memory, MemoryFilter } from '../types.js';
import type { TimeRange } from './dates.js';

export class Documents {
  #memories: (Memory | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  /** When each was said; no number for one that is not there. */
  #created = new Float64Array(16).fill(Number.NaN);

  get size(): number {
    return this.#numbers.size;
  }

  at(number: number): Memory | undefined {
    return this.#memories[number];
  }

  byId(id: string): Memory | undefined {
    const number = this.#numbers.get(id);
    return number === undefined ? undefined : this.#memories[number];
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** Ids in their order, for ranking equals. */
  readonly order = (a: number, b: number): number => {
    const [one = '', other = ''] = [this.#memories[a]?.id, this.#memories[b]?.id];
    return one < other ? -1 : Number(one > other);
  };

  set(number: number, memory: Memory): void {
    this.#memories[number] = memory;
    this.#numbers.set(memory.id, number);
    if (number >= this.#created.length) {
      const created = new Float64Array(2 * (number + 1)).fill(Number.NaN);
      created.set(this.#created);
      this.#created = created;
    }
    this.#created[number] = memory.createdAt;
  }

  /** Calls back for everything that was said in one of the times. */
  within(times: readonly TimeRange[], each: (number: number, createdAt: number) => void): void {
    for (const [number, createdAt] of this.#created.subarray(0, this.#memories.length).entries()) {
      if (times.some(({ from, to }) => createdAt >= from && createdAt < to))
        each(number, createdAt);
    }
  }

  delete(id: string): void {
    const number = this.#numbers.get(id);
    if (number !== undefined) {
      this.#memories[number] = undefined;
      this.#created[number] = Number.NaN;
    }
    this.#numbers.delete(id);
  }

  /** Takes over new numbers; −1 for those that are gone. */
  renumber(map: Int32Array): void {
    const memories = this.#memories;
    this.#memories = [];
    this.#created.fill(Number.NaN);
    for (const [old, memory] of memories.entries()) {
      const number = map[old] ?? -1;
      if (memory !== undefined && number >= 0) this.set(number, memory);
    }
  }

  /** Whether a number is that of a memory that passes now. */
  accepts(filter: MemoryFilter, now: number): (number: number) => boolean {
    return (number) => {
      const memory = this.#memories[number];
      return memory !== undefined && passes(memory, filter, now);
    };
  }

  *numbers(): Iterable<number> {
    yield* this.#numbers.values();
  }
}
