// How the work on a task fails, and whether another attempt makes sense.
import { BudgetExceededError, MemfunError, toErrorInfo } from '../core/index.js';

/** A run that ended without a result. */
export class TaskFailedError extends MemfunError {
  readonly code = 'task.failed';
  constructor(
    message: string,
    /** E.g. `budget`, `stuck`, `error`, `conflict`. */
    readonly stopReason: string,
    readonly retryable: boolean,
  ) {
    super(message, { remedy: 'Retry the task, or skip it.' });
  }
}

export interface Failure {
  readonly stopReason: string;
  readonly reason: string;
  readonly retryable: boolean;
}

/** More of the same budget is not there for another attempt; anything unforeseen may pass. */
export function failureOf(thrown: unknown): Failure {
  const { message } = toErrorInfo(thrown);
  if (thrown instanceof TaskFailedError)
    return { stopReason: thrown.stopReason, reason: message, retryable: thrown.retryable };
  if (thrown instanceof BudgetExceededError)
    return { stopReason: 'budget', reason: message, retryable: false };
  return { stopReason: 'error', reason: message, retryable: true };
}
