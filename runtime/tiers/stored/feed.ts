// The workers of this process that wait for one queue: asks the storage for work as often as there is reason to.
import { setMaxListeners } from 'node:events';
import type { TaskLease } from '../../ports/index.js';
import { type ClaimedTask, type NothingDue, type TaskStore } from './task-store.js';

interface Worker {
  readonly leaseMs: number;
  readonly signal: AbortSignal;
  readonly take: (lease: TaskLease | undefined) => void;
}

export interface FeedHost {
  readonly store: TaskStore;
  hold(task: ClaimedTask, leaseMs: number, askedAt: number): TaskLease;
  onError(error: unknown): void;
}

/** Claims on their way at the same time. */
const MOST_CLAIMS = 64;
/** Looks again after this time even when no bell rang: a bell may get lost with a connection. */
const LONGEST_IDLE_MS = 1000;
const AFTER_ERROR_MS = 200;

export class Feed {
  readonly #workers = new Set<Worker>();
  readonly #signals = new WeakSet<AbortSignal>();
  readonly #claims = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  /** The last claim found nothing, and nothing has rung since. */
  #idle = false;
  /** One claim tries whether there is work at all; only when there is, the others follow. */
  #most = 1;
  #rang = false;
  #closed = false;

  constructor(
    private readonly host: FeedHost,
    private readonly queue: string,
  ) {}

  wait(leaseMs: number, signal: AbortSignal): Promise<TaskLease | undefined> {
    this.#watch(signal);
    return new Promise((resolve) => {
      const worker: Worker = {
        leaseMs,
        signal,
        take: (lease) => {
          this.#workers.delete(worker);
          resolve(lease);
        },
      };
      this.#workers.add(worker);
      this.#pump();
    });
  }

  ring(): void {
    this.#rang = true;
    if (!this.#idle) return;
    this.#wake();
  }

  /** Sends every worker away; resolves when no claim is on its way any more. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const worker of this.#workers) worker.take(undefined);
    await Promise.all(this.#claims);
  }

  /** Once for each signal: a worker waits with the same one again and again, and listening costs as much as a claim. */
  #watch(signal: AbortSignal): void {
    if (this.#signals.has(signal)) return;
    this.#signals.add(signal);
    setMaxListeners(0, signal); // any number of queues may share one
    const onAbort = (): void => {
      for (const worker of this.#workers) if (worker.signal === signal) worker.take(undefined);
    };
    signal.addEventListener('abort', onAbort, { once: true });
  }

  #wake(): void {
    clearTimeout(this.#timer);
    this.#idle = false;
    this.#pump();
  }

  #pump(): void {
    while (
      !this.#closed &&
      !this.#idle &&
      this.#claims.size < Math.min(this.#most, this.#workers.size)
    ) {
      this.#rang = false;
      const claim = this.#claim().finally(() => {
        this.#claims.delete(claim);
        this.#pump();
      });
      this.#claims.add(claim);
    }
  }

  async #claim(): Promise<void> {
    const [first] = this.#workers;
    if (first === undefined) return;
    const { leaseMs } = first;
    const askedAt = performance.now();
    let found: ClaimedTask | NothingDue;
    try {
      found = await this.host.store.claim(this.queue, leaseMs);
    } catch (error) {
      this.host.onError(error);
      this.#rest(AFTER_ERROR_MS);
      return;
    }
    this.#most = 'dueInMs' in found ? 1 : MOST_CLAIMS;
    if ('dueInMs' in found) {
      // What rang while this claim was on its way may have come too late for it.
      if (!this.#rang) this.#rest(Math.min(found.dueInMs ?? LONGEST_IDLE_MS, LONGEST_IDLE_MS));
      return;
    }
    const task = found;
    const worker = [...this.#workers].find((waiting) => waiting.leaseMs === leaseMs);
    if (worker === undefined) {
      await this.host.store.unclaim(task).catch((error: unknown) => this.host.onError(error));
    } else {
      worker.take(this.host.hold(task, leaseMs, askedAt));
    }
  }

  #rest(ms: number): void {
    if (this.#closed) return;
    this.#idle = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wake(), Math.ceil(Math.max(ms, 1)));
  }
}
