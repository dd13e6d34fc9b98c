// What the host does for the search over earlier conversations.
import { excerptOf, type Memfun, SessionSearch } from '../../runtime/app/index.js';
import type { BridgeHandlers } from './bridge-server.js';

/** Conversations that are shown of what was found. */
const MOST = 60;
const EXCERPT_CHARS = 160;

type Sessions = Memfun['sessions'];

/** @param sessions is asked with each request: they are others after a change of the settings */
export function historyHandlers(
  sessions: () => Promise<Sessions>,
): Pick<BridgeHandlers, 'history.search'> {
  /** What a search has read stays for the next one. */
  const searches = new WeakMap<Sessions, SessionSearch>();
  return {
    'history.search': async ({ query }, signal) => {
      const of = await sessions();
      const search = searches.get(of) ?? new SessionSearch(of);
      searches.set(of, search);
      const hits = await search.find(query, { limit: MOST, signal });
      return {
        hits: hits.map(({ info: { sessionId, title, updatedAt }, turns }) => ({
          sessionId,
          title,
          updatedAt,
          turns: turns.length,
          ...(turns[0] === undefined
            ? {}
            : {
                turn: { index: turns[0].index, text: excerptOf(turns[0], query, EXCERPT_CHARS) },
              }),
        })),
      };
    },
  };
}
