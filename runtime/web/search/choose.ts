// The search engine that is configured, with its key or its address.
import type { SecretStore } from '../../ports/index.js';
import { createSafeFetch, type SafeFetch } from '../safe-fetch.js';
import { hostOf, portOf, readUrl } from '../url.js';
import type { SearchBackend, SearchBackendName } from './backend.js';
import { LABEL, SearchSetUpError } from './backend.js';
import { brave } from './brave.js';
import { duckDuckGo } from './duckduckgo.js';
import { searxng } from './searxng.js';
import { tavily } from './tavily.js';

export interface SearchSettings {
  readonly backend: SearchBackendName;
  /** Address of the SearXNG server. */
  readonly url: string | undefined;
  readonly maxResults: number;
}

/** @throws SearchSetUpError when a key or an address is missing, WebAddressError for a wrong one */
export async function chooseSearch(
  { backend, url }: Pick<SearchSettings, 'backend' | 'url'>,
  { fetch, secrets }: { readonly fetch: SafeFetch; readonly secrets: SecretStore },
): Promise<SearchBackend> {
  if (backend === 'duckduckgo') return duckDuckGo(fetch);
  if (backend === 'searxng') return ownServer(url);
  const key = await secrets.get(backend);
  if (key === undefined) {
    throw new SearchSetUpError(
      backend,
      'there is no key for it',
      `Store a key with "Memfun: Set Up", or set ${backend.toUpperCase()}_API_KEY on the command line. DuckDuckGo needs none.`,
    );
  }
  return backend === 'brave' ? brave(fetch, key) : tavily(fetch, key);
}

/** The user named this server in person, so it alone may also stand in a private network. */
function ownServer(address: string | undefined): SearchBackend {
  if (address === undefined) {
    throw new SearchSetUpError(
      'searxng',
      'its address is not set',
      `Set "memfun.web.search.url". ${LABEL.duckduckgo} needs no address.`,
    );
  }
  const url = readUrl(address);
  const exempt = ({ host, port }: { readonly host: string; readonly port: number }): boolean =>
    host === hostOf(url) && port === portOf(url);
  return searxng(createSafeFetch({ exempt }), url.href);
}
