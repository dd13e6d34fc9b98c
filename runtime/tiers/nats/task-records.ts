// Tasks in JetStream as they are when they are new, and on their way from or to another tier.
import type { Json } from '../../core/index.js';
import type { TaskDraft, TaskRecord } from '../../ports/index.js';
import { DEFAULT_ATTEMPTS, taskRecord } from '../stored/index.js';
import type { TaskDoc } from './task-doc.js';

/** @param payload absent when it is stored aside */
export function newDoc(
  place: Pick<TaskDoc, 'id' | 'order' | 'due'>,
  { dedupeKey, orderKey, priority = 0, maxAttempts = DEFAULT_ATTEMPTS }: TaskDraft,
  payload: Json | undefined,
): TaskDoc {
  return {
    ...place,
    state: 'waiting',
    attempts: 0,
    most: maxAttempts,
    fence: 0,
    priority,
    ...(orderKey === undefined ? {} : { orderKey }),
    ...(dedupeKey === undefined ? {} : { dedupeKey }),
    ...(payload === undefined ? {} : { payload }),
  };
}

/**
 * @param now by the server's clock
 * @param part a value that is too large to stand in the task itself
 */
export async function recordOfDoc(
  queue: string,
  doc: TaskDoc,
  now: number,
  part: (name: string) => Promise<Json>,
): Promise<TaskRecord> {
  const { id, orderKey, dedupeKey, state, reason } = doc;
  const result = state === 'done' ? (doc.result ?? (await part(`result-${doc.fence}`))) : undefined;
  return taskRecord({
    taskId: id,
    queue,
    payload: doc.payload ?? (await part('payload')),
    dedupeKey,
    orderKey,
    priority: doc.priority,
    maxAttempts: doc.most,
    attempts: doc.attempts,
    fencingToken: doc.fence,
    state,
    dueInMs: doc.due - now,
    reason,
    result,
  });
}

/** @param parts those that stand in the task itself; the others are stored aside */
export function docOfRecord(
  task: TaskRecord,
  parts: { readonly payload: Json | undefined; readonly result: Json | undefined },
  { order, now }: { readonly order: number; readonly now: number },
): TaskDoc {
  const { taskId, dedupeKey, orderKey, reason, state, dueInMs } = task;
  const { payload, result } = parts;
  return {
    id: taskId,
    order,
    state: state === 'leased' ? 'waiting' : state,
    due: now + dueInMs,
    attempts: task.attempts,
    most: task.maxAttempts,
    fence: task.fencingToken,
    priority: task.priority,
    ...(orderKey === undefined ? {} : { orderKey }),
    ...(dedupeKey === undefined ? {} : { dedupeKey }),
    ...(payload === undefined ? {} : { payload }),
    ...(result === undefined ? {} : { result }),
    ...(reason === undefined ? {} : { reason }),
  };
}
