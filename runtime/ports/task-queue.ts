// Tier port: durable work, leased to workers.
import type { Json } from '../core/index.js';
import { MemfunError } from '../core/index.js';

export interface TaskDraft {
  readonly queue: string;
  readonly payload: Json;
  /** A second task with the same key is not enqueued while the first is unfinished. */
  readonly dedupeKey?: string;
  /** Tasks with the same order key run one after the other, in order of enqueueing. */
  readonly orderKey?: string;
  /** Higher first. Default 0. */
  readonly priority?: number;
  readonly delayMs?: number;
  /** Deliveries before the task goes to the dead letters. Default 5. */
  readonly maxAttempts?: number;
}

export interface TaskLease {
  readonly taskId: string;
  readonly queue: string;
  readonly payload: Json;
  /** 1 for the first delivery. */
  readonly attempt: number;
  /** Grows with every lease of a task; a write with an older token is refused. */
  readonly fencingToken: number;
  /** Fires when the lease is lost, the task cancelled or the queue closed. */
  readonly signal: AbortSignal;
  /** Extends the lease. @throws LeaseLostError when it is no longer held. */
  heartbeat(): Promise<void>;
  /** Stores the result, then notifies waiters. @throws LeaseLostError */
  complete(result: Json): Promise<void>;
  /** Gives the task back for another attempt after `delayMs`. @throws LeaseLostError */
  retry(reason: string, delayMs?: number): Promise<void>;
  /** Moves the task to the dead letters at once. @throws LeaseLostError */
  fail(reason: string): Promise<void>;
}

export interface DeadLetter {
  readonly taskId: string;
  readonly payload: Json;
  readonly reason: string;
  readonly attempts: number;
}

export type TaskOutcome =
  | { readonly state: 'done'; readonly result: Json }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'cancelled' };

/** A task as a whole, on its way from one tier to another. */
export interface TaskRecord {
  readonly taskId: string;
  readonly queue: string;
  readonly payload: Json;
  readonly dedupeKey?: string;
  readonly orderKey?: string;
  readonly priority: number;
  readonly maxAttempts: number;
  /** Deliveries so far. */
  readonly attempts: number;
  /** Of its latest lease. */
  readonly fencingToken: number;
  readonly state: 'waiting' | 'leased' | TaskOutcome['state'];
  /** Milliseconds until it may be delivered, when it waits. */
  readonly dueInMs: number;
  readonly reason?: string;
  readonly result?: Json;
}

/** The worker no longer holds the task: another one may be at work on it. */
export class LeaseLostError extends MemfunError {
  readonly code = 'queue.lease-lost';
  constructor(readonly taskId: string) {
    super(`The lease of task ${taskId} was lost.`, {
      remedy: 'Stop working on this task: another worker has it.',
    });
  }
}

/** The queue holds as many waiting tasks as it may. */
export class QueueFullError extends MemfunError {
  readonly code = 'queue.full';
  constructor(
    readonly queue: string,
    readonly limit: number,
  ) {
    super(`The queue "${queue}" already holds ${limit} waiting tasks.`, {
      remedy: 'Wait until some are done, or start more workers.',
    });
  }
}

/**
 * Guarantees on every tier: an accepted task is delivered at least once until it is completed, failed,
 * cancelled or out of attempts; at most one unexpired lease per task; the result is stored before anybody
 * is told; tasks with one order key never run at the same time.
 */
export interface TaskQueue {
  /** Resolves with the task's id (the first task's id for a duplicate). @throws QueueFullError */
  enqueue(task: TaskDraft): Promise<string>;
  /** Takes the next task, waiting for one until the signal fires or the queue is closed (then `undefined`). */
  lease(
    queue: string,
    options: { readonly leaseMs: number; readonly signal: AbortSignal },
  ): Promise<TaskLease | undefined>;
  /** Waits for the end of a task. Works also when the task ended before the call. */
  outcome(taskId: string, signal: AbortSignal): Promise<TaskOutcome>;
  /** What is known of a task now, without waiting. @throws when there is no such task */
  look(taskId: string): Promise<TaskOutcome | { readonly state: 'open' }>;
  cancel(taskId: string): Promise<void>;
  deadLetters(queue: string): Promise<readonly DeadLetter[]>;
  /** Puts a dead letter back with its attempts reset. */
  requeue(taskId: string): Promise<void>;
  /** Takes a dead letter away for good: it counts as cancelled. @throws when there is no such dead letter */
  discard(taskId: string): Promise<void>;
  /** All tasks whose outcome is still kept, of all queues, in order of enqueueing. */
  dump(): Promise<readonly TaskRecord[]>;
  /** Takes over a task of another tier with its id, behind all others. @returns `false` when there is one of that id */
  adopt(task: TaskRecord): Promise<boolean>;
  close(): Promise<void>;
}
