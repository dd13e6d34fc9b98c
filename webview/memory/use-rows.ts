// The list of memories, read in pages as it is scrolled; whatever is asked for ends what was asked before.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  MEMORY_PAGE,
  type MemoryListFilter,
  type MemoryRow,
  type MemorySort,
  type RequestOutput,
} from '../../extension/bridge/index.js';
import { useApp } from '../state/app.js';

/** Milliseconds that changes are gathered before the list is read again. */
const GATHER_MS = 80;

type Answer = RequestOutput<'memory.list'>;

export interface ListQuestion {
  readonly query: string;
  readonly filter: MemoryListFilter;
  readonly sort: MemorySort;
}

interface Loaded extends Omit<Answer, 'memories'> {
  /** By number of the page, from 0. */
  readonly pages: ReadonlyMap<number, readonly MemoryRow[]>;
}

export interface Rows {
  /** `undefined` until the first page is there. */
  readonly loaded: Loaded | undefined;
  readonly failure: unknown;
  /** Of all rows that were read. */
  readonly ids: ReadonlySet<string>;
  /** The row at a place, from 0; `undefined` while its page is being read. */
  readonly rowAt: (index: number) => MemoryRow | undefined;
  /** Reads the pages of these places, when they are missing. */
  readonly need: (first: number, last: number) => void;
  readonly reload: () => void;
}

export function useRows(question: ListQuestion): Rows {
  const { client } = useApp();
  const [loaded, setLoaded] = useState<Loaded>();
  const [failure, setFailure] = useState<unknown>();
  const visible = useRef<readonly [number, number]>([0, 0]);
  const reading = useRef<{ readonly abort: AbortController; readonly pages: Set<number> }>(
    undefined,
  );
  const { query, filter, sort } = question;

  const ask = useCallback(
    (page: number, signal: AbortSignal): Promise<Answer> => {
      const offset = page * MEMORY_PAGE;
      return client.request(
        'memory.list',
        { query, filter, sort, offset, limit: MEMORY_PAGE },
        signal,
      );
    },
    [client, query, filter, sort],
  );

  /** Everything from nothing: what is seen is kept until the new rows are there. */
  const reload = useCallback(
    (wanted: readonly number[]) => {
      reading.current?.abort.abort();
      const abort = new AbortController();
      reading.current = { abort, pages: new Set(wanted) };
      Promise.all(wanted.map((page) => ask(page, abort.signal))).then(
        (answers) => {
          const [first] = answers;
          if (abort.signal.aborted || first === undefined) return;
          const { memories: _rows, ...facts } = first;
          const pages = new Map(answers.map((answer, at) => [wanted[at] ?? 0, answer.memories]));
          setLoaded({ ...facts, pages });
          setFailure(undefined);
        },
        (error: unknown) => {
          if (!abort.signal.aborted) setFailure(error);
        },
      );
    },
    [ask],
  );

  useEffect(() => {
    visible.current = [0, 0];
    reload([0]);
    return () => reading.current?.abort.abort();
  }, [reload]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = client.on('memory.changed', () => {
      clearTimeout(timer);
      timer = setTimeout(() => reload(pagesOf(...visible.current)), GATHER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, reload]);

  const need = useCallback(
    (first: number, last: number) => {
      visible.current = [first, last];
      const { current } = reading;
      if (current === undefined) return;
      const { abort, pages } = current;
      for (const page of pagesOf(first, last)) {
        if (pages.has(page)) continue;
        pages.add(page);
        ask(page, abort.signal).then(
          ({ memories }) => {
            if (abort.signal.aborted) return;
            setLoaded((now) => now && { ...now, pages: new Map(now.pages).set(page, memories) });
          },
          (error: unknown) => {
            pages.delete(page);
            if (!abort.signal.aborted) setFailure(error);
          },
        );
      }
    },
    [ask],
  );

  const rowAt = useCallback(
    (index: number) => loaded?.pages.get(Math.floor(index / MEMORY_PAGE))?.[index % MEMORY_PAGE],
    [loaded],
  );
  const ids = useMemo(
    () => new Set([...(loaded?.pages.values() ?? [])].flat().map(({ id }) => id)),
    [loaded],
  );
  const again = useCallback(() => reload(pagesOf(...visible.current)), [reload]);
  return useMemo(
    () => ({ loaded, failure, ids, rowAt, need, reload: again }),
    [loaded, failure, ids, rowAt, need, again],
  );
}

function pagesOf(first: number, last: number): readonly number[] {
  const from = Math.floor(first / MEMORY_PAGE);
  const to = Math.floor(Math.max(first, last) / MEMORY_PAGE);
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
