// Asking the root model for the next cell, and coping with models that fail at one dialect or window.
import type * as z from 'zod';
import type { ErrorInfo } from '../core/index.js';
import { abortable, toErrorInfo } from '../core/index.js';
import { ContextOverflowError, PredictionParseError, rlmStep } from '../models/index.js';
import type { ModelHandle } from '../ports/index.js';
import { HISTORY_CHARS } from './history.js';
import type { LoopDeps, LoopOptions } from './types.js';

type StepInput = z.infer<(typeof rlmStep)['input']>;

export type PredictedStep =
  | { readonly ok: true; readonly reasoning: string; readonly code: string }
  /** The model answered, but not with a step. */
  | { readonly ok: false; readonly reason: string; readonly error: ErrorInfo };

/** Unreadable answers in a row before the other dialect is tried, and before the loop gives up. */
const SWITCH_AFTER = 2;
const GIVE_UP_AFTER = 4;
/** The history is not cut below this. */
const MIN_HISTORY_CHARS = 3_000;

export class StepModel {
  readonly #deps: LoopDeps;
  readonly #options: LoopOptions;
  readonly #signal: AbortSignal;
  readonly #inputTokens: number[] = [];
  #model: ModelHandle | undefined;
  #unreadable = 0;
  #historyChars = HISTORY_CHARS;

  constructor(deps: LoopDeps, options: LoopOptions, signal: AbortSignal) {
    this.#deps = deps;
    this.#options = options;
    this.#signal = signal;
  }

  /** Input tokens of every prediction so far, in order. */
  get inputTokens(): readonly number[] {
    return this.#inputTokens;
  }

  /** The model that is asked at this moment. @throws ModelError when none is set up */
  async open(): Promise<ModelHandle> {
    const { models } = this.#deps;
    this.#model ??= await abortable(models.forRole('root', this.#signal), this.#signal);
    return this.#model;
  }

  /**
   * Predicts the next cell. An unreadable answer is a result; after two in a row the model is asked in the
   * other dialect, after four the failure is thrown. A prompt that overflows is built again with less history.
   * @param build makes the input with at most that many characters of history
   * @throws ModelError, PredictionParseError, BudgetExceededError, AbortedError
   */
  async predict(
    stepId: string,
    build: (historyChars: number) => StepInput,
  ): Promise<PredictedStep> {
    const model = await this.open();
    try {
      const { budget, emit, turnId, images } = this.#options;
      const predicting = this.#deps.predictor.predict(rlmStep, build(this.#historyChars), {
        signal: this.#signal,
        budget,
        emit,
        turnId,
        stepId,
        model,
        ...(images === undefined ? {} : { images }),
      });
      const { output, inputTokens } = await abortable(predicting, this.#signal);
      this.#inputTokens.push(inputTokens);
      this.#unreadable = 0;
      return { ok: true, ...output };
    } catch (thrown) {
      if (thrown instanceof PredictionParseError) return this.#unreadableAnswer(thrown, model);
      if (thrown instanceof ContextOverflowError && this.#historyChars > MIN_HISTORY_CHARS) {
        this.#historyChars = Math.max(MIN_HISTORY_CHARS, Math.floor(this.#historyChars / 2));
        return this.predict(stepId, build);
      }
      throw thrown;
    }
  }

  #unreadableAnswer(error: PredictionParseError, model: ModelHandle): PredictedStep {
    this.#unreadable++;
    if (this.#unreadable >= GIVE_UP_AFTER) throw error;
    if (this.#unreadable === SWITCH_AFTER) {
      this.#model = { ...model, dialect: model.dialect === 'code' ? 'tools' : 'code' };
      this.#deps.logger.warn('the model fails at this dialect; trying the other', {
        model: model.id,
        from: model.dialect,
      });
    }
    return { ok: false, reason: error.reason, error: toErrorInfo(error) };
  }
}
