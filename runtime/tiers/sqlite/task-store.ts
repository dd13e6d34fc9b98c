// Tasks in SQLite: every step is one transaction.
import type { Clock } from '../../core/index.js';
import type { DeadLetter, TaskDraft, TaskOutcome, TaskRecord } from '../../ports/index.js';
import {
  type Bell,
  type BellListener,
  type ClaimedTask,
  DEFAULT_ATTEMPTS,
  type EndedOutcome,
  GROUP_PREFIX,
  KEPT_OUTCOMES,
  type NothingDue,
  parseJson,
  SILENT_WORKER,
  type TaskStore,
} from '../stored/index.js';
import {
  blob,
  int,
  optionalInt,
  optionalText,
  type Row,
  type SqlDatabase,
  text,
} from './database.js';
import type { SqlValue } from './engine.js';
import { CANCELLED, DONE, FAILED, LEASED, WAITING } from './schema.js';
import { adoptTask, dumpTasks, TWIN } from './task-records.js';

/** Unfinished tasks of a queue, along the index of those. */
const OPEN = `tasks t indexed by tasks_open where state < ${DONE} and queue = ?`;

/**
 * The next task, in the order of the index: highest priority first, then oldest. Of tasks with one order key only the
 * oldest unfinished one counts, and none while another of them is leased.
 */
const NEXT = `
  select seq from ${OPEN} and state = ${WAITING} and due <= ? and (lane is null or not exists (
    select 1 from tasks e where e.queue = t.queue and e.lane = t.lane and e.state < ${DONE}
      and (e.seq < t.seq or e.state = ${LEASED})))
  order by priority desc, seq limit 1`;

const HELD = `select seq, id, queue, lane, attempts, most from tasks where id = ? and state = ${LEASED} and fence = ? and due > ?`;

/** As NEXT, taken: one statement, which is a transaction of its own. */
const TAKE = `
  update tasks set state = ${LEASED}, due = ?, attempts = attempts + 1, fence = fence + 1
  where seq = (${NEXT})
  returning id, payload, attempts, fence`;

const SILENT = `select seq, id, queue, lane, attempts, most from ${OPEN} and state = ${LEASED} and due <= ?`;
const NEXT_DELAYED = `
  select min(due) as next from tasks indexed by tasks_later where queue = ? and state = ${WAITING} and due > 0 and due > ?`;
const NEXT_SILENT = `select min(due) as next from ${OPEN} and state = ${LEASED} and due > ?`;
const MINE = `id = ? and state = ${LEASED} and fence = ? and due > ?`;
const ENDED = `
  update tasks set state = ?, due = ?, reason = ?, result = ? where ${MINE} returning queue, lane`;

const INSERT = `
  insert into tasks (id, queue, payload, dedupe, lane, priority, most, attempts, fence, state, due)
  values (?, ?, ?, ?, ?, ?, ?, 0, 0, ${WAITING}, ?) returning seq`;

/** Waiting tasks are counted anew after one in so many of those that there was room for. */
const UNCOUNTED = 16;
/** How often it is looked, while there is work, whether a worker was silent for too long. */
const LOOK_MS = 20;
const TRIM_EVERY = 500;
/** The outcome of a task is kept for this long, however many came after it. */
const KEPT_MS = 60 * 60 * 1000;
const TASKS = 'tasks';
/** What happens here is told by bells, what happens elsewhere by the database. */
const ELSEWHERE = 'elsewhere';

export class SqliteTaskStore implements TaskStore {
  readonly #listeners = new Set<BellListener>();
  #bells: Bell[] = [];
  /** Deliveries of groups that were claimed here: they are forgotten when they end. */
  readonly #deliveries = new Set<string>();
  /** By queue: tasks that can be added before they are counted again. */
  readonly #room = new Map<string, number>();
  /** By queue: when it was last looked for silent workers. */
  readonly #looked = new Map<string, number>();
  #ended = 0;

