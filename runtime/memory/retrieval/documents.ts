// The memories under numbers that count up: what all parts of retrieval speak of, and which of them pass a filter.
import { breathe } from '../../core/index.js';
import { passes } from '../filter.js';
import type { Memory, MemoryFilter } from '../types.js';
import type { TimeRange } from './dates.js';
import { type Glimpse, RowView, rowsOf, type StoredRows } from './rows.js';

/** A memory that is held by its columns, until somebody needs it whole. */
interface Held {
  readonly view: RowView;
  readonly row: number;
}

/** Memories that were restored, under numbers that follow each other. */
interface Region {
  readonly from: number;
  readonly count: number;
  readonly view: RowView;
}

/** Memories that are restored at once: some milliseconds of work. */
const PIECE = 10_000;

type Entry = Memory | Held | undefined;

export class Documents {
  #entries: Entry[] = [];
  /** Where they are not entries of their own. */
  #regions: Region[] = [];
  readonly #numbers = new Map<string, number>();
  /** When each was said; no number for one that is not there. */
  #created = new Float64Array(16).fill(Number.NaN);

  get size(): number {
    return this.#numbers.size;
  }

  at(number: number): Memory | undefined {
    const entry = this.#entry(number);
    return entry !== undefined && 'view' in entry ? this.#whole(number, entry) : entry;
  }

  byId(id: string): Memory | undefined {
    const number = this.#numbers.get(id);
    return number === undefined ? undefined : this.at(number);
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** Ids in their order, for ranking equals. */
  readonly order = (a: number, b: number): number => {
    const [one = '', other = ''] = [this.#idOf(a), this.#idOf(b)];
    return one < other ? -1 : Number(one > other);
  };

  set(number: number, memory: Memory): void {
    this.#entries[number] = memory;
    this.#numbers.set(memory.id, number);
    this.#said(number, memory.createdAt);
  }

  /** Calls back for everything that was said in one of the times. */
  within(times: readonly TimeRange[], each: (number: number, createdAt: number) => void): void {
    for (const [number, createdAt] of this.#created.subarray(0, this.#entries.length).entries()) {
      if (times.some(({ from, to }) => createdAt >= from && createdAt < to))
        each(number, createdAt);
    }
  }

  delete(id: string): void {
    const number = this.#numbers.get(id);
    if (number !== undefined) {
      this.#entries[number] = undefined;
      this.#created[number] = Number.NaN;
    }
    this.#numbers.delete(id);
  }

  /** Takes over new numbers; −1 for those that are gone. */
  renumber(map: Int32Array): void {
    const entries: Entry[] = [];
    const created = new Float64Array(this.#created.length).fill(Number.NaN);
    for (const [id, old] of this.#numbers) {
      const number = map[old] ?? -1;
      if (number < 0) continue;
      entries[number] = this.#entry(old);
      created[number] = this.#created[old] ?? Number.NaN;
      this.#numbers.set(id, number);
    }
    this.#entries = entries;
    this.#regions = [];
    this.#created = created;
  }

  /** Whether a number is that of a memory that passes now. */
  accepts(filter: MemoryFilter, now: number): (number: number) => boolean {
    return (number) => {
      const memory = this.glance(number);
      return memory !== undefined && passes(memory, filter, now);
    };
  }

  *numbers(): Iterable<number> {
    yield* this.#numbers.values();
  }

  /** The numbers of memories of these layers, ascending. */
  numbersOf(layers: readonly Memory['layer'][]): Int32Array {
    const found: number[] = [];
    for (const number of this.#numbers.values()) {
      const memory = this.glance(number);
      if (memory !== undefined && layers.includes(memory.layer)) found.push(number);
    }
    return Int32Array.from(found).sort();
  }

  /** The columns of some memories, for `restore`. */
  store(numbers: Int32Array, isTurn: (number: number) => boolean): StoredRows {
    const memories = Array.from(numbers).flatMap((number) => {
      const seen = this.glance(number);
      return seen === undefined ? none : columnsOf(seen);
    });
    return rowsOf(memories, (at) => isTurn(numbers[at] ?? -1));
  }

  /** Memories as `store` gave them, under the next numbers, in short pieces. @param load reads one whole */
  async restore(rows: StoredRows, load: (id: string) => Memory | undefined): Promise<void> {
    const view = new RowView(rows, (row) => load(rows.ids[row] ?? ''));
    const from = this.#entries.length;
    const count = rows.ids.length;
    this.#entries.length += count;
    this.#regions.push({ from, count, view });
    this.#makeRoom(from + count);
    this.#created.set(rows.numbers.createdAt, from);
    for (const [row, id] of rows.ids.entries()) {
      if (row % PIECE === PIECE - 1) await breathe();
      this.#numbers.set(id, from + row);
    }
  }

  /** As much of a memory as filters and ranking need, good until the next glance. */
  glance(number: number): Glimpse | undefined {
    const entry = this.#entry(number);
    if (entry === undefined || !('view' in entry)) return entry;
    entry.view.row = entry.row;
    return entry.view;
  }

  #said(number: number, at: number): void {
    this.#makeRoom(number + 1);
    this.#created[number] = at;
  }

  #makeRoom(count: number): void {
    if (count <= this.#created.length) return;
    const created = new Float64Array(2 * count).fill(Number.NaN);
    created.set(this.#created);
    this.#created = created;
  }

  #entry(number: number): Entry {
    const entry = this.#entries[number];
    // One that was deleted has no time.
    if (entry !== undefined || Number.isNaN(this.#created[number] ?? Number.NaN)) return entry;
    const region = this.#regionOf(number);
    return region && { view: region.view, row: number - region.from };
  }

  #regionOf(number: number): Region | undefined {
    for (const region of this.#regions) {
      if (number >= region.from && number < region.from + region.count) return region;
    }
    return undefined;
  }

  /** Asked for in every comparison of equals: without making anything. */
  #idOf(number: number): string | undefined {
    const entry = this.#entries[number];
    if (entry !== undefined) return 'view' in entry ? entry.view.idAt(entry.row) : entry.id;
    const region = this.#regionOf(number);
    return region?.view.idAt(number - region.from);
  }

  #whole(number: number, { view, row }: Held): Memory | undefined {
    const memory = view.wholeAt(row);
    if (memory !== undefined) this.#entries[number] = memory;
    return memory;
  }
}

/** What columns keep of it. */
function columnsOf(seen: Glimpse): Glimpse {
  const { id, status, layer, category, createdAt, expiresAt, validTo } = seen;
  const { importance, confidence, pinned, useCount, updatedAt, lastUsedAt } = seen;
  const filtered = { id, status, layer, category, createdAt, expiresAt, validTo };
  const ranked = { importance, confidence, pinned, useCount, updatedAt, lastUsedAt };
  return { ...filtered, ...ranked, tags: [], fields: {} };
}

const none: Glimpse = {
  id: '',
  status: 'deleted',
  layer: 'session',
  category: 'fact',
  tags: [],
  fields: {},
  createdAt: 0,
  importance: 0,
  confidence: 0,
  pinned: false,
  useCount: 0,
  updatedAt: 0,
};
