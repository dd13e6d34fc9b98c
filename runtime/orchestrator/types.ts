// What a task gives, and what the work on it is told.
import type { Citation, RunEvent, RunEventOf, TaskRecord } from '../core/index.js';

type Unframed<E> = E extends RunEvent ? Omit<E, 'at' | 'turnId' | 'planId'> : never;
export type Tell = (
  event: Unframed<
    RunEventOf<
      | 'plan.paused'
      | 'task.started'
      | 'task.placed'
      | 'task.progress'
      | 'task.reviewed'
      | 'task.conflicted'
      | 'task.ended'
      | 'plan.ended'
    >
  >,
) => void;

/** What the work on a task gives when it ends by itself. */
export interface TaskOutput {
  readonly state: 'done' | 'partial';
  readonly stopReason: string;
  /** Why it is not done; empty when it is. */
  readonly reason: string;
  readonly answer: string;
  readonly citations: readonly Citation[];
  readonly files: readonly string[];
}

/** What the work on a task has used so far, all its attempts together. */
export interface TaskUse {
  steps: number;
  tokens: number;
  costUsd: number;
}

export interface TaskSite {
  /** 1 for the first. */
  readonly attempt: number;
  /** Why the last attempt failed. */
  readonly cause: string | undefined;
  /** How the tasks that it depends on ended. */
  readonly inputs: readonly TaskRecord[];
  readonly use: TaskUse;
  /** Tasks that have still to begin, this one included: what nobody holds of the budget is theirs. */
  readonly unbegun: number;
  readonly signal: AbortSignal;
}
