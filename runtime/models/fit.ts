// Token estimates that learn from what models report, and the check that a prompt fits its model.
import type { LanguageModelV3Prompt } from '@ai-sdk/provider';
import type { ModelHandle, ModelRole } from '../ports/index.js';
import { ContextOverflowError } from './errors.js';

/** Characters per token before a model has reported anything: on the safe side for code and prose. */
const FIRST_GUESS = 3.6;
/** How far one report moves the estimate. */
const LEARNING_RATE = 0.3;
const IMAGE_TOKENS = 1_500;
/** Fewer output tokens than this are no answer. */
const LEAST_OUTPUT = 256;

/** Most tokens one answer may take, so that a single call cannot set aside a whole budget. */
const OUTPUT_BOUND: Readonly<Record<ModelRole, number>> = {
  root: 16_384,
  sub: 8_192,
  extraction: 4_096,
  embedding: LEAST_OUTPUT,
};

/** Characters and images of a prompt. */
export interface PromptSize {
  readonly chars: number;
  readonly images: number;
}

export function sizeOf(prompt: LanguageModelV3Prompt): PromptSize {
  let chars = 0;
  let images = 0;
  for (const message of prompt) {
    if (message.role === 'system') chars += message.content.length;
    else {
      for (const part of message.content) {
        if (part.type === 'text') chars += part.text.length;
        else if (part.type === 'file') images++;
      }
    }
  }
  return { chars, images };
}

/** Estimates tokens per model by its calibrated characters per token. */
export class TokenEstimator {
  readonly #charsPerToken = new Map<string, number>();

  tokens(modelId: string, size: PromptSize): number {
    const ratio = this.#charsPerToken.get(modelId) ?? FIRST_GUESS;
    return Math.ceil(size.chars / ratio) + size.images * IMAGE_TOKENS;
  }

  /** Learns from a reported call. Prompts with images and tiny prompts teach nothing. */
  learn(modelId: string, size: PromptSize, reportedTokens: number): void {
    if (size.images > 0 || size.chars < 400 || reportedTokens <= 0) return;
    const seen = Math.min(8, Math.max(1, size.chars / reportedTokens));
    const before = this.#charsPerToken.get(modelId) ?? FIRST_GUESS;
    this.#charsPerToken.set(modelId, before + LEARNING_RATE * (seen - before));
  }
}

/**
 * How many output tokens a call may ask for.
 * @param left tokens left in the run's budget
 * @throws ContextOverflowError when the input leaves no room for an answer in the model's window
 */
export function outputBound(
  model: ModelHandle,
  role: ModelRole,
  inputTokens: number,
  left: number,
): number {
  const room = model.contextWindow - inputTokens;
  if (room < Math.min(LEAST_OUTPUT, model.maxOutputTokens)) {
    throw new ContextOverflowError(model.id, inputTokens, model.contextWindow);
  }
  const wanted = Math.min(model.maxOutputTokens, OUTPUT_BOUND[role], room);
  return Math.min(wanted, Math.max(LEAST_OUTPUT, Math.floor(left - inputTokens)));
}
