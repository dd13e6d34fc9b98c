// Runs the tasks of a plan through a tier's queue: dependencies first, so many at once, each to exactly one end.
import { setMaxListeners } from 'node:events';
import type { PlanControls } from '../agents/index.js';
import type { Clock, Logger, PlanTask, TaskEnd, TaskRecord } from '../core/index.js';
import { AbortedError, abortable, breathe, isAbort, sleep, toErrorInfo } from '../core/index.js';
import type { TaskLease, TaskQueue } from '../ports/index.js';
import { LeaseLostError } from '../ports/index.js';
import { askedAgain } from './away.js';
import { failureOf } from './errors.js';
import type { TaskOutput, TaskSite, TaskUse, Tell } from './types.js';

export interface ScheduleOptions {
  readonly planId: string;
  /** Without cycles; see `checkPlan`. */
  readonly tasks: readonly PlanTask[];
  /** Ends that an earlier run of this plan has recorded: these tasks are not run again. */
  readonly ended: readonly TaskRecord[];
  readonly queue: TaskQueue;
  /** Tasks at the same time. */
  readonly parallel: number;
  readonly maxAttempts: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly tell: Tell;
  /** Does the work of one task. @throws whatever makes an attempt fail */
  readonly run: (task: PlanTask, site: TaskSite) => Promise<TaskOutput>;
  readonly leaseMs?: number;
}

interface Entry {
  readonly task: PlanTask;
  state: 'waiting' | 'queued' | 'running' | 'ended';
  record: TaskRecord | undefined;
  attempts: number;
  cause: string | undefined;
  readonly use: TaskUse;
  startedAt: number;
  /** Ends what is running of it. */
  stop: AbortController | undefined;
  /** Grows when it is begun anew: words about an earlier round no longer count. */
  round: number;
}

type Rest = Pick<TaskRecord, 'state' | 'stopReason' | 'reason'> & Partial<TaskRecord>;

/** Also how long a plan that goes on after a kill may wait for what the killed one held. */
const LEASE_MS = 10_000;
/** Deliveries that go to lost leases and not to failures. */
const SPARE_DELIVERIES = 5;
/** Failures of the queue itself in a row, and milliseconds between them. */
const QUEUE_TRIES = 3;
const QUEUE_REST_MS = 100;
const ENDING_REST_MS = 50;
/** Ends that later tasks can build on. */
const GIVES_RESULT: ReadonlySet<TaskEnd> = new Set(['done', 'partial']);

export class Schedule implements Omit<PlanControls, 'replan'> {
  readonly #options: ScheduleOptions;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #workers = new AbortController();
  readonly #open = new Set<string>();
  /** The beginnings of attempts, one in each turn of the event loop: many at once would hold it up. */
  #begun: Promise<unknown> = Promise.resolve();
  #paused = false;
  /** Nothing more begins; what was not begun gets no end. */
  #windsDown = false;
  #unpause: (() => void)[] = [];
  #finish: (() => void) | undefined;

