// Sends what is asked for at the same time together: the first at once, the others when that has come back.

interface Waiting<I, O> {
  readonly item: I;
  readonly resolve: (result: O) => void;
  readonly reject: (error: unknown) => void;
}

export class Batcher<I, O> {
  readonly #send: (items: readonly I[]) => Promise<readonly O[]>;
  readonly #most: number;
  #waiting: Waiting<I, O>[] = [];
  #flying = false;

  /**
   * @param send gives a result for each item, in order; when it rejects, that holds for all of them
   * @param most items of one sending
   */
  constructor(send: (items: readonly I[]) => Promise<readonly O[]>, most: number) {
    this.#send = send;
    this.#most = most;
  }

  add(item: I): Promise<O> {
    return new Promise<O>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#flying) void this.#fly();
    });
  }

  async #fly(): Promise<void> {
    this.#flying = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#most);
      try {
        const results = await this.#send(batch.map(({ item }) => item));
        results.forEach((result, index) => batch[index]?.resolve(result));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#flying = false;
  }
}
