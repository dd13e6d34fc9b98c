// Brave Search through its interface for programs: needs a key.
import * as z from 'zod';
import type { SafeFetch } from '../safe-fetch.js';
import type { SearchBackend } from './backend.js';
import { plainText, readJson, SearchLimitedError, SearchSetUpError, withQuery } from './backend.js';

const ENDPOINT = 'https://api.search.brave.com/res/v1/web/search';

const answerSchema = z.object({
  web: z
    .object({
      results: z.array(
        z.object({ title: z.string(), url: z.url(), description: z.string().default('') }),
      ),
    })
    .optional(),
});

export function brave(fetch: SafeFetch, key: string, endpoint = ENDPOINT): SearchBackend {
  const name = 'brave';
  return {
    name,
    addressOf: (query) => withQuery(endpoint, { q: query }),
    async search(query, limit, signal) {
      const answer = await fetch({
        url: withQuery(endpoint, { q: query, count: String(limit) }),
        signal,
        redirects: 'none',
        headers: { accept: 'application/json', 'x-subscription-token': key },
      });
      if (answer.status === 429) throw new SearchLimitedError(name, 'the plan’s limit is reached');
      // 422 is its answer to a key that it does not know.
      if ([401, 403, 422].includes(answer.status)) {
        throw new SearchSetUpError(
          name,
          'it does not accept the key',
          'Store a valid key for "brave".',
        );
      }
      const { web } = readJson(name, answer, answerSchema);
      return (web?.results ?? []).slice(0, limit).map(({ title, url: found, description }) => ({
        title: plainText(title),
        url: found,
        snippet: plainText(description),
      }));
    },
  };
}
