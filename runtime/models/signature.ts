// A signature: the typed contract of one kind of model call. Every call of a language model goes through one.
import type * as z from 'zod';
import type { Budget, EmitEvent, Usage } from '../core/index.js';
import type { ModelHandle, ModelRole } from '../ports/index.js';

/**
 * Name, instructions, typed input and output. The predictor turns it into a model call and checks the answer;
 * the offline engine answers it by rule; the optimizer rewrites `instructions` and `examples`.
 */
export interface Signature<
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodObject = z.ZodObject,
> {
  /** Dotted and stable, e.g. `rlm.step`. */
  readonly name: string;
  readonly instructions: string;
  readonly input: I;
  readonly output: O;
  readonly examples: readonly { readonly input: z.infer<I>; readonly output: z.infer<O> }[];
  readonly role: ModelRole;
  /** The first fields of the input that stay the same from call to call of one run, so that providers can cache them. */
  readonly steady?: readonly (keyof z.infer<I> & string)[];
  /** How the answer is called as a native tool, for models of the *tools* dialect. Default: the signature's name. */
  readonly tool?: { readonly name: string; readonly description: string };
}

export function defineSignature<I extends z.ZodObject, O extends z.ZodObject>(
  signature: Signature<I, O>,
): Signature<I, O> {
  return signature;
}

export interface PredictOptions {
  readonly signal: AbortSignal;
  /** The run's account; the call reserves its estimated tokens and cost before it is sent. */
  readonly budget: Budget;
  /** Receives `model.called` events (failed calls too). */
  readonly emit: EmitEvent;
  readonly turnId: string;
  readonly stepId?: string;
  /** Receives the text of one output field while it streams. `restart` voids what was sent before. */
  readonly stream?: {
    readonly field: string;
    readonly onDelta: (text: string) => void;
    readonly restart: () => void;
  };
  /** Images for models that see. */
  readonly images?: readonly { readonly mediaType: string; readonly data: Uint8Array }[];
  /** Overrides the role's model. */
  readonly model?: ModelHandle;
}

export interface Prediction<T> {
  readonly output: T;
  readonly usage: Usage;
  readonly model: ModelHandle;
  /** Input tokens of the last attempt, as reported (estimated where the provider reports none). */
  readonly inputTokens: number;
  readonly ms: number;
}

/** Turns signatures into model calls. */
export interface Predictor {
  /**
   * @throws ModelError when the model cannot be reached or refuses (typed by cause, each with its remedy)
   * @throws PredictionParseError when the answer does not fit the signature, also after one repair attempt
   * @throws ContextOverflowError when the input cannot fit the model's window
   * @throws BudgetExceededError, AbortedError
   */
  predict<I extends z.ZodObject, O extends z.ZodObject>(
    signature: Signature<I, O>,
    input: z.infer<I>,
    options: PredictOptions,
  ): Promise<Prediction<z.infer<O>>>;
}
