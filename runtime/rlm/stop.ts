// How a loop ends: the reasons, the deadline, and what is held back for the last answer.
import type { Budget, ErrorInfo, StopReason } from '../core/index.js';
import { BudgetExceededError, isAbort, toErrorInfo } from '../core/index.js';

export interface Ending {
  readonly stopReason: StopReason;
  /** For people; empty when the loop answered. */
  readonly reason: string;
  readonly error?: ErrorInfo;
}

/** Share of the wall time after which no new work starts, so that the rest suffices for an answer. */
const WORK_SHARE = 0.9;

/** Milliseconds from now until the account's time for work is over. */
export function workMs(budget: Budget): number {
  const { limits, spent } = budget.use();
  return limits.wallMs * WORK_SHARE - spent.wallMs;
}

/** What the last answer may cost: a prompt of the capped size, one call, a little money. */
const LAST_ANSWER = { tokens: 30_000, shareOfLimit: 0.2 } as const;

/**
 * Sets aside what the final extraction will need, so that the work before it cannot spend it.
 * Release it right before extracting.
 */
export function holdBack(budget: Budget): { release(): void } {
  const { limits } = budget.use();
  try {
    return budget.reserve({
      modelCalls: limits.modelCalls > 1 ? 1 : 0,
      tokens: Math.min(LAST_ANSWER.tokens, Math.floor(limits.tokens * LAST_ANSWER.shareOfLimit)),
      costUsd: Number.isFinite(limits.costUsd) ? limits.costUsd * LAST_ANSWER.shareOfLimit : 0,
    });
  } catch {
    return { release: () => undefined }; // the account is nearly empty already
  }
}

/**
 * Names the ending that a thrown value means.
 * @param stopped whether the user (or the parent) asked to stop; otherwise an abort is the deadline
 */
export function endingOf(thrown: unknown, stopped: boolean): Ending {
  if (stopped) return { stopReason: 'stopped', reason: 'The run was stopped.' };
  if (isAbort(thrown)) {
    return { stopReason: 'budget', reason: 'The time for this run is used up.' };
  }
  if (thrown instanceof BudgetExceededError) {
    const stopReason = thrown.limit === 'iterations' ? 'iterations' : 'budget';
    return { stopReason, reason: thrown.message, error: toErrorInfo(thrown) };
  }
  const error = toErrorInfo(thrown);
  return { stopReason: 'error', reason: error.message, error };
}
