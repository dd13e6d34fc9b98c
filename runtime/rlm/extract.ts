// The last resort: when the loop had to end, one call answers from the REPL's state and the trajectory.
import { abortable, type VariableInfo } from '../core/index.js';
import { type HistoryEntry, rlmExtract } from '../models/index.js';
import type { CitationChecker } from './citations.js';
import { proseAnswer } from './final.js';
import { compressHistory } from './history.js';
import { boundVariables, TASK_CHARS } from './prompt.js';
import { cutMiddle } from './text.js';
import type { Answer, LoopDeps, LoopOptions } from './types.js';

export interface LastState {
  /** Why the work ended. */
  readonly reason: string;
  readonly variables: readonly VariableInfo[];
  readonly history: readonly HistoryEntry[];
}

/** The best answer that the steps support; `undefined` when there was no step, or this call fails as well. */
export async function extractAnswer(
  deps: LoopDeps,
  options: LoopOptions,
  citations: CitationChecker,
  last: LastState,
): Promise<Answer | undefined> {
  if (last.history.length === 0) return undefined;
  try {
    const predicting = deps.predictor.predict(
      rlmExtract,
      {
        task: cutMiddle(options.task, TASK_CHARS),
        intent: options.intent,
        reason: last.reason,
        variables: boundVariables(last.variables),
        history: compressHistory(last.history),
      },
      {
        signal: options.signal,
        budget: options.budget,
        emit: options.emit,
        turnId: options.turnId,
        model: await deps.models.forRole('root', options.signal),
      },
    );
    const { output } = await abortable(predicting, options.signal);
    return await proseAnswer(output, citations, options.intent);
  } catch (thrown) {
    deps.logger.warn('the final extraction failed', { error: String(thrown) });
    return undefined;
  }
}
