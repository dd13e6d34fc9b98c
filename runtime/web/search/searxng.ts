// SearXNG: a search server of one's own, asked for JSON.
import * as z from 'zod';
import type { SafeFetch } from '../safe-fetch.js';
import type { SearchBackend } from './backend.js';
import { plainText, readJson, SearchLimitedError, SearchSetUpError } from './backend.js';

const answerSchema = z.object({
  results: z.array(
    z.object({ title: z.string(), url: z.url(), content: z.string().nullish() }),
  ),
});

/** @param server the address under which the server's start page is seen */
export function searxng(fetch: SafeFetch, server: string): SearchBackend {
  const name = 'searxng';
  return {
    name,
    async search(query, limit, signal) {
      const url = new URL('search', server.endsWith('/') ? server : `${server}/`);
      url.searchParams.set('q', query);
      url.searchParams.set('format', 'json');
      const answer = await fetch({
        url: url.href,
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
