// What a search engine is here: a query in, titled addresses out, and the ways in which that fails.
import type * as z from 'zod';
import { MemfunError } from '../../core/index.js';
import type { FetchedResource } from '../safe-fetch.js';

export interface SearchResult {
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
}

export type SearchBackendName = 'duckduckgo' | 'brave' | 'tavily' | 'searxng';

export interface SearchBackend {
  readonly name: SearchBackendName;
  /** Where a query goes, with the query in it where the address carries it. */
  addressOf(query: string): string;
  /**
   * The best `limit` results, best first.
   * @throws SearchSetUpError, SearchLimitedError, SearchAnswerError; what fetching rejects with
   */
  search(query: string, limit: number, signal: AbortSignal): Promise<readonly SearchResult[]>;
}

/** A key or an address is missing or wrong. */
export class SearchSetUpError extends MemfunError {
  readonly code = 'search.set_up';
  constructor(backend: SearchBackendName, problem: string, remedy: string) {
    super(`${LABEL[backend]} cannot be asked: ${problem}.`, { remedy });
  }
}

/** The engine does not want to be asked now. */
export class SearchLimitedError extends MemfunError {
  readonly code = 'search.limited';
  constructor(
    readonly backend: SearchBackendName,
    problem: string,
  ) {
    super(`${LABEL[backend]} does not answer programs now: ${problem}.`, {
      remedy:
        'Wait a few minutes, or choose another engine under "memfun.web.search.backend" (Brave and Tavily need a key, SearXNG a server of your own). Pages whose address is known can still be fetched.',
    });
  }
}

/** The engine answered with something else than results. */
export class SearchAnswerError extends MemfunError {
  readonly code = 'search.answer';
  constructor(backend: SearchBackendName, problem: string, cause?: unknown) {
    super(`The answer of ${LABEL[backend]} cannot be read: ${problem}.`, {
      remedy: 'Try again later, or choose another engine under "memfun.web.search.backend".',
      cause,
    });
  }
}

export const LABEL: Readonly<Record<SearchBackendName, string>> = {
  duckduckgo: 'DuckDuckGo',
  brave: 'Brave Search',
  tavily: 'Tavily',
  searxng: 'The SearXNG server',
};

/** The body of a successful answer, checked. @throws SearchAnswerError */
export function readJson<T>(
  backend: SearchBackendName,
  { status, body }: FetchedResource,
  schema: z.ZodType<T>,
): T {
  if (status !== 200) throw new SearchAnswerError(backend, `its status is ${status}`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(body));
  } catch (error) {
    throw new SearchAnswerError(backend, 'it is not JSON', error);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SearchAnswerError(backend, 'it has another form than agreed', parsed.error);
}

export function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return url.href;
}

/** Words without markup and entities, on one line. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(#x?[\da-f]+|\w+);/gi, (entity, name: string) => entityText(name) ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function entityText(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
