// The providers that Memfun knows, by name.
import { anthropic } from './anthropic.js';
import { ollama } from './ollama.js';
import { openai } from './openai.js';
import { openaiCompatible } from './openai-compatible.js';
import type { Provider } from './provider.js';

export type { ModelSpec, Provider } from './provider.js';

export const PROVIDERS: readonly Provider[] = [anthropic, openai, openaiCompatible, ollama];

export function providerNamed(name: string): Provider | undefined {
  return PROVIDERS.find((provider) => provider.name === name);
}
