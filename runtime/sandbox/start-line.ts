// Engines start one after the other, a few at a time: many at once would take every core from the thread that waits for them.
import { availableParallelism } from 'node:os';
import { AbortedError, throwIfAborted } from '../core/index.js';

/** One core is left to the host. */
const atOnce = (): number => Math.max(1, availableParallelism() - 1);

export class StartLine {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param places starts at the same time */
  constructor(places = atOnce()) {
    this.#free = places;
  }

  /**
   * Runs it when its turn comes, in the order of asking.
   * @throws AbortedError when the signal fires before that; then nothing was begun
   */
  async run<T>(start: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    throwIfAborted(signal);
    if (this.#free > 0) this.#free--;
    else await this.#place(signal);
    try {
      return await start();
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
