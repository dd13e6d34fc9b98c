// The memories under numbers that count up: what all parts of retrieval speak of, and which of them pass a filter.
import { type Filtered, passes } from '../filter.js';
import type { Memory, MemoryFilter } from '../types.js';
import type { TimeRange } from './dates.js';
import { RowView, rowsOf, type StoredRows } from './rows.js';

/** A memory that is held by its columns, until somebody needs it whole. */
interface Held {
  readonly view: RowView;
  readonly row: number;
  readonly id: string;
}

type Entry = Memory | Held | undefined;

export class Documents {
  #entries: Entry[] = [];
  readonly #numbers = new Map<string, number>();
  /** When each was said; no number for one that is not there. */
  #created = new Float64Array(16).fill(Number.NaN);

  get size(): number {
    return this.#numbers.size;
  }

  at(number: number): Memory | undefined {
    const entry = this.#entries[number];
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
    const [one = '', other = ''] = [this.#entries[a]?.id, this.#entries[b]?.id];
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
    const created = this.#created.slice();
    this.#created.fill(Number.NaN);
    for (const [old, entry] of this.#entries.entries()) {
      const number = map[old] ?? -1;
      if (entry === undefined || number < 0) continue;
      entries[number] = entry;
      this.#created[number] = created[old] ?? Number.NaN;
      this.#numbers.set(entry.id, number);
    }
    this.#entries = entries;
  }

  /** Whether a number is that of a memory that passes now. */
  accepts(filter: MemoryFilter, now: number): (number: number) => boolean {
    return (number) => {
      const memory = this.#glance(number);
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
      const memory = this.#glance(number);
      if (memory !== undefined && layers.includes(memory.layer)) found.push(number);
    }
    return Int32Array.from(found).sort();
  }

  /** The columns of some memories, for `restore`. */
  store(numbers: Int32Array, isTurn: (number: number) => boolean): StoredRows {
    const memories = Array.from(numbers).flatMap((number) => {
      const { id, status, layer, category, createdAt, expiresAt, validTo } =
        this.#glance(number) ?? none;
      return { id, status, layer, category, createdAt, expiresAt, validTo, tags: [], fields: {} };
    });
    return rowsOf(memories, (at) => isTurn(numbers[at] ?? -1));
  }

  /** Memories as `store` gave them, under the next numbers. @param load reads one whole */
  restore(rows: StoredRows, load: (id: string) => Memory | undefined): void {
    const view = new RowView(rows, (row) => load(rows.ids[row] ?? ''));
    for (const [row, id] of rows.ids.entries()) {
      const number = this.#entries.push({ view, row, id }) - 1;
      this.#numbers.set(id, number);
      this.#said(number, rows.createdAt[row] ?? Number.NaN);
    }
  }

  #said(number: number, at: number): void {
    if (number >= this.#created.length) {
      const created = new Float64Array(2 * (number + 1)).fill(Number.NaN);
      created.set(this.#created);
      this.#created = created;
    }
    this.#created[number] = at;
  }

  /** As much of a memory as a filter needs, good until the next glance. */
  #glance(number: number): (Filtered & { readonly id: string }) | undefined {
    const entry = this.#entries[number];
    if (entry === undefined || !('view' in entry)) return entry;
    entry.view.row = entry.row;
    return entry.view;
  }

  #whole(number: number, { view, row }: Held): Memory | undefined {
    const memory = view.wholeAt(row);
    if (memory !== undefined) this.#entries[number] = memory;
    return memory;
  }
}

const none = {
  id: '',
  status: 'deleted',
  layer: 'session',
  category: 'fact',
  createdAt: 0,
  expiresAt: undefined,
  validTo: undefined,
} as const;
