// One task of the queue.
import type { Json } from '../../core/index.js';
import type { TaskDraft, TaskOutcome } from '../../ports/index.js';
import type { HeldLease } from './lease.js';

export type TaskState =
  | { readonly kind: 'waiting'; readonly notBefore: number }
  | { readonly kind: 'leased'; readonly lease: HeldLease; readonly until: number }
  | { readonly kind: 'over'; readonly outcome: TaskOutcome };

export interface Task {
  readonly id: string;
  readonly queue: string;
  readonly payload: Json;
  readonly dedupeKey: string | undefined;
  readonly orderKey: string | undefined;
  readonly priority: number;
  readonly maxAttempts: number;
  attempts: number;
  /** Fencing token of the latest lease. */
  fence: number;
  state: TaskState;
}

const DEFAULT_ATTEMPTS = 5;

export function newTask(id: string, draft: TaskDraft, now: number): Task {
  return {
    id,
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

export function isOver(task: Task): boolean {
  return task.state.kind === 'over';
}
