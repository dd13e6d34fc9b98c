// Turns of a long conversation that are not held: asked for page by page when somebody looks at them, and let go again.
import { useEffect, useRef, useState } from 'react';
import { foldTurns, type TurnView } from '../../extension/bridge/index.js';
import { useApp, useAppState } from '../state/app.js';

/** Turns that are asked for at once. */
const PAGE = 20;
/** Pages that are held at most. */
const HELD = 8;
/** Milliseconds that something must be in sight: what flies by is not read. */
const REST_MS = 60;

interface Page {
  /** What had happened to earlier turns when it was asked for. */
  readonly changes: number;
  readonly turns: readonly TurnView[];
}
type Pages = ReadonlyMap<number, Page>;

export interface EarlierTurns {
  /** The turn at a position; nothing while it is being read. */
  readonly at: (index: number) => TurnView | undefined;
  /** To be called with the positions that are in sight. */
  readonly onRange: (range: { readonly startIndex: number; readonly endIndex: number }) => void;
}

/** @param first position of the first turn that is held anyway */
export function useEarlier(first: number): EarlierTurns {
  const { client, store } = useApp();
  const epoch = useAppState((state) => state.chat.epoch);
  const changes = useAppState((state) => state.chat.earlierChanges);
  const [pages, setPages] = useState<Pages>(new Map());
  const [sight, setSight] = useState<readonly number[]>([]);
  const asking = useRef(new Set<number>());
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(resting.current), []);

  useEffect(() => {
    if (epoch === undefined) return;
    for (const page of sight) {
      const from = page * PAGE;
      const isFresh = pages.get(page)?.changes === changes;
      if (from >= first || isFresh || asking.current.has(page)) continue;
      asking.current.add(page);
      client
        .request('conversation.turns', { epoch, from, to: from + PAGE })
        .then(({ events }) => {
          asking.current.delete(page);
          const turns = foldTurns(events);
          if (turns.length > 0)
            setPages((held) => near(new Map(held).set(page, { changes, turns }), page));
        })
        .catch((error: unknown) => {
          asking.current.delete(page);
          store.report(error);
        });
    }
  }, [client, store, epoch, changes, first, sight, pages]);

  return {
    at: (index) => pages.get(Math.floor(index / PAGE))?.turns[index % PAGE],
    onRange: ({ startIndex, endIndex }) => {
      const to = Math.floor(endIndex / PAGE);
      const from = Math.max(Math.floor(startIndex / PAGE), to - HELD + 1);
      clearTimeout(resting.current);
      resting.current = setTimeout(
        () => setSight(Array.from({ length: to - from + 1 }, (_, i) => from + i)),
        REST_MS,
      );
    },
  };
}

/** The pages that are nearest to one. */
function near(pages: Pages, page: number): Pages {
  if (pages.size <= HELD) return pages;
  return new Map(
    [...pages].sort(([a], [b]) => Math.abs(a - page) - Math.abs(b - page)).slice(0, HELD),
  );
}
