// The best k of many numbered things, without sorting the rest: a heap whose worst entry gives way.

export interface Scored {
  readonly number: number;
  readonly score: number;
}

/** Which of two equal ones comes first: negative for the first. */
export type Order = (a: number, b: number) => number;

export class TopK {
  readonly #k: number;
  readonly #order: Order;
  readonly #numbers: Int32Array;
  readonly #scores: Float64Array;
  #size = 0;

  constructor(k: number, order: Order = (a, b) => a - b) {
    this.#k = k;
    this.#order = order;
    this.#numbers = new Int32Array(k);
    this.#scores = new Float64Array(k);
  }

  /** The score that a newcomer must at least have; −∞ while there is room. */
  get floor(): number {
    return this.#size < this.#k ? Number.NEGATIVE_INFINITY : (this.#scores[0] ?? 0);
  }

  offer(number: number, score: number): void {
    if (this.#size < this.#k) {
      this.#rise(this.#size++, number, score);
    } else if (
      this.#k > 0 &&
      this.#isWorse(this.#numbers[0] ?? 0, this.#scores[0] ?? 0, number, score)
    ) {
      this.#sink(number, score);
    }
  }

  /** Best first. */
  sorted(): readonly Scored[] {
    return Array.from({ length: this.#size }, (_, at) => ({
      number: this.#numbers[at] ?? 0,
      score: this.#scores[at] ?? 0,
    })).sort((a, b) => b.score - a.score || this.#order(a.number, b.number));
  }

  #isWorse(number: number, score: number, than: number, thanScore: number): boolean {
    return score < thanScore || (score === thanScore && this.#order(number, than) > 0);
  }

  #rise(start: number, number: number, score: number): void {
    let at = start;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const other = this.#numbers[parent] ?? 0;
      const otherScore = this.#scores[parent] ?? 0;
      if (!this.#isWorse(number, score, other, otherScore)) break;
      this.#put(at, other, otherScore);
      at = parent;
    }
    this.#put(at, number, score);
  }

  #sink(number: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      const right = child + 1;
      if (
        right < this.#size &&
        this.#isWorse(
          this.#numbers[right] ?? 0,
          this.#scores[right] ?? 0,
          this.#numbers[child] ?? 0,
          this.#scores[child] ?? 0,
        )
      ) {
        child = right;
      }
      const other = this.#numbers[child] ?? 0;
      const otherScore = this.#scores[child] ?? 0;
      if (!this.#isWorse(other, otherScore, number, score)) break;
      this.#put(at, other, otherScore);
      at = child;
    }
    this.#put(at, number, score);
  }

  #put(at: number, number: number, score: number): void {
    this.#numbers[at] = number;
    this.#scores[at] = score;
  }
}
