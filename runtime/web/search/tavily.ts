// Tavily: a search engine for programs, needs a key.
import * as z from 'zod';
import type { SafeFetch } from '../safe-fetch.js';
import type { SearchBackend } from './backend.js';
import { plainText, readJson, SearchLimitedError, SearchSetUpError } from './backend.js';

const ENDPOINT = 'https://api.tavily.com/search';

const answerSchema = z.object({
  results: z.array(z.object({ title: z.string(), url: z.url(), content: z.string().default('') })),
});

export function tavily(fetch: SafeFetch, key: string, endpoint = ENDPOINT): SearchBackend {
  const name = 'tavily';
  return {
    name,
    addressOf: () => endpoint,
    async search(query, limit, signal) {
      const answer = await fetch({
        url: endpoint,
        signal,
        redirects: 'none',
        headers: { accept: 'application/json', authorization: `Bearer ${key}` },
        body: { type: 'application/json', text: JSON.stringify({ query, max_results: limit }) },
      });
      if ([429, 432, 433].includes(answer.status)) {
        throw new SearchLimitedError(name, 'the plan’s limit is reached');
      }
      if ([401, 403].includes(answer.status)) {
        throw new SearchSetUpError(
          name,
          'it does not accept the key',
          'Store a valid key for "tavily".',
        );
      }
      const { results } = readJson(name, answer, answerSchema);
      return results.slice(0, limit).map(({ title, url, content }) => ({
        title: plainText(title),
        url,
        snippet: plainText(content),
      }));
    },
  };
}
