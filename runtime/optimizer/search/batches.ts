// Minibatches that go through all examples before any comes again.
import type { Random } from '../random.js';

/** Each epoch is shuffled; its last batch is filled up with the examples that were used least. */
export class EpochBatches {
  readonly #ids: readonly string[];
  readonly #size: number;
  readonly #random: Random;
  readonly #used = new Map<string, number>();
  #order: string[] = [];

  constructor(ids: readonly string[], size: number, random: Random) {
    this.#ids = ids;
    this.#size = Math.min(size, ids.length);
    this.#random = random;
  }

  next(): readonly string[] {
    if (this.#order.length === 0) this.#order = this.#epoch();
    const batch = this.#order.splice(0, this.#size);
    return batch;
  }

  #epoch(): string[] {
    const order = this.#random.shuffle(this.#ids);
    for (const id of order) this.#count(id);
    while (this.#size > 0 && order.length % this.#size !== 0) {
      const last = order.slice(-(order.length % this.#size));
      const [least] = [...this.#ids]
        .filter((id) => !last.includes(id))
        .sort((a, b) => (this.#used.get(a) ?? 0) - (this.#used.get(b) ?? 0));
      if (least === undefined) break;
      this.#count(least);
      order.push(least);
    }
    return order;
  }

  #count(id: string): void {
    this.#used.set(id, (this.#used.get(id) ?? 0) + 1);
  }
}
