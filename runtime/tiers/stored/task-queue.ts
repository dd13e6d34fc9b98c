// Leased work over any storage that can do single steps atomically.
import type { IdMaker, Logger } from '../../core/index.js';
import { AbortedError } from '../../core/index.js';
import type {
  DeadLetter,
  TaskDraft,
  TaskLease,
  TaskOutcome,
  TaskQueue,
  TaskRecord,
} from '../../ports/index.js';
import { QueueFullError } from '../../ports/index.js';
import { TierClosedError, UnknownTaskError } from '../errors.js';
import { Feed } from './feed.js';
import { StoredLease } from './stored-lease.js';
import { type Bell, type ClaimedTask, QUEUE_PREFIX, type TaskStore } from './task-store.js';

export interface StoredTaskQueueOptions {
  readonly ids: IdMaker;
  readonly logger: Logger;
  /** Waiting tasks that a queue may hold. */
  readonly maxWaiting: number;
  /** Tells the queues of people from those of the bus. */
  readonly prefix?: string;
}

/** Outcomes are looked up again after this time even when no bell rang. */
const RECHECK_MS = 500;
/** After a change of nobody knows what, everything is looked at once more, this much later. */
const LOOK_MS = 10;

export class StoredTaskQueue implements TaskQueue {
  readonly #store: TaskStore;
  readonly #ids: IdMaker;
  readonly #logger: Logger;
  readonly #maxWaiting: number;
  readonly #prefix: string;
  readonly #feeds = new Map<string, Feed>();
  readonly #held = new Map<string, StoredLease>();
  readonly #outcomeWaiters = new Map<string, Set<() => void>>();
  readonly #bell: { dispose(): void };
  #looking: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(store: TaskStore, options: StoredTaskQueueOptions) {
    this.#store = store;
    this.#ids = options.ids;
    this.#logger = options.logger.child('tasks');
    this.#maxWaiting = options.maxWaiting;
    this.#prefix = options.prefix ?? QUEUE_PREFIX;
    this.#bell = store.onBell((bell) => this.#onBell(bell));
  }

  async enqueue(draft: TaskDraft): Promise<string> {
    this.#refuseWhenClosed();
    const { queue } = draft;
    const task = { ...draft, queue: this.#prefix + queue };
    const id = await this.#store.enqueue(this.#ids.next('task'), task, this.#maxWaiting);
    if (id === undefined) throw new QueueFullError(queue, this.#maxWaiting);
    return id;
  }

  lease(
    queue: string,
    { leaseMs, signal }: { readonly leaseMs: number; readonly signal: AbortSignal },
  ): Promise<TaskLease | undefined> {
    if (this.#closed || signal.aborted) return Promise.resolve(undefined);
    let feed = this.#feeds.get(queue);
    if (feed === undefined) {
      const host = {
        store: this.#store,
        hold: (task: ClaimedTask, ms: number, askedAt: number) =>
          this.#hold(queue, task, ms, askedAt),
        onError: (error: unknown) =>
          this.#logger.warn('no work could be asked for', { queue, reason: String(error) }),
      };
      feed = new Feed(host, this.#prefix + queue);
      this.#feeds.set(queue, feed);
    }
    return feed.wait(leaseMs, signal);
  }

  async outcome(taskId: string, signal: AbortSignal): Promise<TaskOutcome> {
    for (;;) {
      this.#refuseWhenClosed();
      if (signal.aborted) throw new AbortedError(undefined, signal.reason);
      // Listening before looking: what ends in between must not be missed.
      const change = this.#change(taskId, signal);
      try {
        const found = await this.#store.outcome(taskId, true);
        if (found === 'unknown') throw new UnknownTaskError(taskId);
        if (found !== 'open') return found;
        await change.happened;
      } finally {
        change.forget();
      }
    }
  }

  async look(taskId: string): Promise<TaskOutcome | { readonly state: 'open' }> {
    this.#refuseWhenClosed();
    const found = await this.#store.outcome(taskId);
    if (found === 'unknown') throw new UnknownTaskError(taskId);
    return found === 'open' ? { state: 'open' } : found;
  }

  async cancel(taskId: string): Promise<void> {
    this.#refuseWhenClosed();
    if (!(await this.#store.cancel(taskId))) throw new UnknownTaskError(taskId);
    const lease = this.#held.get(taskId);
    if (lease !== undefined) await this.#check(lease);
  }

  async deadLetters(queue: string): Promise<readonly DeadLetter[]> {
    this.#refuseWhenClosed();
    return this.#store.deadLetters(this.#prefix + queue);
  }

  async requeue(taskId: string): Promise<void> {
    this.#refuseWhenClosed();
    if (!(await this.#store.requeue(taskId))) throw new UnknownTaskError(taskId);
  }

  async discard(taskId: string): Promise<void> {
    this.#refuseWhenClosed();
    if (!(await this.#store.discard(taskId))) throw new UnknownTaskError(taskId);
  }

  async dump(): Promise<readonly TaskRecord[]> {
    this.#refuseWhenClosed();
    const found = await this.#store.dump(this.#prefix);
    return found.map((task) => ({ ...task, queue: task.queue.slice(this.#prefix.length) }));
  }

  adopt(task: TaskRecord): Promise<boolean> {
    this.#refuseWhenClosed();
    return this.#store.adopt({ ...task, queue: this.#prefix + task.queue });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#bell.dispose();
    clearTimeout(this.#looking);
    for (const lease of this.#held.values()) lease.lose();
    for (const waiters of this.#outcomeWaiters.values()) for (const wake of waiters) wake();
    await Promise.all(Array.from(this.#feeds.values(), (feed) => feed.close()));
    for (const lease of this.#held.values()) lease.lose();
  }

  #hold(queue: string, task: ClaimedTask, leaseMs: number, askedAt: number): TaskLease {
    const left = leaseMs - (performance.now() - askedAt);
    const lease = new StoredLease(this.#store, task, queue, leaseMs, left, () => {
      if (this.#held.get(task.taskId) === lease) this.#held.delete(task.taskId);
    });
    this.#held.set(task.taskId, lease);
    return lease;
  }

  #onBell(bell: Bell): void {
    if (bell.kind === 'queue') {
      if (bell.queue.startsWith(this.#prefix)) {
        this.#feeds.get(bell.queue.slice(this.#prefix.length))?.ring();
      }
      return;
    }
    if (bell.kind === 'task') {
      this.#look(bell.taskId);
      return;
    }
    for (const feed of this.#feeds.values()) feed.ring();
    // Many of these come together, and each would ask for everything that is held or waited for.
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      for (const id of [...this.#outcomeWaiters.keys(), ...this.#held.keys()]) this.#look(id);
    }, LOOK_MS);
  }

  #look(taskId: string): void {
    for (const wake of this.#outcomeWaiters.get(taskId) ?? []) wake();
    const lease = this.#held.get(taskId);
    if (lease !== undefined && !lease.isEnding) void this.#check(lease);
  }

  /** Tells a worker whose task was taken away elsewhere. */
  async #check(lease: StoredLease): Promise<void> {
    try {
      if (!(await this.#store.holds(lease.task))) lease.lose();
    } catch (error) {
      this.#logger.warn('a lease could not be checked', { reason: String(error) });
    }
  }

  #change(taskId: string, signal: AbortSignal) {
    const waiters = this.#outcomeWaiters.get(taskId) ?? new Set();
    this.#outcomeWaiters.set(taskId, waiters);
    let wake: () => void = () => undefined;
    const happened = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const timer = setTimeout(wake, RECHECK_MS);
    waiters.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    return {
      happened,
      forget: () => {
        clearTimeout(timer);
        waiters.delete(wake);
        if (waiters.size === 0) this.#outcomeWaiters.delete(taskId);
        signal.removeEventListener('abort', wake);
      },
    };
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new TierClosedError('task queue');
  }
}
