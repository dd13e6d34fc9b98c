// A stored task as another tier can take it over: put together in one way, whatever it lies in.
import type { Json } from '../../core/index.js';
import type { TaskRecord } from '../../ports/index.js';

/** As numbers where a storage keeps numbers. */
export const TASK_STATES = ['waiting', 'leased', 'done', 'failed', 'cancelled'] as const;

/** What stands in a storage; a part that is not there is `undefined`. */
export interface StoredParts
  extends Omit<TaskRecord, 'dedupeKey' | 'orderKey' | 'reason' | 'result'> {
  readonly dedupeKey: string | undefined;
  readonly orderKey: string | undefined;
  readonly reason: string | undefined;
  readonly result: Json | undefined;
}

/** Without the parts that mean nothing in the task's state. */
export function taskRecord(parts: StoredParts): TaskRecord {
  const { dedupeKey, orderKey, reason, result, state, dueInMs, ...common } = parts;
  return {
    ...common,
    state,
    ...(dedupeKey === undefined ? {} : { dedupeKey }),
    ...(orderKey === undefined ? {} : { orderKey }),
    dueInMs: state === 'waiting' ? Math.max(0, dueInMs) : 0,
    ...(state === 'failed' ? { reason: reason ?? '' } : {}),
    ...(state === 'done' ? { result: result ?? null } : {}),
  };
}

/** The number of the state in which a task is taken over: nobody here holds it. */
export function adoptedState({ state }: TaskRecord): number {
  return state === 'leased' ? 0 : TASK_STATES.indexOf(state);
}
