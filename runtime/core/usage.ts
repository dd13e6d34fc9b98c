// What models have used: nothing, and the sum of two.
import type { Usage } from './events.js';

export const ZERO_USAGE: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  modelCalls: 0,
  costUsd: 0,
};

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    modelCalls: a.modelCalls + b.modelCalls,
    costUsd: a.costUsd + b.costUsd,
  };
}
