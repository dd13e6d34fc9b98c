// One task of the queue.
import type { Json } from '../../core/index.js';
import type { TaskDraft, TaskOutcome, TaskRecord } from '../../ports/index.js';
import type { IndexedTask } from '../task-index.js';
import type { HeldLease } from './lease.js';

export type TaskState =
  | { readonly kind: 'waiting'; readonly notBefore: number }
  | { readonly kind: 'leased'; readonly lease: HeldLease; readonly until: number }
  | { readonly kind: 'over'; readonly outcome: TaskOutcome };

/** Never changed: a new one takes its place. */
export interface Task extends IndexedTask {
  readonly queue: string;
  readonly payload: Json;
  readonly maxAttempts: number;
  readonly attempts: number;
  /** Fencing token of the latest lease. */
  readonly fence: number;
  readonly state: TaskState;
}

const DEFAULT_ATTEMPTS = 5;

/** @param place in the order of enqueueing, and the time */
export function newTask(
  id: string,
  draft: TaskDraft,
  { order, now }: { readonly order: number; readonly now: number },
): Task {
  return {
    id,
    order,
    queue: draft.queue,
    payload: structuredClone(draft.payload),
    dedupeKey: draft.dedupeKey,
    orderKey: draft.orderKey,
    priority: draft.priority ?? 0,
    maxAttempts: draft.maxAttempts ?? DEFAULT_ATTEMPTS,
    attempts: 0,
    fence: 0,
    state: { kind: 'waiting', notBefore: now + (draft.delayMs ?? 0) },
  };
}

/** The task as another tier can take it over. */
export function recordOf(task: Task, now: number): TaskRecord {
  const { id, queue, payload, dedupeKey, orderKey, priority, maxAttempts, attempts, fence, state } =
    task;
  const outcome = state.kind === 'over' ? state.outcome : undefined;
  return {
    taskId: id,
    queue,
    payload: structuredClone(payload),
    ...(dedupeKey === undefined ? {} : { dedupeKey }),
    ...(orderKey === undefined ? {} : { orderKey }),
    priority,
    maxAttempts,
    attempts,
    fencingToken: fence,
    state: outcome?.state ?? (state.kind === 'leased' ? 'leased' : 'waiting'),
    dueInMs: state.kind === 'waiting' ? Math.max(0, state.notBefore - now) : 0,
    ...(outcome?.state === 'failed' ? { reason: outcome.reason } : {}),
    ...(outcome?.state === 'done' ? { result: structuredClone(outcome.result) } : {}),
  };
}

/** A task of another tier. Nobody here holds it. */
export function adopted(
  record: TaskRecord,
  place: { readonly order: number; readonly now: number },
): Task {
  const { taskId, fencingToken, attempts, state, dueInMs, reason = '', result = null } = record;
  const outcome = (): TaskOutcome => {
    if (state === 'done') return { state, result: structuredClone(result) };
    return state === 'failed' ? { state, reason } : { state: 'cancelled' };
  };
  const isOpen = state === 'waiting' || state === 'leased';
  return {
    ...newTask(taskId, record, place),
    attempts,
    fence: fencingToken,
    state: isOpen
      ? { kind: 'waiting', notBefore: place.now + dueInMs }
      : { kind: 'over', outcome: outcome() },
  };
}
