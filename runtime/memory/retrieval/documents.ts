// The memories under numbers that count up: what all parts of retrieval speak of, and which of them pass a filter.
import { type Filtered, passes } from '../filter.js';
import type { Memory, MemoryFilter } from '../types.js';
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
  }

  delete(id: string): void {
    const number = this.#numbers.get(id);
    if (number !== undefined) this.#entries[number] = undefined;
    this.#numbers.delete(id);
  }

  /** Takes over new numbers; −1 for those that are gone. */
  renumber(map: Int32Array): void {
    const entries: Entry[] = [];
    for (const [old, entry] of this.#entries.entries()) {
      const number = map[old] ?? -1;
      if (entry === undefined || number < 0) continue;
      entries[number] = entry;
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
      this.#numbers.set(id, this.#entries.push({ view, row, id }) - 1);
    }
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
