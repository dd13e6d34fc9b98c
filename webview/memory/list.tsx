// The list of memories: only what is seen is in the page, only what is near is read.
import { type ComponentPropsWithRef, useEffect, useRef, useState } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { MemoryRow } from '../../extension/bridge/index.js';
import { strings } from '../strings/index.js';
import type { Draft } from './edit-form.js';
import { Row, type RowActions } from './row.js';
import type { Rows } from './use-rows.js';

const ROW_HEIGHT = 62;

export interface MemoryListProps {
  readonly rows: Rows;
  readonly actions: RowActions;
  /** A row that is open from the start. */
  readonly openId: string | undefined;
}

export function MemoryList({ rows, actions, openId }: MemoryListProps) {
  const list = useRef<VirtuosoHandle>(null);
  const place = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft | 'new'>>(new Map());
  /** The row that is about to leave, and its place: its successor gets the focus. */
  const gone = useRef<{ readonly id: string; readonly at: number }>(undefined);
  const { loaded, rowAt, need } = rows;

  useEffect(() => {
    if (openId !== undefined) setOpen((now) => new Set(now).add(openId));
  }, [openId]);
  useEffect(() => {
    const { current } = gone;
    if (current === undefined || loaded === undefined) return;
    if (rowAt(current.at)?.id === current.id) return;
    gone.current = undefined;
    focusSoon(place.current, Math.min(current.at, loaded.total - 1));
  }, [loaded, rowAt]);

  const setDraft = (row: MemoryRow, at: number, draft: Draft | 'new' | undefined): void => {
    setDrafts((now) => {
      const next = new Map(now);
      if (draft === undefined) next.delete(row.id);
      else next.set(row.id, draft);
      return next;
    });
    if (draft === undefined) focusSoon(place.current, at);
  };
  const toggle = (id: string, yes: boolean): void =>
    setOpen((now) => {
      const next = new Set(now);
      if (yes) next.add(id);
      else next.delete(id);
      return next;
    });
  const leaving = (at: number): RowActions => ({
    ...actions,
    forget: (row) => {
      gone.current = { id: row.id, at };
      actions.forget(row);
    },
    restore: (row) => {
      gone.current = { id: row.id, at };
      actions.restore(row);
    },
  });

  return (
    <div className="memory-list" ref={place}>
      <Virtuoso
        ref={list}
        totalCount={loaded?.total ?? 0}
        defaultItemHeight={ROW_HEIGHT}
        increaseViewportBy={200}
        components={{ List, Item }}
        context={{ rowAt, open, toggle, drafts, setDraft, leaving }}
        computeItemKey={keyOf}
        rangeChanged={({ startIndex, endIndex }) => need(startIndex, endIndex)}
        itemContent={renderRow}
      />
    </div>
  );
}

interface ListContext {
  readonly rowAt: Rows['rowAt'];
  readonly open: ReadonlySet<string>;
  readonly toggle: (id: string, open: boolean) => void;
  readonly drafts: ReadonlyMap<string, Draft | 'new'>;
  readonly setDraft: (row: MemoryRow, at: number, draft: Draft | 'new' | undefined) => void;
  /** The actions of the row at a place, which may take it out of the list. */
  readonly leaving: (at: number) => RowActions;
}

const keyOf = (at: number, _: unknown, { rowAt }: ListContext) => rowAt(at)?.id ?? at;

const renderRow = (at: number, _: unknown, context: ListContext) => {
  const row = context.rowAt(at);
  if (row === undefined) return <div className="row row-waiting" />;
  return (
    <Row
      row={row}
      actions={context.leaving(at)}
      open={context.open.has(row.id)}
      onOpen={(open) => context.toggle(row.id, open)}
      draft={context.drafts.get(row.id)}
      onDraft={(draft) => context.setDraft(row, at, draft)}
    />
  );
};

/** What the list itself hands to its parts beside what a `div` takes. */
type Part = ComponentPropsWithRef<'div'> & { readonly context?: ListContext };

function List({ context: _context, ...props }: Part) {
  return <div {...props} role="list" aria-label={strings.views.memory} />;
}

function Item({ context: _context, ...props }: Part) {
  return <div {...props} role="listitem" />;
}

/** The list puts its rows into the page after it was rendered itself. */
function focusSoon(place: HTMLElement | null, at: number): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      place?.querySelector<HTMLElement>(`[data-index="${at}"] .row-fold`)?.focus(),
    ),
  );
}
