// The memories under numbers that count up: what all parts of retrieval speak of, and which of them pass a filter.
import { passes } from '../filter.js';
import type { Memory, MemoryFilter } from '../types.js';

export class Documents {
  #memories: (Memory | undefined)[] = [];
  readonly #numbers = new Map<string, number>();

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
  }

  delete(id: string): void {
    const number = this.#numbers.get(id);
    if (number !== undefined) this.#memories[number] = undefined;
    this.#numbers.delete(id);
  }

  /** Takes over new numbers; −1 for those that are gone. */
  renumber(map: Int32Array): void {
    const memories: (Memory | undefined)[] = [];
    for (const [old, memory] of this.#memories.entries()) {
      const number = map[old] ?? -1;
      if (memory === undefined || number < 0) continue;
      memories[number] = memory;
      this.#numbers.set(memory.id, number);
    }
    this.#memories = memories;
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
