// A worker's hold on a stored task: it ends by itself when the time is up, whatever the storage says later.
import type { Json } from '../../core/index.js';
import type { TaskLease } from '../../ports/index.js';
import { LeaseLostError } from '../../ports/index.js';
import type { ClaimedTask, EndedOutcome, TaskStore } from './task-store.js';

const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** A storage counts in whole milliseconds, and a timer may be one late: nobody else may have the task before this one knows. */
const MARGIN_MS = 2;

export class StoredLease implements TaskLease {
  /** Made for whoever asks: most tasks are over before anybody does. */
  #lost: AbortController | undefined;
  #isLost = false;
  readonly #store: TaskStore;
  readonly #leaseMs: number;
  readonly #onEnd: () => void;
  #timer: NodeJS.Timeout | undefined;
  #over = false;
  #isEnding = false;

  /** @param onEnd called once, when the task is ended, given back or lost */
  constructor(
    store: TaskStore,
    readonly task: ClaimedTask,
    readonly queue: string,
    leaseMs: number,
    leftMs: number,
    onEnd: () => void,
  ) {
    this.#store = store;
    this.#leaseMs = leaseMs;
    this.#onEnd = onEnd;
    this.#runFor(leftMs);
  }

  get taskId(): string {
    return this.task.taskId;
  }
  get payload(): Json {
    return this.task.payload;
  }
  get attempt(): number {
    return this.task.attempt;
  }
  get fencingToken(): number {
    return this.task.fencingToken;
  }
  get signal(): AbortSignal {
    this.#lost ??= new AbortController();
    if (this.#isLost) this.#lost.abort();
    return this.#lost.signal;
  }

  /** Its own last word is on the way: that will say whether it still held the task. */
  get isEnding(): boolean {
    return this.#isEnding;
  }

  /** Tells the worker that the task is no longer its own. */
  lose(): void {
    if (this.#over) return;
    this.#finish();
    this.#isLost = true;
    this.#lost?.abort();
  }

  async heartbeat(): Promise<void> {
    const asked = performance.now();
    await this.#say((store) => store.extend(this.task, this.#leaseMs));
    if (!this.#over) this.#runFor(this.#leaseMs - (performance.now() - asked));
  }

  complete(result: Json): Promise<void> {
    return this.#end({ state: 'done', result });
  }

  fail(reason: string): Promise<void> {
    return this.#end({ state: 'failed', reason });
  }

  retry(reason: string, delayMs = 0): Promise<void> {
    return this.#last((store) => store.giveBack(this.task, reason, delayMs));
  }

  #end(outcome: EndedOutcome): Promise<void> {
    return this.#last((store) => store.end(this.task, outcome));
  }

  async #last(word: (store: TaskStore) => Promise<boolean>): Promise<void> {
    this.#isEnding = true;
    try {
      await this.#say(word);
    } finally {
      this.#isEnding = false;
    }
    this.#finish();
  }

  async #say(word: (store: TaskStore) => Promise<boolean>): Promise<void> {
    if (this.#over) throw new LeaseLostError(this.taskId);
    if (await word(this.#store)) return;
    this.lose();
    throw new LeaseLostError(this.taskId);
  }

  #runFor(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.lose(),
      Math.max(0, Math.min(ms - MARGIN_MS, LONGEST_TIMER_MS)),
    );
    this.#timer.unref();
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#onEnd();
  }
}
