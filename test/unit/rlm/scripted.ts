// A scripted model: answers signatures with what a test lays down, through the real predictor's contract.
import type * as z from 'zod';
import { throwIfAborted } from '../../../runtime/core/index.js';
import type {
  Prediction,
  PredictOptions,
  Predictor,
  Signature,
} from '../../../runtime/models/index.js';
import type { LanguageModelV3, ModelHandle, ModelSource } from '../../../runtime/ports/index.js';

type Answer = Readonly<Record<string, unknown>> | Error;
type Script = (input: Readonly<Record<string, unknown>>, call: number) => Answer | Promise<Answer>;

/** Tokens that every scripted call costs. */
export const CALL_TOKENS = { input: 100, output: 20 } as const;

export interface PredictedCall {
  readonly signature: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly model: ModelHandle;
}

/** Plays one script per signature; records what it was asked. */
export class ScriptedPredictor implements Predictor {
  readonly calls: PredictedCall[] = [];

  constructor(
    private readonly scripts: Readonly<Record<string, Script>>,
    private readonly model: ModelHandle = scriptedModel(),
  ) {}

  inputs(signature: string): Readonly<Record<string, unknown>>[] {
    return this.calls.filter((c) => c.signature === signature).map((c) => c.input);
  }

  async predict<I extends z.ZodObject, O extends z.ZodObject>(
    signature: Signature<I, O>,
    input: z.infer<I>,
    options: PredictOptions,
  ): Promise<Prediction<z.infer<O>>> {
    throwIfAborted(options.signal);
    signature.input.parse(input);
    const model = options.model ?? this.model;
    const reservation = options.budget.reserve({
      modelCalls: 1,
      tokens: CALL_TOKENS.input + CALL_TOKENS.output,
    });
    const before = this.calls.filter((c) => c.signature === signature.name).length;
    this.calls.push({ signature: signature.name, input, model });
    const script = this.scripts[signature.name];
    if (script === undefined) throw new Error(`No script for ${signature.name}`);
    const usage = {
      inputTokens: CALL_TOKENS.input,
      outputTokens: CALL_TOKENS.output,
      cachedInputTokens: 0,
      modelCalls: 1,
      costUsd: 0,
    };
    const answer = await script(input, before);
    reservation.commit({ modelCalls: 1, tokens: CALL_TOKENS.input + CALL_TOKENS.output });
    const ok = !(answer instanceof Error);
    options.emit({
      type: 'model.called',
      at: 0,
      turnId: options.turnId,
      role: signature.role,
      signature: signature.name,
      model: model.id,
      usage,
      ms: 1,
      ok,
    });
    throwIfAborted(options.signal);
    if (answer instanceof Error) throw answer;
    const output = signature.output.parse(answer);
    if (options.stream !== undefined) {
      const text = (output as Readonly<Record<string, unknown>>)[options.stream.field];
      if (typeof text === 'string' && text !== '') {
        for (const word of text.match(/\S+\s*/g) ?? []) options.stream.onDelta(word);
      }
    }
    return { output, usage, model, inputTokens: CALL_TOKENS.input, ms: 1 };
  }
}

/** Cells in order, as the answers of `rlm.step`; the last one repeats. */
export function cells(...codes: readonly string[]): Script {
  return (_input, call) => ({
    reasoning: `cell ${call + 1}`,
    code: codes[Math.min(call, codes.length - 1)] ?? '',
  });
}

export function scriptedModel(change: Partial<ModelHandle> = {}): ModelHandle {
  return {
    id: 'scripted/model',
    label: 'Scripted',
    model: {} as LanguageModelV3,
    contextWindow: 100_000,
    maxOutputTokens: 8_000,
    dialect: 'code',
    vision: false,
    price: undefined,
    offline: false,
    ...change,
  };
}

export function sourceOf(model: ModelHandle): ModelSource {
  return { forRole: async () => model };
}
