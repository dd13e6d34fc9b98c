// What Memfun remembers: a list to search and change, conflicts to decide, a graph to look around in.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MemoryListFilter, MemoryRow, MemorySort } from '../../extension/bridge/index.js';
import { HostError } from '../bridge/host-error.js';
import { useApp, useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { excerpt } from '../ui/format.js';
import { Button, Icon, LinkButton, Spinner } from '../ui/kit.js';
import { SearchBox, useSettled } from '../ui/search-box.js';
import { Conflicts } from './conflicts.js';
import { GraphView } from './graph/graph-view.js';
import { Health } from './health.js';
import { MemoryList } from './list.js';
import type { RowActions } from './row.js';
import { Toolbar } from './toolbar.js';
import { type Rows, useRows } from './use-rows.js';

const text = strings.memory;
const EXCERPT = 60;

const MODES = ['list', 'conflicts', 'graph'] as const;
type Mode = (typeof MODES)[number];

/** What was done last, with a way to take it back where there is one. */
interface Said {
  readonly text: string;
  readonly undo?: MemoryRow;
}

export function MemoryView() {
  const { client, store } = useApp();
  const shown = useAppState((state) => state.shown);
  const memoryId = useAppState((state) => state.memoryId);
  const [mode, setMode] = useState<Mode>('list');
  const [typed, setTyped] = useState('');
  const query = useSettled(typed);
  const [chosen, setChosen] = useState<MemoryListFilter>({});
  const [order, setOrder] = useState<MemorySort>();
  const [said, setSaid] = useState<Said>();
  const [attempt, setAttempt] = useState(0);
  const search = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (shown > 0) search.current?.focus();
  }, [shown]);
  useEffect(() => {
    if (memoryId !== undefined) setMode('list');
  }, [memoryId]);
  const onMode = (next: Mode): void => {
    setMode(next);
    if (next !== 'list' && memoryId !== undefined) store.showMemory(undefined);
  };

  /** What had the focus may be gone: then it is where one goes on. */
  const toSearch = (): void => search.current?.focus();

  const searching = query.trim() !== '';
  const sort = order === undefined || (order === 'best' && !searching) ? undefined : order;
  const filter = useMemo(
    () => (memoryId === undefined ? chosen : { only: memoryId }),
    [chosen, memoryId],
  );
  const rows = useRows({ query, filter, sort: sort ?? (searching ? 'best' : 'newest') });
  const { reload } = rows;
  const showAll = useCallback(() => store.showMemory(undefined), [store]);

  const run = useCallback(
    (work: Promise<unknown>, told: Said) => {
      work
        .then(() => setSaid(told), store.report)
        .finally(() => {
          setAttempt((n) => n + 1);
          reload();
        });
    },
    [store, reload],
  );
  const actions: RowActions = useMemo(
    () => ({
      change: (row, change, words) =>
        run(client.request('memory.update', { id: row.id, ...change }), { text: words }),
      forget: (row) =>
        run(client.request('memory.forget', { id: row.id }), {
          text: text.said.forgotten(excerpt(row.content, EXCERPT)),
          undo: row,
        }),
      restore: (row) =>
        run(client.request('memory.restore', { id: row.id }), { text: text.said.restored }),
      bringBack: (row, version) =>
        run(client.request('memory.bringBack', { id: row.id, version }), {
          text: text.said.restored,
        }),
    }),
    [client, run],
  );
  const narrowed = searching || Object.keys(filter).length > 0;
  const clear = (): void => {
    setTyped('');
    setChosen({});
    showAll();
    toSearch();
  };
  useLayoutEffect(() => {
    if (rows.loaded?.total === 0 && document.activeElement === document.body)
      search.current?.focus();
  }, [rows.loaded]);

  return (
    <div className="memory-view">
      <div className="memory-head">
        <Modes mode={mode} onMode={onMode} conflicts={rows.loaded?.conflicts ?? 0} />
        {mode !== 'conflicts' && (
          <SearchBox
            ref={search}
            label={text.search}
            value={typed}
            onChange={(words) => {
              setTyped(words);
              if (memoryId !== undefined) showAll();
            }}
          />
        )}
        {mode === 'list' &&
          (memoryId === undefined ? (
            <Toolbar
              filter={chosen}
              sort={sort ?? (searching ? 'best' : 'newest')}
              searching={searching}
              tags={rows.loaded?.tags ?? []}
              onFilter={setChosen}
              onSort={setOrder}
            />
          ) : (
            <p className="only quiet">
              {text.only} <LinkButton onClick={clear}>{text.showAll}</LinkButton>
            </p>
          ))}
        <Health attempt={attempt} />
        <output className="undo-place">
          {said !== undefined && (
            <span key={attempt} className={said.undo === undefined ? 'sr-only' : 'undo'}>
              <span>{said.text}</span>
              {said.undo !== undefined && (
                <LinkButton
                  careful
                  onClick={() => said.undo !== undefined && actions.restore(said.undo)}
                >
                  {strings.undo}
                </LinkButton>
              )}
            </span>
          )}
        </output>
      </div>
      {mode === 'graph' && <GraphView matches={searching ? rows.ids : undefined} />}
      {mode === 'conflicts' && (
        <Conflicts
          onResolve={(choice) =>
            run(client.request('memory.resolve', choice), { text: text.said.resolved })
          }
        />
      )}
      {mode === 'list' && (
        <Listed
          rows={rows}
          actions={actions}
          openId={memoryId}
          narrowed={narrowed}
          onClear={clear}
        />
      )}
    </div>
  );
}

