// Leased work within one process. A task's state changes only here, and every change looks for a waiting worker.
import type { Clock, IdMaker, Json } from '../../core/index.js';
import { AbortedError } from '../../core/index.js';
import type {
  DeadLetter,
  TaskDraft,
  TaskLease,
  TaskOutcome,
  TaskQueue,
  TaskRecord,
} from '../../ports/index.js';
import { LeaseLostError, QueueFullError } from '../../ports/index.js';
import { TierClosedError, UnknownTaskError } from '../errors.js';
import { TaskIndex } from '../task-index.js';
import { HeldLease, type LeaseHost } from './lease.js';
import type { Task, TaskState } from './task.js';
import { adopted, newTask, recordOf } from './task.js';

interface Worker {
  readonly leaseMs: number;
  readonly take: (lease: TaskLease | undefined) => void;
}

/** Ended tasks whose outcome can still be asked for. */
const KEPT_OUTCOMES = 10_000;

export class InProcessTaskQueue implements TaskQueue, LeaseHost {
  readonly #clock: Clock;
  readonly #ids: IdMaker;
  readonly #maxWaiting: number;
  /** In order of enqueueing. */
  readonly #tasks = new Map<string, Task>();
  /** By queue: what is unfinished. */
  readonly #open = new Map<string, TaskIndex<Task>>();
  #newest = 0;
  readonly #workers = new Map<string, Set<Worker>>();
  readonly #ended: string[] = [];
  readonly #outcomeWaiters = new Map<string, Set<(outcome: TaskOutcome | undefined) => void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  /** @param maxWaiting waiting tasks a queue may hold */
  constructor(clock: Clock, ids: IdMaker, maxWaiting: number) {
    this.#clock = clock;
    this.#ids = ids;
    this.#maxWaiting = maxWaiting;
  }

  async enqueue(draft: TaskDraft): Promise<string> {
    this.#refuseWhenClosed();
    const { queue, dedupeKey, delayMs = 0 } = draft;
    const open = this.#indexOf(queue);
    const twin = dedupeKey === undefined ? undefined : open.twin(dedupeKey);
    if (twin !== undefined) return twin.id;
    if (open.waiting >= this.#maxWaiting) throw new QueueFullError(queue, this.#maxWaiting);
    const { id } = this.#set(newTask(this.#ids.next('task'), draft, this.#place()));
    this.#wake(queue, delayMs);
    return id;
  }

  lease(
    queue: string,
    { leaseMs, signal }: { readonly leaseMs: number; readonly signal: AbortSignal },
  ): Promise<TaskLease | undefined> {
    if (this.#closed || signal.aborted) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const workers = this.#workers.get(queue) ?? new Set();
      this.#workers.set(queue, workers);
      const worker: Worker = {
        leaseMs,
        take: (lease) => {
          workers.delete(worker);
          signal.removeEventListener('abort', onAbort);
          resolve(lease);
        },
      };
      const onAbort = (): void => worker.take(undefined);
      signal.addEventListener('abort', onAbort, { once: true });
      workers.add(worker);
      this.#match(queue);
    });
  }