  constructor(
    private readonly db: SqlDatabase,
    private readonly clock: Clock,
  ) {}

  async enqueue(id: string, draft: TaskDraft, maxWaiting: number): Promise<string | undefined> {
    if (draft.dedupeKey === undefined && this.#takeRoom(draft.queue)) {
      await this.db.commitOne(TASKS, INSERT, ...this.#row(id, draft));
      this.#ringQueue(draft.queue);
      return id;
    }
    return this.db.commit(TASKS, () => this.add(id, draft, maxWaiting));
  }

  /** As `enqueue`, within a transaction of the caller. */
  add(id: string, draft: TaskDraft, maxWaiting: number): string | undefined {
    const queue = blob(draft.queue);
    if (draft.dedupeKey !== undefined) {
      const twin = this.db.first(TWIN, queue, blob(draft.dedupeKey));
      if (twin !== undefined) return text(twin['id']);
    }
    const found = this.db.first(
      `select count(*) as n from (select 1 from ${OPEN} and state = ${WAITING} limit ?)`,
      queue,
      maxWaiting,
    );
    const waiting = int(found?.['n']);
    if (waiting >= maxWaiting) return undefined;
    this.#room.set(draft.queue, Math.floor((maxWaiting - waiting) / UNCOUNTED));
    this.db.first(INSERT, ...this.#row(id, draft));
    this.#ringQueue(draft.queue);
    return id;
  }

  #row(id: string, draft: TaskDraft): readonly SqlValue[] {
    return [
      id,
      blob(draft.queue),
      JSON.stringify(draft.payload),
      draft.dedupeKey === undefined ? null : blob(draft.dedupeKey),
      draft.orderKey === undefined ? null : blob(draft.orderKey),
      draft.priority ?? 0,
      draft.maxAttempts ?? DEFAULT_ATTEMPTS,
      this.#dueAfter(draft.delayMs ?? 0),
    ];
  }

  /** A task that need not wait is in no index by time. */
  #dueAfter(delayMs: number): number {
    return delayMs > 0 ? this.clock.now() + delayMs : 0;
  }

