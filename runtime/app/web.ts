// The web as the runtime uses it: guarded fetching, the configured search, and which hosts are allowed.
import type { HostDeps } from '../agents/index.js';
import type { Config } from '../config/index.js';
import type { Approvals } from '../ports/index.js';
import { FoundAddresses, hostKey, openPolicy } from '../safety/index.js';
import { folderOf } from '../storage/index.js';
import { createWebTools } from '../tools/index.js';
import type { SafeFetch, SearchBackend } from '../web/index.js';
import { chooseSearch, createSafeFetch, fetchPage } from '../web/index.js';
import type { WebParts } from './parts.js';
import type { MemfunEnvironment } from './types.js';

type SearchSettings = Config['web']['search'];

/** Nothing is fetched for a workspace that is not trusted. */
export async function openWebParts(
  { secrets, projectStorage, logger, trusted, denied }: MemfunEnvironment,
  fetch: SafeFetch = createSafeFetch(),
): Promise<WebParts | undefined> {
  if (!trusted) return undefined;
  const hosts = await openPolicy(folderOf(projectStorage, 'hosts'), { logger });
  const found = new FoundAddresses();
  const engine = (settings: SearchSettings): Promise<SearchBackend> =>
    chooseSearch(settings, { fetch, secrets });
  return {
    tools: (settings) =>
      createWebTools({
        fetch,
        search: () => engine(settings),
        maxResults: settings.maxResults,
        onFound: (turnId, addresses) => found.add(turnId, addresses),
      }),
    access: (settings) => ({
      fetch: (url, signal) => fetchPage(fetch, { url, signal }),
      async search(query, signal, limit = settings.maxResults) {
        const chosen = await engine(settings);
        return { engine: chosen.name, results: await chosen.search(query, limit, signal) };
      },
    }),
    async facts(turnId, settings) {
      const { allow, deny } = hosts.list();
      return {
        policy: {
          allow: allow.map(patternOf),
          deny: [...deny.map(patternOf), ...(denied?.hosts ?? [])],
        },
        found: found.of(turnId),
        searchHost: await hostOfSearch(engine(settings)),
      };
    },
    allowAlways: async (host) => {
      await hosts.add('allow', host, 'user');
    },
    hosts: {
      list: () => hosts.list(),
      add: async (list, host) => {
        await hosts.add(list, host, 'user');
      },
      remove: async (list, host) => {
        await hosts.remove(list, host);
      },
    },
  };
}

function patternOf({ pattern }: { readonly pattern: string }): string {
  return pattern;
}

/** A search that is not set up fails where it is used, with what to do. */
async function hostOfSearch(engine: Promise<SearchBackend>): Promise<string | undefined> {
  try {
    return hostKey(new URL((await engine).addressOf('')));
  } catch {
    return undefined;
  }
}

/** Absent where no host may be visited. */
export function hostsOf(
  web: WebParts | undefined,
  approvals: Approvals,
  { mode, web: { search } }: Pick<Config, 'mode' | 'web'>,
): HostDeps | undefined {
  return (
    web && {
      mode,
      approvals,
      facts: (turnId) => web.facts(turnId, search),
      allowAlways: (host) => web.allowAlways(host),
    }
  );
}
