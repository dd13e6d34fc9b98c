// A worker: takes tasks of its kinds as long as it has hands free, is known to the registry, and leaves in order.
import { setMaxListeners } from 'node:events';
import os from 'node:os';
import type { Clock, Logger } from '../core/index.js';
import { sleep } from '../core/index.js';
import type {
  AgentRegistration,
  AgentRegistry,
  EventBus,
  StateStore,
  TaskLease,
  TaskQueue,
} from '../ports/index.js';
import { heartbeatOf, kindCapability, LEASE_MS, queueOf, type WorkerMetadata } from './envelope.js';
import { WorkerDrainedError } from './errors.js';
import { type AnyHandler, WORK_PROTOCOL } from './kind.js';
import { runTask, type TaskSite } from './task-run.js';

/** What a worker works with: the ports of a tier. */
export interface WorkPorts {
  readonly tasks: TaskQueue;
  readonly agents: AgentRegistry;
  readonly bus: EventBus;
  readonly state: StateStore;
}

export interface WorkerOptions {
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Version of the program. */
  readonly version: string;
  readonly handlers: readonly AnyHandler[];
  /** Tasks at the same time. */
  readonly concurrency: number;
  /** What it can do besides its kinds of task. */
  readonly capabilities?: readonly string[];
  /** After this time without a word a task goes to another worker. Default 30 s. */
  readonly leaseMs?: number;
  /** Delay before another attempt; by default 1 s, doubled with each, at most a minute. */
  readonly retryDelayMs?: (attempt: number) => number;
  readonly clock: Clock;
  readonly logger: Logger;
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
const AFTER_ERROR_MS = 500;

export class Worker {
  readonly #ports: WorkPorts;
  readonly #options: WorkerOptions;
  readonly #leaseMs: number;
  readonly #site: TaskSite;
  readonly #startedAt: number;
  /** Fires when no more tasks are to be taken. */
  readonly #draining = new AbortController();
  /** Fires when the tasks at work have no more time. */
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, WorkerMetadata['running'][number]>();
  /** Taken together with another one when a single hand was free; the next free hand has it. */
  readonly #carried: TaskLease[] = [];
  #registration: AgentRegistration | undefined;
  #announced: Promise<void> = Promise.resolve();
  #announcing = false;
  #pulse: NodeJS.Timeout | undefined;
  #hands: Promise<unknown> = Promise.resolve();
  #done = 0;
  #failed = 0;

