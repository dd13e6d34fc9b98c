// DuckDuckGo through its page for browsers without scripts: needs no key, and may ask for a human.
import { decodePage } from '../charset.js';
import type { PageElement } from '../dom.js';
import { loadPageTools } from '../dom.js';
import type { SafeFetch } from '../safe-fetch.js';
import type { SearchBackend, SearchResult } from './backend.js';
import { SearchAnswerError, SearchLimitedError, withQuery } from './backend.js';

const ENDPOINT = 'https://html.duckduckgo.com/html/';

export function duckDuckGo(fetch: SafeFetch, endpoint = ENDPOINT): SearchBackend {
  const name = 'duckduckgo';
  const addressOf = (query: string): string => withQuery(endpoint, { q: query });
  return {
    name,
    addressOf,
    async search(query, limit, signal) {
      const url = addressOf(query);
      const { status, body, headers } = await fetch({ url, signal, redirects: 'none' });
      const html = decodePage(body, headers['content-type'] ?? 'text/html');
      // A challenge comes with the status 202.
      if (status === 202 || /anomaly-modal|challenge-form/.test(html)) {
        throw new SearchLimitedError(name, 'it asks for proof of a human');
      }
      if (status === 403 || status === 429) {
        throw new SearchLimitedError(name, `it refused with status ${status}`);
      }
      if (status !== 200) throw new SearchAnswerError(name, `its status is ${status}`);
      const document = (await loadPageTools()).parse(html);
      const results = [...document.querySelectorAll('.result')].flatMap(resultOf);
      if (results.length === 0 && document.querySelector('.no-results') === null) {
        throw new SearchAnswerError(name, 'there are no results in its page');
      }
      return results.slice(0, limit);
    },
  };
}

function resultOf(element: PageElement): readonly SearchResult[] {
  if (element.getAttribute('class')?.includes('result--ad') === true) return [];
  const link = element.querySelector('a.result__a');
  const url = targetOf(link?.getAttribute('href') ?? '');
  if (link === null || url === undefined) return [];
  return [{ title: text(link), url, snippet: text(element.querySelector('.result__snippet')) }];
}

/** Links lead through a counting page that names the target in `uddg`. */
function targetOf(href: string): string | undefined {
  if (href === '') return undefined;
  try {
    const url = new URL(href, ENDPOINT);
    const target = new URL(url.searchParams.get('uddg') ?? url.href);
    return /^https?:$/.test(target.protocol) ? target.href : undefined;
  } catch {
    return undefined;
  }
}

function text(element: PageElement | null): string {
  return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}