  constructor(options: ScheduleOptions) {
    this.#options = options;
    this.#entries = new Map(
      options.tasks.map((task) => {
        const record = options.ended.find(({ taskId }) => taskId === task.id);
        const state = record === undefined ? 'waiting' : 'ended';
        return [task.id, { ...newEntry(task), state, record }];
      }),
    );
  }

  /**
   * Resolves with the end of every task, in the order of the plan; also after a stop. Never rejects. After `windDown` only
   * what was begun has an end.
   */
  async run(): Promise<readonly TaskRecord[]> {
    const { signal, parallel } = this.#options;
    const finished = new Promise<void>((resolve) => {
      this.#finish = resolve;
    });
    const onAbort = (): void => this.#cancelAll();
    signal.addEventListener('abort', onAbort, { once: true });
    setMaxListeners(0, this.#workers.signal); // all workers share it
    const loops = Array.from({ length: Math.min(parallel, this.#entries.size) }, () =>
      this.#work(),
    );
    if (signal.aborted) onAbort();
    this.#pump();
    await finished;
    signal.removeEventListener('abort', onAbort);
    this.#workers.abort();
    await this.#clear(loops);
    const records = this.#records();
    if (records.length < this.#entries.size) return records;
    const complete = records.every(({ state }) => state === 'done');
    this.#options.tell({ type: 'plan.ended', complete });
    return records;
  }

  pause(paused: boolean): void {
    // What winds down has nothing to hold back; held, it would never come to its end.
    if (paused === this.#paused || this.#isOver || (paused && this.#windsDown)) return;
    this.#paused = paused;
    this.#options.tell({ type: 'plan.paused', paused });
    if (paused) return;
    for (const go of this.#unpause.splice(0)) go();
    this.#pump();
  }

  /** Begins nothing more; what is running comes to its end. @returns false when it is over already */
  windDown(): boolean {
    if (this.#isOver) return false;
    this.#windsDown = true;
    this.pause(false);
    this.#pump();
    return true;
  }

  skip(taskId: string): void {
    this.#byPerson(taskId, { state: 'skipped', stopReason: 'person', reason: 'You left it out.' });
  }

  takeOver(taskId: string, answer: string): void {
    const said = answer.trim() === '' ? 'The user has done this.' : answer.trim();
    this.#byPerson(taskId, { state: 'done', stopReason: 'person', reason: '', answer: said });
  }

  retry(taskId: string): void {
    const entry = this.#entries.get(taskId);
    if (entry?.record === undefined || entry.record.state === 'done' || this.#isOver) return;
    this.#reopen(entry);
    this.#pump();
  }

  get #isOver(): boolean {
    return this.#workers.signal.aborted || this.#options.signal.aborted;
  }

  #byPerson(taskId: string, rest: Rest): void {
    const entry = this.#entries.get(taskId);
    if (entry === undefined || this.#isOver) return;
    this.#end(entry, rest);
  }

  /** Begins what can begin; ends what never can. */
  #pump(): void {
    if (this.#isOver) return;
    if (this.#windsDown) {
      if (this.#count('running') === 0) this.#finish?.();
      return;
    }
    for (const entry of this.#entries.values()) {
      if (entry.state !== 'waiting') continue;
      const before = entry.task.dependsOn.map((id) => this.#entries.get(id));
      if (before.some((one) => one?.state !== 'ended')) continue;
      const missing = before.find((one) => one && !givesResult(one));
      if (missing !== undefined) {
        // Ends more, perhaps: each end pumps again.
        this.#end(entry, skippedFor(missing));
        return;
      }
      if (!this.#paused && this.#active < this.#options.parallel) this.#enqueue(entry);
    }
    if (this.#records().length === this.#entries.size) this.#finish?.();
  }

  #count(wanted: Entry['state']): number {
    let count = 0;
    for (const { state } of this.#entries.values()) if (state === wanted) count++;
    return count;
  }

  get #active(): number {
    return this.#count('queued') + this.#count('running');
  }

  #enqueue(entry: Entry): void {
    const { queue, planId, maxAttempts } = this.#options;
    const { round, task } = entry;
    entry.state = 'queued';
    const watch = async (): Promise<void> => {
      const draft = {
        queue: this.#queueName,
        payload: { planId, taskId: task.id, round },
        dedupeKey: `${planId}/${task.id}/${round}`,
        maxAttempts: maxAttempts + SPARE_DELIVERIES,
      };
      const id = await this.#heard(() => queue.enqueue(draft));
      if (this.#isOver) return await queue.cancel(id);
      this.#open.add(id);
      const outcome = await this.#heard(() => queue.outcome(id, this.#workers.signal));
      this.#open.delete(id);
      // Normally it has its end by now: this is for what the queue has given up.
      if (entry.round !== round || entry.record !== undefined) return;
      if (outcome.state === 'done' && entry.state === 'queued') {
        entry.state = 'waiting';
        this.#pump();
      }
      if (outcome.state === 'failed')
        this.#end(entry, { state: 'failed', stopReason: 'error', reason: outcome.reason });
      if (outcome.state === 'cancelled')
        this.#end(entry, { state: 'cancelled', stopReason: 'stopped', reason: STOPPED });
    };
    watch().catch((thrown) => {
      if (isAbort(thrown) || entry.round !== round) return;
      const { message } = toErrorInfo(thrown);
      this.#end(entry, { state: 'failed', stopReason: 'error', reason: message });
    });
  }

  /** @throws MemfunError when the queue stays away; AbortedError */
  #heard<T>(ask: () => Promise<T>): Promise<T> {
    const { clock, logger } = this.#options;
    const onAway = (thrown: unknown): void =>
      logger.warn('the queue of a plan is away', { reason: toErrorInfo(thrown).message });
    return askedAgain(ask, { clock, signal: this.#workers.signal, onAway });
  }

  get #queueName(): string {
    return `plan.${this.#options.planId}`;
  }

  /** One worker: takes tasks until the plan is over. */
  async #work(): Promise<void> {
    const { queue, leaseMs = LEASE_MS, logger } = this.#options;
    const { signal } = this.#workers;
    for (let failures = 0; !signal.aborted; ) {
      try {
        const lease = await queue.lease(this.#queueName, { leaseMs, signal });
        if (lease !== undefined) await this.#hold(lease, leaseMs);
        else if (!signal.aborted) await sleep(QUEUE_REST_MS, signal); // closed: whoever has closed it stops this, too
        failures = 0;
      } catch (thrown) {
        const { message } = toErrorInfo(thrown);
        logger.warn('the queue of a plan failed', { message });
        if (++failures >= QUEUE_TRIES) return this.#failAll(message);
        await sleep(QUEUE_REST_MS, signal).catch(() => undefined);
      }
    }
  }

  /** Without its queue nothing of the plan can end by itself. */
  #failAll(reason: string): void {
    if (this.#isOver) return;
    for (const entry of this.#entries.values())
      this.#end(entry, { state: 'failed', stopReason: 'error', reason });
  }

  /** Keeps a lease alive while its task is worked on. */
  async #hold(lease: TaskLease, leaseMs: number): Promise<void> {
    const beat = setInterval(() => {
      lease.heartbeat().catch(() => undefined); // a lost lease fires the signal
    }, leaseMs / 3);
    try {
      await this.#attempt(lease);
    } catch (thrown) {
      if (!(thrown instanceof LeaseLostError)) throw thrown;
    } finally {
      clearInterval(beat);
    }
  }

  async #attempt(lease: TaskLease): Promise<void> {
    const entry = this.#entryOf(lease);
    if (entry?.state === 'running') {
      // An attempt that has lost its lease is still ending.
      await this.#heard(() => lease.retry('an earlier attempt is ending', ENDING_REST_MS));
      return;
    }
    if (entry?.state !== 'queued') {
      await this.#heard(() => lease.complete(null)); // it has its end already, or another round of it is under way
      return;
    }
    const { round } = entry;
    const stop = new AbortController();
    entry.stop = stop;
    const onLost = (): void => stop.abort();
    lease.signal.addEventListener('abort', onLost, { once: true });
    try {
      this.#begun = this.#begun.then(() => breathe());
      await this.#begun;
      await this.#whilePaused(stop.signal);
      if (this.#windsDown) return await this.#heard(() => lease.complete(null));
      const output = await this.#runOnce(entry, stop.signal);
      if (entry.round === round) this.#end(entry, output);
      await this.#heard(() => lease.complete(null));
    } catch (thrown) {
      if (thrown instanceof LeaseLostError) throw thrown;
      if (entry.round !== round || entry.record !== undefined)
        await this.#heard(() => lease.complete(null));
      // Nobody asked it to stop: another worker gets it.
      else if (lease.signal.aborted) this.#backInLine(entry);
      else await this.#failed(entry, lease, thrown);
    } finally {
      lease.signal.removeEventListener('abort', onLost);
    }
  }

  async #runOnce(entry: Entry, signal: AbortSignal): Promise<TaskOutput> {
    const { run, tell, clock } = this.#options;
    const { task, cause, use } = entry;
    const attempt = ++entry.attempts;
    if (attempt === 1) entry.startedAt = clock.monotonic();
    entry.state = 'running';
    tell({
      type: 'task.started',
      taskId: task.id,
      agent: task.agent,
      attempt,
      ...(cause === undefined ? {} : { cause }),
    });
    const inputs = task.dependsOn.flatMap((id) => this.#entries.get(id)?.record ?? []);
    const unbegun = 1 + this.#count('waiting') + this.#count('queued');
    // Work that does not listen is left behind, so that a stop is not kept waiting.
    return abortable(run(task, { attempt, cause, inputs, use, unbegun, signal }), signal);
  }

  /** Another attempt with the cause, as long as it may pass: not for the same failure over and over. */
  async #failed(entry: Entry, lease: TaskLease, thrown: unknown): Promise<void> {
    const failure = failureOf(thrown);
    const again =
      failure.retryable &&
      entry.attempts < this.#options.maxAttempts &&
      !(entry.cause === failure.reason && entry.attempts > 1);
    if (!again) {
      this.#end(entry, { ...failure, state: 'failed' });
      await this.#heard(() => lease.complete(null));
      return;
    }
    entry.cause = failure.reason;
    this.#backInLine(entry);
    await this.#heard(() => lease.retry(failure.reason));
  }

  #backInLine(entry: Entry): void {
    entry.state = 'queued';
    if (this.#windsDown) this.#pump();
  }

  async #whilePaused(signal: AbortSignal): Promise<void> {
    while (this.#paused)
      await abortable(new Promise<void>((resolve) => this.#unpause.push(resolve)), signal);
  }

  #entryOf({ payload }: TaskLease): Entry | undefined {
    if (payload === null || typeof payload !== 'object' || !('taskId' in payload)) return undefined;
    const { taskId, round } = payload;
    const entry = typeof taskId === 'string' ? this.#entries.get(taskId) : undefined;
    return entry?.round === round ? entry : undefined;
  }

  /** The one place where a task gets its end; whoever comes second is not heard. */
  #end(entry: Entry, rest: Rest | TaskOutput): void {
    if (entry.record !== undefined) return;
    const { task, attempts, use, startedAt } = entry;
    const { clock, tell } = this.#options;
    const record: TaskRecord = {
      taskId: task.id,
      agent: task.agent,
      answer: rest.answer ?? '',
      citations: [...(rest.citations ?? [])],
      files: [...(rest.files ?? [])],
      attempts,
      ...use,
      ms: attempts === 0 ? 0 : clock.monotonic() - startedAt,
      state: rest.state,
      stopReason: rest.stopReason,
      reason: rest.reason,
    };
    entry.record = record;
    entry.state = 'ended';
    entry.stop?.abort(new AbortedError('The task has its end.'));
    entry.stop = undefined;
    tell({ type: 'task.ended', ...record });
    this.#pump();
  }

  #reopen(entry: Entry): void {
    entry.record = undefined;
    entry.state = 'waiting';
    entry.attempts = 0;
    entry.cause = undefined;
    entry.round++;
    for (const other of this.#entries.values())
      if (other.record?.stopReason === DEPENDENCY && other.task.dependsOn.includes(entry.task.id))
        this.#reopen(other);
  }

  #cancelAll(): void {
    for (const entry of this.#entries.values())
      this.#end(entry, { state: 'cancelled', stopReason: 'stopped', reason: STOPPED });
    this.#finish?.();
  }

  /** Takes out of the queue what is left there. Whoever stopped the plan does not wait for it. */
  async #clear(loops: readonly Promise<void>[]): Promise<void> {
    const { queue, signal } = this.#options;
    const cleared = Promise.allSettled([
      ...loops,
      ...[...this.#open].map((id) => queue.cancel(id)),
    ]);
    if (!signal.aborted) await cleared;
  }

  #records(): readonly TaskRecord[] {
    return [...this.#entries.values()].flatMap(({ record }) => record ?? []);
  }
}

/** Why a task was never begun: what it depends on has no result. */
export const DEPENDENCY = 'dependency';
const STOPPED = 'The plan was stopped.';

const newEntry = (task: PlanTask): Entry => ({
  task,
  state: 'waiting',
  record: undefined,
  attempts: 0,
  cause: undefined,
  use: { steps: 0, tokens: 0, costUsd: 0 },
  startedAt: 0,
  stop: undefined,
  round: 1,
});

function givesResult({ record }: Entry): boolean {
  return record !== undefined && GIVES_RESULT.has(record.state);
}

function skippedFor({ task, record }: Entry): Rest {
  const why = record?.reason === undefined || record.reason === '' ? '' : `: ${record.reason}`;
  return {
    state: 'skipped',
    stopReason: DEPENDENCY,
    reason: `It needs "${task.title}", which has no result${why}`,
  };
}