  /** Whether there is room in a queue by the last count. */
  #takeRoom(queue: string): boolean {
    const room = this.#room.get(queue) ?? 0;
    this.#room.set(queue, room - 1);
    return room > 0;
  }

  async claim(queue: string, leaseMs: number): Promise<ClaimedTask | NothingDue> {
    const name = blob(queue);
    const now = this.clock.now();
    if (now - (this.#looked.get(queue) ?? 0) >= LOOK_MS) await this.#giveBackSilent(queue, now);
    const take = (): Promise<Row | undefined> =>
      this.db.commitOne(TASKS, TAKE, now + leaseMs, name, now);
    let row = await take();
    if (row === undefined && (await this.#giveBackSilent(queue, now))) row = await take();
    if (row === undefined) return this.#nothing(name, now);
    if (queue.startsWith(GROUP_PREFIX)) this.#deliveries.add(text(row['id']));
    return {
      taskId: text(row['id']),
      payload: parseJson(text(row['payload'])),
      attempt: int(row['attempts']),
      fencingToken: int(row['fence']),
    };
  }

  async unclaim(task: ClaimedTask): Promise<void> {
    this.#deliveries.delete(task.taskId);
    await this.#withHeld(task, (row) => {
      this.db.run(
        `update tasks set state = ${WAITING}, due = 0, attempts = attempts - 1 where seq = ?`,
        int(row['seq']),
      );
      this.#ringQueue(text(row['queue']));
    });
  }

  async extend({ taskId, fencingToken }: ClaimedTask, leaseMs: number): Promise<boolean> {
    const now = this.clock.now();
    const sql = `update tasks set due = ? where ${MINE} returning seq`;
    return (
      (await this.db.commitOne(TASKS, sql, now + leaseMs, taskId, fencingToken, now)) !== undefined
    );
  }

  async end(task: ClaimedTask, outcome: EndedOutcome): Promise<boolean> {
    const { taskId, fencingToken } = task;
    const now = this.clock.now();
    if (this.#deliveries.delete(taskId) && outcome.state === 'done') {
      const sql = `delete from tasks where ${MINE} returning queue, lane`;
      return this.#over(taskId, await this.db.commitOne(TASKS, sql, taskId, fencingToken, now));
    }
    const how =
      outcome.state === 'done'
        ? ([DONE, now, null, JSON.stringify(outcome.result)] as const)
        : ([FAILED, now, outcome.reason, null] as const);
    const row = await this.db.commitOne(TASKS, ENDED, ...how, taskId, fencingToken, now);
    return this.#over(taskId, row);
  }

  /** @param row what was ended, if anything */
  #over(taskId: string, row: Row | undefined): boolean {
    if (row === undefined) return false;
    this.#ring({ kind: 'task', taskId });
    if (optionalText(row['lane']) !== undefined) this.#ringQueue(text(row['queue']));
    this.#trim();
    return true;
  }

  giveBack(task: ClaimedTask, reason: string, delayMs: number): Promise<boolean> {
    this.#deliveries.delete(task.taskId);
    return this.#withHeld(task, (row) => this.#giveBack(row, reason, delayMs));
  }

  async holds({ taskId, fencingToken }: ClaimedTask): Promise<boolean> {
    return this.db.first(HELD, taskId, fencingToken, this.clock.now()) !== undefined;
  }

  async outcome(taskId: string): Promise<TaskOutcome | 'open' | 'unknown'> {
    const open = this.db.first(
      `select queue from tasks where id = ? and state = ${LEASED} and due <= ?`,
      taskId,
      this.clock.now(),
    );
    if (open !== undefined) await this.#expireNow(text(open['queue']));
    const row = this.db.first('select state, reason, result from tasks where id = ?', taskId);
    if (row === undefined) return 'unknown';
    switch (int(row['state'])) {
      case DONE:
        return { state: 'done', result: parseJson(text(row['result'])) };
      case FAILED:
        return { state: 'failed', reason: text(row['reason']) };
      case CANCELLED:
        return { state: 'cancelled' };
      default:
        return 'open';
    }
  }

  async cancel(taskId: string): Promise<boolean> {
    return this.db.commit(TASKS, () => {
      const row = this.db.first(
        'select seq, id, queue, lane, state from tasks where id = ?',
        taskId,
      );
      if (row === undefined) return false;
      if (int(row['state']) <= LEASED) this.#end(row, CANCELLED, null, null);
      return true;
    });
  }

  async deadLetters(queue: string): Promise<readonly DeadLetter[]> {
    await this.#expireNow(queue);
    return this.db
      .all(
        `select id, payload, reason, attempts from tasks where queue = ? and state = ${FAILED} order by seq`,
        blob(queue),
      )
      .map((row) => ({
        taskId: text(row['id']),
        payload: parseJson(text(row['payload'])),
        reason: text(row['reason']),
        attempts: int(row['attempts']),
      }));
  }

  async requeue(taskId: string): Promise<boolean> {
    // Among unfinished ones of its key it has none any more: that stays with them.
    const sql = `update tasks set state = ${WAITING}, attempts = 0, due = 0, reason = null, dedupe = iif(exists(
        select 1 from tasks e where e.queue = tasks.queue and e.dedupe = tasks.dedupe and e.state < ${DONE}), null, dedupe)
      where id = ? and state = ${FAILED} returning queue`;
    const row = await this.db.commitOne(TASKS, sql, taskId);
    if (row !== undefined) this.#ringQueue(text(row['queue']));
    return row !== undefined;
  }

  async discard(taskId: string): Promise<boolean> {
    const sql = `update tasks set state = ${CANCELLED}, due = ?, reason = null
      where id = ? and state = ${FAILED} returning id`;
    const row = await this.db.commitOne(TASKS, sql, this.clock.now(), taskId);
    return row !== undefined;
  }

  async dump(prefix: string): Promise<readonly TaskRecord[]> {
    return dumpTasks(this.db, prefix, this.clock.now());
  }

  async adopt(task: TaskRecord): Promise<boolean> {
    const now = this.clock.now();
    const isNew = await this.db.commit(TASKS, () => adoptTask(this.db, task, now));
    this.#ringQueue(task.queue);
    return isNew;
  }

  onBell(listener: BellListener): { dispose(): void } {
    this.#listeners.add(listener);
    const elsewhere = this.db.onChange(ELSEWHERE, () => listener({ kind: 'any' }));
    return {
      dispose: () => {
        this.#listeners.delete(listener);
        elsewhere.dispose();
      },
    };
  }

  #withHeld(task: ClaimedTask, work: (row: Row) => void): Promise<boolean> {
    return this.db.commit(TASKS, () => {
      const row = this.db.first(HELD, task.taskId, task.fencingToken, this.clock.now());
      if (row === undefined) return false;
      work(row);
      return true;
    });
  }

  /** Whether there was something that had been leased too long. */
  async #giveBackSilent(queue: string, now: number): Promise<boolean> {
    this.#looked.set(queue, now);
    if (this.db.first(`${SILENT} limit 1`, blob(queue), now) === undefined) return false;
    await this.#expireNow(queue);
    return true;
  }

  #expireNow(queue: string): Promise<void> {
    return this.db.commit(TASKS, () => this.#expire(blob(queue), this.clock.now()));
  }

  #expire(queue: Uint8Array, now: number): void {
    const silent = this.db.all(SILENT, queue, now);
    for (const row of silent) this.#giveBack(row, SILENT_WORKER, 0);
  }

  #nothing(queue: Uint8Array, now: number): NothingDue {
    const due = (sql: string): number =>
      optionalInt(this.db.first(sql, queue, now)?.['next']) ?? Number.POSITIVE_INFINITY;
    const next = Math.min(due(NEXT_DELAYED), due(NEXT_SILENT));
    return { dueInMs: Number.isFinite(next) ? next - now : undefined };
  }

  #giveBack(row: Row, reason: string, delayMs: number): void {
    if (int(row['attempts']) >= int(row['most'])) {
      this.#fail(row, reason);
      return;
    }
    this.db.run(
      `update tasks set state = ${WAITING}, due = ?, reason = ? where seq = ?`,
      this.#dueAfter(delayMs),
      reason,
      int(row['seq']),
    );
    this.#ringQueue(text(row['queue']));
  }

  #fail(row: Row, reason: string): void {
    this.#end(row, FAILED, reason, null);
  }

  #end(row: Row, state: number, reason: string | null, result: string | null): void {
    this.db.run(
      'update tasks set state = ?, due = ?, reason = ?, result = ? where seq = ?',
      state,
      this.clock.now(),
      reason,
      result,
      int(row['seq']),
    );
    this.#over(text(row['id']), row);
  }

  #trim(): void {
    if (++this.#ended % TRIM_EVERY !== 0) return;
    this.db.run(
      `delete from tasks where seq <= (select max(seq) from tasks) - ${KEPT_OUTCOMES}
         and state in (${DONE}, ${CANCELLED}) and due <= ?`,
      this.clock.now() - KEPT_MS,
    );
  }

  #ringQueue(queue: string): void {
    this.#ring({ kind: 'queue', queue });
  }

  /** Soon: what was done now is committed by then. */
  #ring(bell: Bell): void {
    if (this.#bells.push(bell) > 1) return;
    queueMicrotask(() => {
      const bells = this.#bells;
      this.#bells = [];
      for (const listener of this.#listeners) for (const one of bells) listener(one);
    });
  }
}
