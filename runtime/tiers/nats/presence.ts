// Whether the server is there. What is sent while it is away is thrown away by the client, and would be missed only
// when its answer is overdue: it fails at once instead, and is asked again as soon as the server is back.
import { setMaxListeners } from 'node:events';
import { deadlineSignal } from '../../core/index.js';

/** Not asked, or no answer comes any more: the connection is lost, and is being made again. */
export class ServerAwayError extends Error {
  constructor() {
    super('the connection to the server is lost');
  }
}

export class Presence {
  /** Fires when the connection that there is now is lost. */
  #lost = forManyQuestions();
  readonly #waiters = new Set<() => void>();

  /** @param closed fires when the connection is closed for good */
  constructor(private readonly closed: AbortSignal) {}

  get isAway(): boolean {
    return this.#lost.signal.aborted;
  }

  lose(): void {
    this.#lost.abort();
  }

  find(): void {
    if (this.isAway) this.#lost = forManyQuestions();
    for (const wake of this.#waiters) wake();
  }

  /** Settles like the question. @throws ServerAwayError as soon as no answer to it can come */
  async ask<T>(question: () => Promise<T>): Promise<T> {
    const { signal } = this.#lost;
    if (signal.aborted) throw new ServerAwayError();
    let onLost: (() => void) | undefined;
    const lost = new Promise<never>((_resolve, reject) => {
      onLost = () => reject(new ServerAwayError());
      signal.addEventListener('abort', onLost, { once: true });
    });
    try {
      return await Promise.race([question(), lost]);
    } finally {
      if (onLost !== undefined) signal.removeEventListener('abort', onLost);
    }
  }

  /** Resolves when the server is there, when it was waited for so long, or when there is nothing to wait for any more. */
  async back(ms: number): Promise<void> {
    if (!this.isAway) return;
    const { signal, clear } = deadlineSignal(ms, this.closed);
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.#waiters.delete(wake);
        resolve();
      };
      this.#waiters.add(wake);
      if (signal.aborted) wake();
      else signal.addEventListener('abort', wake, { once: true });
    });
    clear();
  }
}

/** Each question that is on its way listens to it. */
function forManyQuestions(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
