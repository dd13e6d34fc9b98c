// A judge that asks a language model; what it answers is checked, and without an answer rules alone decide.
import {
  type Budget,
  BudgetExceededError,
  type EmitEvent,
  isAbort,
  type Logger,
  toErrorInfo,
} from '../../core/index.js';
import { memoryReconcile, type Predictor } from '../../models/index.js';
import type { Judge, SaveOutcome } from '../types.js';

export interface ModelJudgeOptions {
  readonly predictor: Predictor;
  readonly signal: AbortSignal;
  readonly budget: Budget;
  readonly emit: EmitEvent;
  readonly turnId: string;
  readonly logger: Logger;
}

const ACTIONS = {
  ADD: 'added',
  UPDATE: 'updated',
  SUPERSEDE: 'superseded',
  EXTEND: 'extended',
  CONTRADICT: 'contradicted',
  NOOP: 'known',
} as const satisfies Record<string, SaveOutcome['action']>;

/** @returns a judge that throws AbortedError and nothing else */
export function modelJudge({ predictor, logger, ...options }: ModelJudgeOptions): Judge {
  return async ({ content, subject }, candidates) => {
    const input = {
      newcomer: content,
      ...(subject === undefined ? {} : { subject }),
      candidates: candidates.map(({ id, content: text, createdAt }) => ({
        id,
        content: text,
        since: new Date(createdAt).toISOString().slice(0, 10),
      })),
    };
    try {
      const { output } = await predictor.predict(memoryReconcile, input, options);
      const action = ACTIONS[output.action];
      if (action === 'added') return { action };
      const target = candidates.find(({ id }) => id === output.target?.trim())?.id;
      if (target !== undefined) return { action, target };
      logger.warn('a judgement named a memory that was not asked about; added instead', {
        action,
        candidates: candidates.length,
      });
      return { action: 'added' };
    } catch (thrown) {
      if (isAbort(thrown)) throw thrown;
      const { code } = toErrorInfo(thrown);
      const isSpent = thrown instanceof BudgetExceededError;
      logger.info(isSpent ? 'no budget to judge a memory' : 'a memory could not be judged', {
        code,
      });
      return undefined;
    }
  };
}
