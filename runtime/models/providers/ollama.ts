// Ollama's native API. The window is set with every call: left to its default, Ollama cuts long prompts in silence.
import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  SharedV3ProviderOptions,
} from '@ai-sdk/provider';
import * as z from 'zod';
import type { Provider } from './provider.js';

const tagsSchema = z.object({ models: z.array(z.object({ name: z.string() })) });

export const ollama: Provider = {
  name: 'ollama',
  label: 'Ollama',
  defaultBaseUrl: 'http://127.0.0.1:11434/api',
  key: 'none',
  async open({ name, baseUrl, headers, contextWindow }) {
    const { createOllama } = await import('./packages.chunk.js');
    const model = createOllama({ baseURL: apiUrl(baseUrl), headers: { ...headers } }).chat(name);
    return withWindow(model, contextWindow);
  },
  async installed({ baseUrl, headers }, signal) {
    const url = `${apiUrl(baseUrl)}/tags`;
    const response = await fetch(url, { headers: { ...headers }, signal });
    if (!response.ok) throw new Error(`${url} answered with status ${response.status}`);
    return tagsSchema.parse(await response.json()).models.map((model) => model.name);
  },
};

/** Ollama prints its address without the path of its API, and that is what people copy. */
function apiUrl(baseUrl: string): string {
  return new URL(baseUrl).pathname === '/' ? `${baseUrl.replace(/\/$/, '')}/api` : baseUrl;
}

function withWindow(model: LanguageModelV3, contextWindow: number): LanguageModelV3 {
  const sized = (call: LanguageModelV3CallOptions): LanguageModelV3CallOptions => ({
    ...call,
    providerOptions: { ...call.providerOptions, ollama: windowOptions(call, contextWindow) },
  });
  return {
    specificationVersion: 'v3',
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: (call) => model.doGenerate(sized(call)),
    doStream: (call) => model.doStream(sized(call)),
  };
}

function windowOptions(
  call: LanguageModelV3CallOptions,
  contextWindow: number,
): NonNullable<SharedV3ProviderOptions[string]> {
  const answer = call.maxOutputTokens === undefined ? {} : { num_predict: call.maxOutputTokens };
  return { ...call.providerOptions?.['ollama'], options: { num_ctx: contextWindow, ...answer } };
}