  constructor(ports: WorkPorts, options: WorkerOptions) {
    setMaxListeners(0, this.#draining.signal, this.#stopping.signal); // one for each hand
    this.#ports = ports;
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
    this.#startedAt = options.clock.now();
    this.#site = {
      workerId: options.id,
      workerName: options.name,
      handlers: new Map(options.handlers.map((handler) => [handler.kind, handler])),
      bus: ports.bus,
      state: ports.state,
      leaseMs: this.#leaseMs,
      clock: options.clock,
      logger: options.logger.child('worker'),
      retryDelayMs:
        options.retryDelayMs ??
        ((attempt) => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1))),
    };
  }

  /** Registers and begins to take tasks. @throws MemfunError when the registry does not answer */
  async start(): Promise<void> {
    await this.#register();
    this.#pulse = setInterval(() => {
      this.#announce();
      for (const lease of this.#carried) lease.heartbeat().catch(() => undefined); // seen when it is taken up
    }, heartbeatOf(this.#leaseMs));
    const { concurrency } = this.#options;
    this.#hands = Promise.all(Array.from({ length: concurrency }, () => this.#hand()));
  }

  get id(): string {
    return this.#options.id;
  }

  get metadata(): WorkerMetadata {
    const { version, concurrency, handlers } = this.#options;
    return {
      role: 'worker',
      protocol: WORK_PROTOCOL,
      version,
      host: os.hostname(),
      pid: process.pid,
      startedAt: this.#startedAt,
      concurrency,
      heartbeatMs: heartbeatOf(this.#leaseMs),
      kinds: handlers.map(({ kind }) => kind),
      draining: this.#draining.signal.aborted,
      running: [...this.#running.values()],
      done: this.#done,
      failed: this.#failed,
    };
  }

  /**
   * Takes no more tasks, lets those at work end, and leaves the registry. What is not done after `timeoutMs` is
   * told to stop and goes to another worker. Never rejects.
   */
  async drain(timeoutMs: number): Promise<void> {
    this.#draining.abort();
    this.#announce();
    const { id } = this.#options;
    const timer = setTimeout(() => this.#stopping.abort(new WorkerDrainedError(id)), timeoutMs);
    await this.#hands;
    clearTimeout(timer);
    clearInterval(this.#pulse);
    await this.#announced;
    await this.#registration?.deregister().catch((error: unknown) => this.#warn('leaving', error));
  }

  /** One task after the other until the worker is drained, or the tier is closed under it. */
  async #hand(): Promise<void> {
    while (!this.#draining.signal.aborted) {
      try {
        const lease = await this.#next();
        if (lease === 'closed') {
          this.#warn('no more work comes', 'the task queue was closed');
          clearInterval(this.#pulse);
          return;
        }
        if (lease !== undefined) await this.#work(lease);
      } catch (error) {
        this.#warn('no work could be asked for', error);
        await sleep(AFTER_ERROR_MS, this.#draining.signal).catch(() => undefined);
      }
    }
    for (let lease = this.#carried.shift(); lease !== undefined; lease = this.#carried.shift()) {
      await lease.retry('the worker was stopped before it began').catch(() => undefined);
    }
  }

  async #work(lease: TaskLease): Promise<void> {
    const { taskId, attempt } = lease;
    const kind = this.#options.handlers.find((one) => queueOf(one.kind) === lease.queue)?.kind;
    const since = this.#options.clock.now();
    this.#running.set(taskId, { taskId, kind: kind ?? lease.queue, attempt, since });
    this.#announce();
    const end = await runTask(this.#site, lease, this.#stopping.signal);
    this.#running.delete(taskId);
    if (end === 'done') this.#done++;
    else if (end === 'failed') this.#failed++;
    this.#announce();
  }

  /** The next task of any kind; `undefined` when the worker is drained, or a carried one was lost meanwhile. */
  async #next(): Promise<TaskLease | 'closed' | undefined> {
    const carried = this.#carried.shift();
    if (carried !== undefined) return carried.signal.aborted ? undefined : carried;
    const stop = new AbortController();
    const onDrain = (): void => stop.abort();
    this.#draining.signal.addEventListener('abort', onDrain, { once: true });
    try {
      const waits = this.#options.handlers.map(async ({ kind }) => {
        const options = { leaseMs: this.#leaseMs, signal: stop.signal };
        const lease = await this.#ports.tasks.lease(queueOf(kind), options);
        stop.abort(); // one is enough
        return lease;
      });
      const taken = (await Promise.all(waits)).filter((lease) => lease !== undefined);
      const [first, ...more] = taken;
      this.#carried.push(...more);
      // Nothing came, and nobody has told them to stop waiting.
      return first ?? (this.#draining.signal.aborted ? undefined : 'closed');
    } finally {
      this.#draining.signal.removeEventListener('abort', onDrain);
    }
  }

  async #register(): Promise<void> {
    const { id, name, handlers, capabilities = [] } = this.#options;
    this.#registration = await this.#ports.agents.register(
      {
        agentId: id,
        name,
        capabilities: [...handlers.map(({ kind }) => kindCapability(kind)), ...capabilities],
        metadata: structuredClone(this.metadata),
      },
      { leaseMs: this.#leaseMs },
    );
  }

  /** Tells the registry that it lives and what it does, one word at a time; what is not yet said is said at once. */
  #announce(): void {
    if (this.#announcing) return;
    this.#announcing = true;
    this.#announced = this.#announced
      .then(() => {
        this.#announcing = false;
        return this.#register();
      })
      .catch((error: unknown) => this.#warn('the registry was not told', error));
  }

  #warn(what: string, error: unknown): void {
    this.#site.logger.warn(what, { worker: this.#options.id, reason: String(error) });
  }
}
