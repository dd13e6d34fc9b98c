// What a call used, normalised: providers report different things, or nothing at all.
import type { LanguageModelV3Usage } from '@ai-sdk/provider';

export interface TokenUse {
  /** All input tokens, cached ones included. */
  readonly input: number;
  readonly output: number;
  /** Input tokens read from the provider's prompt cache. */
  readonly cacheRead: number;
  /** Input tokens written to it. */
  readonly cacheWrite: number;
  /** Whether the provider reported the input; otherwise it is an estimate. */
  readonly reported: boolean;
}

/** The reported usage; what was not reported is taken from the estimate. A reported zero input counts as not reported. */
export function tokenUse(
  usage: LanguageModelV3Usage | undefined,
  estimate: { readonly input: number; readonly output: number },
): TokenUse {
  const input = usage?.inputTokens.total ?? 0;
  const output = usage?.outputTokens.total ?? 0;
  return {
    input: input > 0 ? input : estimate.input,
    output: output > 0 ? output : estimate.output,
    cacheRead: usage?.inputTokens.cacheRead ?? 0,
    cacheWrite: usage?.inputTokens.cacheWrite ?? 0,
    reported: input > 0,
  };
}
