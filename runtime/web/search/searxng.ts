// SearXNG: a search server of one's own, asked for JSON.
import * as z from 'zod';
import type { SafeFetch } from '../safe-fetch.js';
import type { SearchBackend } from './backend.js';
import { plainText, readJson, SearchLimitedError, SearchSetUpError, withQuery } from './backend.js';

const answerSchema = z.object({
  results: z.array(z.object({ title: z.string(), url: z.url(), content: z.string().nullish() })),
});

/** @param server the address under which the server's start page is seen */
export function searxng(fetch: SafeFetch, server: string): SearchBackend {
  const name = 'searxng';
  const endpoint = new URL('search', server.endsWith('/') ? server : `${server}/`).href;
  const addressOf = (query: string): string => withQuery(endpoint, { q: query, format: 'json' });
  return {
    name,
    addressOf,
    async search(query, limit, signal) {
      const answer = await fetch({
        url: addressOf(query),
        signal,
        redirects: 'none',
        headers: { accept: 'application/json' },
      });
      if (answer.status === 429) throw new SearchLimitedError(name, 'its limiter refused');
      if (answer.status === 403) {
        throw new SearchSetUpError(
          name,
          'it does not give results as JSON',
          'Add "json" to search.formats in the settings.yml of the server.',
        );
      }
      const { results } = readJson(name, answer, answerSchema);
      return results.slice(0, limit).map(({ title, url: found, content }) => ({
        title: plainText(title),
        url: found,
        snippet: plainText(content ?? ''),
      }));
    },
  };
}
