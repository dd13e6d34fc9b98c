// Tasks in Redis on their way from or to another tier.
import type { TaskRecord } from '../../ports/index.js';
import { adoptedState, parseJson, TASK_STATES, taskRecord } from '../stored/index.js';
import { listOf, numberOf, type RedisConnection, textOf } from './connection.js';
import { ADOPT, DUMP } from './task-scripts.js';

/** What the script gives of one task. */
const FIELDS = 15;

type Part = ReturnType<typeof listOf>[number];

/** Those of queues whose names start with the prefix, in order. */
export async function dumpTasks(
  redis: RedisConnection,
  prefix: string,
): Promise<readonly TaskRecord[]> {
  // A scan may name a key twice.
  const found = new Map<string, { readonly seq: number; readonly task: TaskRecord }>();
  for (let cursor = '0', isFirst = true; isFirst || cursor !== '0'; isFirst = false) {
    const [next, ...flat] = listOf(await redis.run(DUMP, cursor, prefix));
    cursor = textOf(next);
    for (let i = 0; i < flat.length; i += FIELDS) {
      const task = recordOf(flat.slice(i, i + FIELDS));
      found.set(task.taskId, { seq: numberOf(flat[i + 11]), task });
    }
  }
  return [...found.values()].sort((a, b) => a.seq - b.seq).map(({ task }) => task);
}

export async function adoptTask(redis: RedisConnection, task: TaskRecord): Promise<boolean> {
  const { dedupeKey, orderKey, reason = '', result } = task;
  const reply = await redis.runOnce(
    ADOPT,
    task.taskId,
    task.queue,
    JSON.stringify(task.payload),
    dedupeKey === undefined ? 0 : 1,
    dedupeKey ?? '',
    orderKey === undefined ? 0 : 1,
    orderKey ?? '',
    task.priority,
    task.maxAttempts,
    task.attempts,
    task.fencingToken,
    adoptedState(task),
    Math.ceil(task.dueInMs),
    reason,
    result === undefined ? '' : JSON.stringify(result),
  );
  return reply === 1;
}

function recordOf(parts: readonly Part[]): TaskRecord {
  const [id, queue, payload, dedupe, lane, priority, most, attempts, fence, state] = parts;
  const [reason, result, dueInMs] = [parts[12], parts[13], parts[14]];
  const known = TASK_STATES[numberOf(state)] ?? 'waiting';
  return taskRecord({
    taskId: textOf(id),
    queue: textOf(queue),
    payload: parseJson(textOf(payload)),
    dedupeKey: textIn(dedupe),
    orderKey: textIn(lane),
    priority: numberOf(priority),
    maxAttempts: numberOf(most),
    attempts: numberOf(attempts),
    fencingToken: numberOf(fence),
    state: known,
    dueInMs: numberOf(dueInMs),
    reason: textIn(reason),
    result: known === 'done' ? parseJson(textOf(result)) : undefined,
  });
}

function textIn(part: Part | undefined): string | undefined {
  return typeof part === 'string' ? part : undefined;
}
