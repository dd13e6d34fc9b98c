// Anthropic's Messages API.
import type { Provider } from './provider.js';

export const anthropic: Provider = {
  name: 'anthropic',
  label: 'Anthropic',
  defaultBaseUrl: 'https://api.anthropic.com/v1',
  key: 'required',
  async open({ name, baseUrl, headers, key }) {
    const { createAnthropic } = await import('./packages.chunk.js');
    return createAnthropic({ baseURL: baseUrl, apiKey: key ?? '', headers: { ...headers } })(name);
  },
};
