// How long a call may say nothing: each sign of life begins the time anew, and it stands still while a person is asked.
import { AbortedError, abortable } from '../../core/index.js';
import { McpProtocolError } from './errors.js';
import type { Call, QuestionDesk } from './questions/index.js';

class Patience implements Call {
  readonly #ms: number;
  readonly #over = new AbortController();
  readonly #given: AbortSignal;
  #timer: NodeJS.Timeout | undefined;
  #held = 0;

  /** @param ms milliseconds */
  constructor(ms: number, signal: AbortSignal) {
    this.#ms = ms;
    this.#given = signal;
    if (signal.aborted) this.#stop();
    else signal.addEventListener('abort', this.#stop, { once: true });
    this.alive();
  }

  /** Fires with the call's own signal, and when the time is over. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  get isOver(): boolean {
    return this.#over.signal.aborted && !this.#given.aborted;
  }

  alive(): void {
    clearTimeout(this.#timer);
    if (this.#held > 0 || this.#over.signal.aborted) return;
    this.#timer = setTimeout(() => this.#over.abort(new AbortedError()), this.#ms);
  }

  hold(): () => void {
    this.#held++;
    clearTimeout(this.#timer);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#held--;
      this.alive();
    };
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#given.removeEventListener('abort', this.#stop);
  }

  readonly #stop = (): void => {
    clearTimeout(this.#timer);
    this.#over.abort(this.#given.reason);
  };
}

/**
 * Work on one call, during which its server may ask the person.
 * @param ms of silence after which it is given up. @throws McpProtocolError then
 */
export async function withPatience<T>(
  ms: number,
  signal: AbortSignal,
  questions: QuestionDesk,
  work: (patience: Pick<Patience, 'signal' | 'alive'>) => Promise<T>,
): Promise<T> {
  const patience = new Patience(ms, signal);
  const asking = questions.during(patience);
  try {
    return await abortable(work(patience), patience.signal);
  } catch (error) {
    if (patience.isOver) throw new McpProtocolError(`It said nothing for ${ms / 1000} seconds.`);
    throw error;
  } finally {
    asking.dispose();
    patience.end();
  }
}
