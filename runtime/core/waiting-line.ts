// Work that is done a few at a time: whoever comes later waits for a place, in the order of coming.
import { throwIfAborted } from './abort.js';
import { AbortedError } from './errors.js';

export class WaitingLine {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param places how much is done at the same time */
  constructor(places: number) {
    this.#free = places;
  }

  /**
   * Runs it when its turn comes, in the order of asking.
   * @throws AbortedError when the signal fires before that; then nothing was begun
   */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    throwIfAborted(signal);
    if (this.#free > 0) this.#free--;
    else await this.#place(signal);
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    }
  }

  #place(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(new AbortedError(undefined, signal?.reason));
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(go);
    });
  }
}
