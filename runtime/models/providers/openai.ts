// OpenAI's Chat Completions API.
import type { Provider } from './provider.js';

export const openai: Provider = {
  name: 'openai',
  label: 'OpenAI',
  defaultBaseUrl: 'https://api.openai.com/v1',
  key: 'required',
  async open({ name, baseUrl, headers, key }) {
    const { createOpenAI } = await import('./packages.chunk.js');
    const provider = createOpenAI({ baseURL: baseUrl, apiKey: key ?? '', headers: { ...headers } });
    return provider.chat(name);
  },
};