function Modes(props: {
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly conflicts: number;
}) {
  return (
    <fieldset className="modes plain">
      <legend className="sr-only">{text.modesLabel}</legend>
      {MODES.map((mode) => (
        <button
          key={mode}
          type="button"
          aria-pressed={mode === props.mode}
          onClick={() => props.onMode(mode)}
        >
          {mode === 'conflicts' ? text.conflictsCount(props.conflicts) : text.modes[mode]}
        </button>
      ))}
    </fieldset>
  );
}

interface ListedProps {
  readonly rows: Rows;
  readonly actions: RowActions;
  readonly openId: string | undefined;
  readonly narrowed: boolean;
  readonly onClear: () => void;
}

function Listed({ rows, actions, openId, narrowed, onClear }: ListedProps) {
  const { store } = useApp();
  const { loaded, failure } = rows;
  if (failure !== undefined && loaded === undefined) {
    return (
      <div className="empty" role="alert">
        <Icon name="error" />
        <p>{text.failed}</p>
        <p className="quiet">{reasonOf(failure)}</p>
        <Button onClick={rows.reload}>{text.again}</Button>
      </div>
    );
  }
  if (loaded === undefined) {
    return (
      <p className="empty quiet">
        <Spinner label={text.loading} /> {text.loading}
      </p>
    );
  }
  if (loaded.total === 0) {
    return (
      <div className="empty">
        <Icon name={narrowed ? 'search' : 'lightbulb'} />
        <p>{narrowed ? text.noMatch : text.none}</p>
        {narrowed ? (
          <Button secondary onClick={onClear}>
            {text.clear}
          </Button>
        ) : (
          <>
            <p className="quiet">{text.noneMore}</p>
            <Button
              onClick={() => {
                store.write('/remember ');
                store.show('chat');
              }}
            >
              {text.tell}
            </Button>
          </>
        )}
      </div>
    );
  }
  return (
    <>
      <p className="count quiet">{text.total(loaded.total)}</p>
      <MemoryList rows={rows} actions={actions} openId={openId} />
    </>
  );
}

function reasonOf(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure);
  const remedy = failure instanceof HostError ? failure.remedy : undefined;
  return [message, remedy].filter(Boolean).join(' ');
}
