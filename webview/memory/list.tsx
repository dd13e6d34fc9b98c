// The list of memories: only what is seen is in the page, only what is near is read.
import { type ComponentPropsWithRef, useEffect, useRef, useState } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { MemoryRow } from '../../extension/bridge/index.js';
import { strings } from '../strings.js';
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
  /** Where a row was forgotten: its successor gets the focus. */
  const gone = useRef<number>(undefined);
  const { loaded, rowAt, need } = rows;

  useEffect(() => {
    if (openId !== undefined) setOpen((now) => new Set(now).add(openId));
  }, [openId]);
  useEffect(() => {
    if (gone.current === undefined || loaded === undefined) return;
    const at = Math.min(gone.current, loaded.total - 1);
    gone.current = undefined;
    focusRow(place.current, at, '.row-fold');
  }, [loaded]);

  const setDraft = (row: MemoryRow, at: number, draft: Draft | 'new' | undefined): void => {
    setDrafts((now) => {
      const next = new Map(now);
      if (draft === undefined) next.delete(row.id);
      else next.set(row.id, draft);
      return next;
    });
    if (draft === undefined) requestAnimationFrame(() => focusRow(place.current, at, '.row-fold'));
  };
  const leaving = (at: number): RowActions => ({
    ...actions,
    forget: (row) => {
      gone.current = at;
      actions.forget(row);
    },
    restore: (row) => {
      gone.current = at;
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
        computeItemKey={(at) => rowAt(at)?.id ?? at}
        rangeChanged={({ startIndex, endIndex }) => need(startIndex, endIndex)}
        itemContent={(at) => {
          const row = rowAt(at);
          if (row === undefined) return <div className="row row-waiting" />;
          return (
            <Row
              row={row}
              actions={leaving(at)}
              open={open.has(row.id)}
              onOpen={(yes) =>
                setOpen((now) => {
                  const next = new Set(now);
                  if (yes) next.add(row.id);
                  else next.delete(row.id);
                  return next;
                })
              }
              draft={drafts.get(row.id)}
              onDraft={(draft) => setDraft(row, at, draft)}
            />
          );
        }}
      />
    </div>
  );
}

function List(props: ComponentPropsWithRef<'div'>) {
  return <div {...props} role="list" aria-label={strings.views.memory} />;
}

function Item(props: ComponentPropsWithRef<'div'>) {
  return <div {...props} role="listitem" />;
}

function focusRow(place: HTMLElement | null, at: number, part: string): void {
  place?.querySelector<HTMLElement>(`[data-index="${at}"] ${part}`)?.focus();
}
