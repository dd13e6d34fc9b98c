// Facts about known models: windows, bounds and list prices. Data only; every entry can be overridden in "memfun.models".
import type { ModelPrice } from '../ports/index.js';

export interface ModelDetails {
  /** Tokens. */
  readonly contextWindow: number;
  readonly maxOutputTokens: number;
  readonly vision: boolean;
  /** `undefined` when not known: shown as unknown, counted as zero. */
  readonly price: ModelPrice | undefined;
}

/** When the entries were last compared with the providers' published lists. */
export const CATALOG_DATE = '2025-11-24';

const K = 1_000;

function claude(input: number, output: number): ModelDetails {
  const price = { input, output, cachedInput: input * 0.1, cacheWrite: input * 1.25 };
  return { contextWindow: 200 * K, maxOutputTokens: 64 * K, vision: true, price };
}

function gpt(
  contextWindow: number,
  maxOutputTokens: number,
  [input, cachedInput, output]: readonly [number, number, number],
): ModelDetails {
  return {
    contextWindow,
    maxOutputTokens,
    vision: true,
    price: { input, output, cachedInput, cacheWrite: input },
  };
}

const KNOWN: Readonly<Record<string, ModelDetails>> = {
  'anthropic/claude-opus-4-5': claude(5, 25),
  'anthropic/claude-sonnet-4-5': claude(3, 15),
  'anthropic/claude-haiku-4-5': claude(1, 5),
  'openai/gpt-5': gpt(400 * K, 128 * K, [1.25, 0.125, 10]),
  'openai/gpt-5-mini': gpt(400 * K, 128 * K, [0.25, 0.025, 2]),
  'openai/gpt-5-nano': gpt(400 * K, 128 * K, [0.05, 0.005, 0.4]),
  'openai/gpt-4.1': gpt(1_047_576, 32_768, [2, 0.5, 8]),
  'openai/gpt-4.1-mini': gpt(1_047_576, 32_768, [0.4, 0.1, 1.6]),
  'openai/gpt-4o': gpt(128 * K, 16_384, [2.5, 1.25, 10]),
  'openai/gpt-4o-mini': gpt(128 * K, 16_384, [0.15, 0.075, 0.6]),
};

/** What is assumed of a provider's other models. Local ones get a window that fits a laptop's memory. */
const ASSUMED: Readonly<Record<string, ModelDetails>> = {
  anthropic: { contextWindow: 200 * K, maxOutputTokens: 32 * K, vision: true, price: undefined },
  openai: { contextWindow: 128 * K, maxOutputTokens: 16_384, vision: true, price: undefined },
  ollama: {
    contextWindow: 16_384,
    maxOutputTokens: 4_096,
    vision: false,
    price: { input: 0, output: 0 },
  },
};

const UNKNOWN: ModelDetails = {
  contextWindow: 32_768,
  maxOutputTokens: 4_096,
  vision: false,
  price: undefined,
};

/** Facts about `provider/model`; a dated or `-latest` name counts as the model itself. */
export function modelDetails(provider: string, name: string): ModelDetails {
  const plain = name.replace(/-(latest|\d{8}|\d{4}-\d{2}-\d{2})$/, '');
  return KNOWN[`${provider}/${plain}`] ?? ASSUMED[provider] ?? UNKNOWN;
}
