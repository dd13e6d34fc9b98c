// Any server that speaks the Chat Completions protocol: LM Studio, vLLM, llama.cpp, OpenRouter, and others.
import type { Provider } from './provider.js';

export const openaiCompatible: Provider = {
  name: 'openai-compatible',
  label: 'OpenAI-compatible server',
  defaultBaseUrl: undefined,
  key: 'optional',
  async open({ name, baseUrl, headers, key }) {
    const { createOpenAICompatible } = await import('./packages.chunk.js');
    const provider = createOpenAICompatible({
      name: 'openai-compatible',
      baseURL: baseUrl,
      headers: { ...headers },
      includeUsage: true,
      ...(key === undefined ? {} : { apiKey: key }),
    });
    return provider.chatModel(name);
  },
};
