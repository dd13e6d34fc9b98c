// A worker's hold on a task: every word it has about the task goes through the queue, which checks the hold.
import type { Json } from '../../core/index.js';
import type { TaskLease } from '../../ports/index.js';

/** What the queue does for a lease. Each throws `LeaseLostError` when the lease is no longer the task's own. */
export interface LeaseHost {
  extend(lease: HeldLease): void;
  complete(lease: HeldLease, result: Json): void;
  retry(lease: HeldLease, reason: string, delayMs: number): void;
  fail(lease: HeldLease, reason: string): void;
}

interface LeasedTask {
  readonly id: string;
  readonly queue: string;
  readonly payload: Json;
  readonly attempts: number;
  readonly fence: number;
}

export class HeldLease implements TaskLease {
  readonly taskId: string;
  readonly queue: string;
  readonly payload: Json;
  readonly attempt: number;
  readonly fencingToken: number;
  readonly leaseMs: number;
  readonly #host: LeaseHost;
  readonly #lost = new AbortController();

  constructor(host: LeaseHost, task: LeasedTask, leaseMs: number) {
    this.#host = host;
    this.taskId = task.id;
    this.queue = task.queue;
    this.payload = structuredClone(task.payload);
    this.attempt = task.attempts;
    this.fencingToken = task.fence;
    this.leaseMs = leaseMs;
  }

  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  /** Tells the worker that the task is no longer its own. */
  lose(): void {
    this.#lost.abort();
  }

  async heartbeat(): Promise<void> {
    this.#host.extend(this);
  }

  async complete(result: Json): Promise<void> {
    this.#host.complete(this, result);
  }

  async retry(reason: string, delayMs = 0): Promise<void> {
    this.#host.retry(this, reason, delayMs);
  }

  async fail(reason: string): Promise<void> {
    this.#host.fail(this, reason);
  }
}