  outcome(taskId: string, signal: AbortSignal): Promise<TaskOutcome> {
    const task = this.#tasks.get(taskId);
    if (task === undefined) return Promise.reject(new UnknownTaskError(taskId));
    if (task.state.kind === 'over') return Promise.resolve(structuredClone(task.state.outcome));
    if (this.#closed) return Promise.reject(new TierClosedError('task queue'));
    return new Promise((resolve, reject) => {
      const waiters = this.#outcomeWaiters.get(taskId) ?? new Set();
      this.#outcomeWaiters.set(taskId, waiters);
      const tell = (outcome: TaskOutcome | undefined): void => {
        waiters.delete(tell);
        signal.removeEventListener('abort', onAbort);
        if (outcome !== undefined) resolve(structuredClone(outcome));
        else
          reject(
            signal.aborted
              ? new AbortedError(undefined, signal.reason)
              : new TierClosedError('task queue'),
          );
      };
      const onAbort = (): void => tell(undefined);
      waiters.add(tell);
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  async look(taskId: string): Promise<TaskOutcome | { readonly state: 'open' }> {
    this.#refuseWhenClosed();
    const { state } = this.#task(taskId);
    return state.kind === 'over' ? structuredClone(state.outcome) : { state: 'open' };
  }

  async cancel(taskId: string): Promise<void> {
    const task = this.#task(taskId);
    if (task.state.kind === 'over') return;
    this.#end(task, { state: 'cancelled' });
  }

  async deadLetters(queue: string): Promise<readonly DeadLetter[]> {
    return [...this.#tasks.values()].flatMap(({ id, queue: name, payload, attempts, state }) =>
      name === queue && state.kind === 'over' && state.outcome.state === 'failed'
        ? [
            {
              taskId: id,
              payload: structuredClone(payload),
              reason: state.outcome.reason,
              attempts,
            },
          ]
        : [],
    );
  }

  async requeue(taskId: string): Promise<void> {
    this.#refuseWhenClosed();
    const state: TaskState = { kind: 'waiting', notBefore: this.#clock.now() };
    const { queue } = this.#set({ ...this.#deadLetter(taskId), attempts: 0, state });
    this.#wake(queue, 0);
  }

  async discard(taskId: string): Promise<void> {
    this.#refuseWhenClosed();
    this.#end(this.#deadLetter(taskId), { state: 'cancelled' });
  }

  async dump(): Promise<readonly TaskRecord[]> {
    this.#refuseWhenClosed();
    return [...this.#tasks.values()].map((task) => recordOf(task, this.#clock.now()));
  }

  async adopt(record: TaskRecord): Promise<boolean> {
    this.#refuseWhenClosed();
    if (this.#tasks.has(record.taskId)) return false;
    const task = this.#set(adopted(record, this.#place()));
    if (task.state.kind === 'waiting') this.#wake(task.queue, record.dueInMs);
    else if (record.state !== 'failed') this.#ended.push(task.id);
    return true;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const workers of this.#workers.values()) for (const w of workers) w.take(undefined);
    for (const { state } of this.#tasks.values()) if (state.kind === 'leased') state.lease.lose();
    for (const waiters of this.#outcomeWaiters.values())
      for (const tell of waiters) tell(undefined);
  }

  // What a lease may ask for. A lease that is no longer the task's own is refused.

  extend(lease: HeldLease): void {
    const until = this.#clock.now() + lease.leaseMs;
    this.#set({ ...this.#held(lease), state: { kind: 'leased', lease, until } });
  }

  complete(lease: HeldLease, result: Json): void {
    this.#end(this.#held(lease), { state: 'done', result: structuredClone(result) });
  }

  retry(lease: HeldLease, reason: string, delayMs: number): void {
    this.#giveBack(this.#held(lease), reason, delayMs);
  }

  fail(lease: HeldLease, reason: string): void {
    this.#end(this.#held(lease), { state: 'failed', reason });
  }

  #held(lease: HeldLease): Task {
    const task = this.#tasks.get(lease.taskId);
    if (task?.state.kind !== 'leased' || task.state.lease !== lease || this.#closed) {
      throw new LeaseLostError(lease.taskId);
    }
    if (task.state.until <= this.#clock.now()) {
      this.#expire(task, lease);
      throw new LeaseLostError(lease.taskId);
    }
    return task;
  }

  /** Hands takeable tasks to waiting workers. */
  #match(queue: string): void {
    for (const worker of this.#workers.get(queue) ?? []) {
      const now = this.#clock.now();
      const next = this.#indexOf(queue).next(now);
      if (next === undefined) return;
      const task = { ...next, attempts: next.attempts + 1, fence: next.fence + 1 };
      const lease = new HeldLease(this, task, worker.leaseMs);
      this.#set({ ...task, state: { kind: 'leased', lease, until: now + worker.leaseMs } });
      this.#watch(task.id, lease);
      worker.take(lease);
    }
  }

  /** Waits for the end of a lease, as often as heartbeats have moved it. */
  #watch(taskId: string, lease: HeldLease): void {
    const task = this.#tasks.get(taskId);
    if (task?.state.kind !== 'leased' || task.state.lease !== lease) return;
    const left = task.state.until - this.#clock.now();
    if (left <= 0) this.#expire(task, lease);
    else this.#later(left, () => this.#watch(taskId, lease));
  }

  #expire(task: Task, lease: HeldLease): void {
    lease.lose();
    this.#giveBack(task, 'the worker was silent until its lease ran out', 0);
  }

  #giveBack(task: Task, reason: string, delayMs: number): void {
    if (task.attempts >= task.maxAttempts) {
      this.#end(task, { state: 'failed', reason });
      return;
    }
    this.#set({ ...task, state: { kind: 'waiting', notBefore: this.#clock.now() + delayMs } });
    this.#wake(task.queue, delayMs);
  }

  /** Stores the outcome first, then tells. */
  #end(task: Task, outcome: TaskOutcome): void {
    const { state } = task;
    this.#set({ ...task, state: { kind: 'over', outcome } });
    if (state.kind === 'leased' && outcome.state === 'cancelled') state.lease.lose();
    for (const tell of this.#outcomeWaiters.get(task.id) ?? []) tell(outcome);
    this.#outcomeWaiters.delete(task.id);
    // Dead letters are kept until somebody puts them back.
    if (outcome.state !== 'failed') this.#ended.push(task.id);
    if (this.#ended.length > KEPT_OUTCOMES) this.#tasks.delete(this.#ended.shift() ?? '');
    this.#match(task.queue);
  }

  #wake(queue: string, delayMs: number): void {
    if (delayMs <= 0) this.#match(queue);
    else this.#later(delayMs, () => this.#match(queue));
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        work();
      },
      Math.max(1, Math.ceil(ms) + 1),
    );
    this.#timers.add(timer);
  }

  /** Takes the place of what was known of the task. */
  #set(task: Task): Task {
    this.#tasks.set(task.id, task);
    this.#indexOf(task.queue).set(task);
    return task;
  }

  #indexOf(queue: string): TaskIndex<Task> {
    let index = this.#open.get(queue);
    if (index === undefined) {
      index = new TaskIndex();
      this.#open.set(queue, index);
    }
    return index;
  }

  #place() {
    return { order: ++this.#newest, now: this.#clock.now() };
  }

  #deadLetter(taskId: string): Task {
    const task = this.#task(taskId);
    const isDead = task.state.kind === 'over' && task.state.outcome.state === 'failed';
    if (!isDead) throw new UnknownTaskError(taskId);
    return task;
  }

  #task(taskId: string): Task {
    const task = this.#tasks.get(taskId);
    if (task === undefined) throw new UnknownTaskError(taskId);
    return task;
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new TierClosedError('task queue');
  }
}
