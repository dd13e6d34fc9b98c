// What every provider is to the rest of the runtime: a way to open one model, and where its calls go.
import type { LanguageModelV3 } from '@ai-sdk/provider';
import type { ModelDefinition } from '../../config/index.js';

/** Everything needed to open one model. */
export interface ModelSpec {
  /** Name at the provider, e.g. `claude-sonnet-4-5`. */
  readonly name: string;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly key: string | undefined;
  /** Tokens. */
  readonly contextWindow: number;
}

export interface Provider {
  /** First part of model ids. */
  readonly name: ModelDefinition['provider'];
  readonly label: string;
  /** `undefined` when every definition must name one. */
  readonly defaultBaseUrl: string | undefined;
  /** `optional`: sent when there is one. */
  readonly key: 'required' | 'optional' | 'none';
  open(spec: ModelSpec): Promise<LanguageModelV3>;
  /** Names of the models it offers, where that can be asked cheaply. */
  installed?(
    spec: Pick<ModelSpec, 'baseUrl' | 'headers'>,
    signal: AbortSignal,
  ): Promise<readonly string[]>;
}
