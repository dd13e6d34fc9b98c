// Port: a language model. The interface is the one of the Vercel AI SDK, so that its provider packages plug in.
import type { LanguageModelV3 } from '@ai-sdk/provider';

export type { LanguageModelV3 };

/** What a model is used for; configuration maps each role to a model. */
export type ModelRole = 'root' | 'sub' | 'extraction' | 'embedding';

/** How the loop talks to a model: *code* cells in text, or native *tools* of which the REPL is one. */
export type Dialect = 'code' | 'tools';

/** US dollars per million tokens. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  readonly cachedInput?: number;
  readonly cacheWrite?: number;
}

/** A model with what the loop must know about it. */
export interface ModelHandle {
  /** `provider/model`, as in the configuration, e.g. `anthropic/claude-sonnet-4-5` or `offline/rules`. */
  readonly id: string;
  readonly label: string;
  readonly model: LanguageModelV3;
  /** Tokens. */
  readonly contextWindow: number;
  readonly maxOutputTokens: number;
  readonly dialect: Dialect;
  readonly vision: boolean;
  /** Unknown prices count as zero and are shown as unknown. */
  readonly price: ModelPrice | undefined;
  /** The built-in rule-based engine: answers signatures without a model. */
  readonly offline: boolean;
}

/** Gives the model of a role as configured at this moment. */
export interface ModelSource {
  /** @throws ModelError when the role's model is not set up. */
  forRole(role: ModelRole, signal?: AbortSignal): Promise<ModelHandle>;
}
