// Tasks in SQLite on their way from or to another tier.
import type { TaskRecord } from '../../ports/index.js';
import { adoptedState, parseJson, TASK_STATES, taskRecord } from '../stored/index.js';
import { blob, int, optionalText, type Row, type SqlDatabase, text } from './database.js';
import { WAITING } from './schema.js';

export const TWIN = 'select id from tasks where queue = ? and dedupe = ? and state < 2';

/** Those of queues whose names start with the prefix, in order. */
export function dumpTasks(db: SqlDatabase, prefix: string, now: number): readonly TaskRecord[] {
  return db
    .all('select * from tasks order by seq')
    .filter((row) => text(row['queue']).startsWith(prefix))
    .map((row) => recordOf(row, now));
}

/** Within a transaction of the caller. */
export function adoptTask(db: SqlDatabase, task: TaskRecord, now: number): boolean {
  if (db.first('select 1 from tasks where id = ?', task.taskId) !== undefined) return false;
  const { dedupeKey, orderKey, reason = null, result } = task;
  const key = dedupeKey === undefined ? null : blob(dedupeKey);
  // Among unfinished ones of its key it has none any more.
  const twin = db.first(TWIN, blob(task.queue), key);
  db.run(
    `insert into tasks (id, queue, payload, dedupe, lane, priority, most, attempts, fence, state, due, reason, result)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    task.taskId,
    blob(task.queue),
    JSON.stringify(task.payload),
    twin === undefined ? key : null,
    orderKey === undefined ? null : blob(orderKey),
    task.priority,
    task.maxAttempts,
    task.attempts,
    task.fencingToken,
    adoptedState(task),
    adoptedState(task) === WAITING && task.dueInMs <= 0 ? 0 : now + task.dueInMs,
    reason,
    result === undefined ? null : JSON.stringify(result),
  );
  return true;
}

function recordOf(row: Row, now: number): TaskRecord {
  const result = optionalText(row['result']);
  return taskRecord({
    taskId: text(row['id']),
    queue: text(row['queue']),
    payload: parseJson(text(row['payload'])),
    dedupeKey: optionalText(row['dedupe']),
    orderKey: optionalText(row['lane']),
    priority: int(row['priority']),
    maxAttempts: int(row['most']),
    attempts: int(row['attempts']),
    fencingToken: int(row['fence']),
    state: TASK_STATES[int(row['state'])] ?? 'waiting',
    dueInMs: int(row['due']) - now,
    reason: optionalText(row['reason']),
    result: result === undefined ? undefined : parseJson(result),
  });
}
