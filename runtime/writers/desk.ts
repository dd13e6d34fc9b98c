// Conflicts that wait for a person: each settles when somebody answers it, or when its run is stopped.
import { AbortedError } from '../core/index.js';
import { NoSuchConflictError } from './errors.js';
import type { Decide, Resolution } from './types.js';

/** One for the window: the page answers by the conflict's id, whichever turn asked. */
export class ConflictDesk {
  readonly #waiting = new Map<string, (resolution: Resolution) => void>();

  readonly decide: Decide = ({ id }, signal) =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.delete(id);
        reject(new AbortedError());
      };
      if (signal.aborted) {
        onAbort();
        return;
      }
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.set(id, (resolution) => {
        this.#waiting.delete(id);
        signal.removeEventListener('abort', onAbort);
        resolve(resolution);
      });
    });

  /** @throws NoSuchConflictError */
  answer(id: string, resolution: Resolution): void {
    const settle = this.#waiting.get(id);
    if (settle === undefined) throw new NoSuchConflictError();
    settle(resolution);
  }
}
