// A search over what was said in earlier conversations, and what it found.
import { useEffect, useState } from 'react';
import type { HistoryHit } from '../../extension/bridge/index.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings/index.js';
import { when } from '../ui/format.js';

/** Milliseconds after the last key press until the search begins. */
const TYPING_MS = 200;
const text = strings.history;

/** Nothing while no words are given, or while they are being looked for the first time. */
export function useHistorySearch(query: string): readonly HistoryHit[] | undefined {
  const { client, store } = useApp();
  const [hits, setHits] = useState<readonly HistoryHit[]>();
  useEffect(() => {
    const wanted = query.trim();
    if (wanted === '') {
      setHits(undefined);
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      client.request('history.search', { query: wanted }, abort.signal).then(
        (found) => setHits(found.hits),
        (error: unknown) => {
          if (!abort.signal.aborted) store.report(error);
        },
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, store, query]);
  return hits;
}

export function Hits({
  hits,
  query,
  onOpen,
}: {
  readonly hits: readonly HistoryHit[];
  readonly query: string;
  readonly onOpen: (hit: HistoryHit) => void;
}) {
  return (
    <>
      <p className="quiet" role="status">
        {hits.length === 0 ? text.nothingFound : text.found(hits.length)}
      </p>
      <ul className="rows plain" aria-label={text.search}>
        {hits.map((hit) => (
          <li key={hit.sessionId} className="row" data-testid="history-hit">
            <div className="row-line">
              <button type="button" className="row-open" onClick={() => onOpen(hit)}>
                {hit.title === '' ? text.untitled : hit.title}
              </button>
            </div>
            {hit.turn !== undefined && (
              <p className="excerpt">
                <Marked text={hit.turn.text} query={query} />
              </p>
            )}
            <p className="quiet">
              {hit.turns === 0 ? text.inTitle : text.inTurns(hit.turns)} · {when(hit.updatedAt)}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The words that were looked for stand out. */
function Marked({ text: whole, query }: { readonly text: string; readonly query: string }) {
  const words = query.trim().split(/\s+/).map(escapeWord);
  const parts = whole.split(new RegExp(`(${words.join('|')})`, 'gi'));
  return parts.map((part, i) => (i % 2 === 1 ? <mark key={i}>{part}</mark> : part));
}

const escapeWord = (word: string): string =>
  word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
