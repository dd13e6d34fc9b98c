// Tasks in SQLite: every step is one transaction.
import type { Clock } from '../../core/index.js';
import type { DeadLetter, TaskDraft, TaskOutcome } from '../../ports/index.js';
import {
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
import { blob, int, optionalInt, type Row, type SqlDatabase, text } from './database.js';
import { CANCELLED, DONE, FAILED, LEASED, WAITING } from './schema.js';

/**
 * The next task: highest priority first, then oldest. Of tasks with one order key only the oldest unfinished one
 * counts, and none while another of them is leased.
 */
const NEXT = `
  select seq, id, payload, attempts, fence from tasks t
  where queue = ? and state = ${WAITING} and due <= ? and (lane is null or not exists (
    select 1 from tasks e where e.queue = t.queue and e.lane = t.lane and e.state < ${DONE}
      and (e.seq < t.seq or e.state = ${LEASED})))
  order by priority desc, seq limit 1`;

const HELD = `select seq, queue, attempts, most from tasks where id = ? and state = ${LEASED} and fence = ? and due > ?`;

const TRIM_EVERY = 500;

export class SqliteTaskStore implements TaskStore {
  #ended = 0;

  constructor(
    private readonly db: SqlDatabase,
    private readonly clock: Clock,
  ) {}

  async enqueue(id: string, draft: TaskDraft, maxWaiting: number): Promise<string | undefined> {
    return this.db.commit(() => this.add(id, draft, maxWaiting));
  }

  /** As `enqueue`, within a transaction of the caller. */
  add(id: string, draft: TaskDraft, maxWaiting: number): string | undefined {
    const queue = blob(draft.queue);
    const dedupe = draft.dedupeKey === undefined ? null : blob(draft.dedupeKey);
    if (dedupe !== null) {
      const twin = this.db.first(
        'select id from tasks where queue = ? and dedupe = ? and state < 2',
        queue,
        dedupe,
      );
      if (twin !== undefined) return text(twin['id']);
    }
    const waiting = this.db.first(
      `select count(*) as n from (select 1 from tasks where queue = ? and state = ${WAITING} limit ?)`,
      queue,
      maxWaiting,
    );
    if (int(waiting?.['n']) >= maxWaiting) return undefined;
    this.db.run(
      `insert into tasks (id, queue, payload, dedupe, lane, priority, most, attempts, fence, state, due)
       values (?, ?, ?, ?, ?, ?, ?, 0, 0, ${WAITING}, ?)`,
      id,
      queue,
      JSON.stringify(draft.payload),
      dedupe,
      draft.orderKey === undefined ? null : blob(draft.orderKey),
      draft.priority ?? 0,
      draft.maxAttempts ?? DEFAULT_ATTEMPTS,
      this.clock.now() + (draft.delayMs ?? 0),
    );
    return id;
  }

  async claim(queue: string, leaseMs: number): Promise<ClaimedTask | NothingDue> {
    const name = blob(queue);
    return this.db.commit(() => {
      const now = this.clock.now();
      this.#expire(name, now);
      const row = this.db.first(NEXT, name, now);
      if (row === undefined) return this.#nothing(name, now);
      const attempt = int(row['attempts']) + 1;
      const fencingToken = int(row['fence']) + 1;
      this.db.run(
        `update tasks set state = ${LEASED}, due = ?, attempts = ?, fence = ? where seq = ?`,
        now + leaseMs,
        attempt,
        fencingToken,
        int(row['seq']),
      );
      const payload = parseJson(text(row['payload']));
      return { taskId: text(row['id']), payload, attempt, fencingToken };
    });
  }

  async unclaim(task: ClaimedTask): Promise<void> {
    await this.#withHeld(task, (row) => {
      this.db.run(
        `update tasks set state = ${WAITING}, due = ?, attempts = attempts - 1 where seq = ?`,
        this.clock.now(),
        int(row['seq']),
      );
    });
  }

  extend(task: ClaimedTask, leaseMs: number): Promise<boolean> {
    return this.#withHeld(task, (row) => {
      this.db.run(
        'update tasks set due = ? where seq = ?',
        this.clock.now() + leaseMs,
        int(row['seq']),
      );
    });
  }

  end(task: ClaimedTask, outcome: EndedOutcome): Promise<boolean> {
    return this.#withHeld(task, (row) => {
      if (outcome.state === 'failed') this.#fail(row, outcome.reason);
      else if (text(row['queue']).startsWith(GROUP_PREFIX)) {
        this.db.run('delete from tasks where seq = ?', int(row['seq']));
      } else {
        const result = JSON.stringify(outcome.result);
        this.#end(row, DONE, null, result);
      }
    });
  }

  giveBack(task: ClaimedTask, reason: string, delayMs: number): Promise<boolean> {
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
    return this.db.commit(() => {
      const row = this.db.first('select seq, state from tasks where id = ?', taskId);
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
    return this.db.commit(
      () =>
        this.db.run(
          `update tasks set state = ${WAITING}, attempts = 0, due = ?, reason = null
           where id = ? and state = ${FAILED}`,
          this.clock.now(),
          taskId,
        ) > 0,
    );
  }

  onBell(listener: BellListener): { dispose(): void } {
    return this.db.onChange(() => listener({ kind: 'any' }));
  }

  #withHeld(task: ClaimedTask, work: (row: Row) => void): Promise<boolean> {
    return this.db.commit(() => {
      const row = this.db.first(HELD, task.taskId, task.fencingToken, this.clock.now());
      if (row === undefined) return false;
      work(row);
      return true;
    });
  }

  #expireNow(queue: string): Promise<void> {
    return this.db.commit(() => this.#expire(blob(queue), this.clock.now()));
  }

  #expire(queue: Uint8Array, now: number): void {
    const silent = this.db.all(
      `select seq, attempts, most from tasks where queue = ? and state = ${LEASED} and due <= ?`,
      queue,
      now,
    );
    for (const row of silent) this.#giveBack(row, SILENT_WORKER, 0);
  }

  #nothing(queue: Uint8Array, now: number): NothingDue {
    const due = (state: number): number =>
      optionalInt(
        this.db.first(
          `select min(due) as next from tasks where queue = ? and state = ${state} and due > ?`,
          queue,
          now,
        )?.['next'],
      ) ?? Number.POSITIVE_INFINITY;
    const next = Math.min(due(WAITING), due(LEASED));
    return { dueInMs: Number.isFinite(next) ? next - now : undefined };
  }

  #giveBack(row: Row, reason: string, delayMs: number): void {
    if (int(row['attempts']) >= int(row['most'])) {
      this.#fail(row, reason);
      return;
    }
    this.db.run(
      `update tasks set state = ${WAITING}, due = ?, reason = ? where seq = ?`,
      this.clock.now() + delayMs,
      reason,
      int(row['seq']),
    );
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
    if (++this.#ended % TRIM_EVERY !== 0) return;
    this.db.run(
      `delete from tasks where seq in (select seq from tasks where state in (${DONE}, ${CANCELLED})
         order by due desc limit -1 offset ${KEPT_OUTCOMES})`,
    );
  }
}
