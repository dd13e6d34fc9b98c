// What Memfun remembers: search, pin, edit, forget with undo.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MemoryRow } from '../../extension/bridge/index.js';
import { useApp, useAppState } from '../state/app.js';
import { strings } from '../strings.js';
import { when } from '../ui/format.js';
import { Button, IconButton, LinkButton } from '../ui/kit.js';

export function MemoryView() {
  const { client, store } = useApp();
  const shown = useAppState((state) => state.shown);
  const [query, setQuery] = useState('');
  const [rows, setRows] = useState<readonly MemoryRow[]>();
  const [forgotten, setForgotten] = useState<MemoryRow>();
  const search = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (shown > 0) search.current?.focus();
  }, [shown]);
  const read = useCallback(() => {
    const abort = new AbortController();
    client.request('memory.list', { query }, abort.signal).then(
      ({ memories }) => setRows(memories),
      (error: unknown) => {
        if (!abort.signal.aborted) store.report(error);
      },
    );
    return () => abort.abort();
  }, [client, store, query]);
  useEffect(() => read(), [read]);
  useEffect(() => client.on('memory.changed', read), [client, read]);

  const change = (work: Promise<unknown>, then?: () => void): void => {
    work.then(() => {
      then?.();
      read();
    }, store.report);
  };

  return (
    <div className="list-view">
      <input
        ref={search}
        type="search"
        className="search"
        placeholder={strings.memory.search}
        aria-label={strings.memory.search}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <output className="undo-place">
        {forgotten !== undefined && (
          <span className="undo">
            <span>{strings.forgotten}</span>
            <LinkButton
              onClick={() =>
                change(client.request('memory.restore', { id: forgotten.id }), () =>
                  setForgotten(undefined),
                )
              }
            >
              {strings.undo}
            </LinkButton>
          </span>
        )}
      </output>
      {rows?.length === 0 && (
        <p className="empty quiet">{query === '' ? strings.memory.none : strings.memory.noMatch}</p>
      )}
      <ul className="rows plain" aria-label={strings.views.memory}>
        {rows?.map((row) => (
          <Row
            key={row.id}
            row={row}
            onPin={() =>
              change(client.request('memory.update', { id: row.id, pinned: !row.pinned }))
            }
            onSave={(content) => change(client.request('memory.update', { id: row.id, content }))}
            onForget={() =>
              change(client.request('memory.forget', { id: row.id }), () => setForgotten(row))
            }
          />
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  readonly row: MemoryRow;
  readonly onPin: () => void;
  readonly onSave: (content: string) => void;
  readonly onForget: () => void;
}

function Row({ row, onPin, onSave, onForget }: RowProps) {
  const [editing, setEditing] = useState(false);
  return (
    <li className="row" data-testid="memory-row">
      {editing ? (
        <Editor
          content={row.content}
          onCancel={() => setEditing(false)}
          onSave={(content) => {
            onSave(content);
            setEditing(false);
          }}
        />
      ) : (
        <div className="row-line">
          <p className="row-text">{row.content}</p>
          <div className="row-actions">
            <IconButton
              icon={row.pinned ? 'pinned' : 'pin'}
              label={row.pinned ? strings.memory.unpin : strings.memory.pin}
              pressed={row.pinned}
              onClick={onPin}
            />
            <IconButton icon="edit" label={strings.memory.edit} onClick={() => setEditing(true)} />
            <IconButton icon="trash" label={strings.forget} onClick={onForget} />
          </div>
        </div>
      )}
      <p className="quiet">
        {[row.layer, row.category, ...row.tags, strings.memory.used(row.useCount)].join(' · ')} ·{' '}
        {when(row.updatedAt)}
      </p>
    </li>
  );
}

function Editor(props: {
  readonly content: string;
  readonly onSave: (content: string) => void;
  readonly onCancel: () => void;
}) {
  const [text, setText] = useState(props.content);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  return (
    <div>
      <textarea
        ref={area}
        className="edit"
        rows={3}
        aria-label={strings.memory.editLabel}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') props.onCancel();
        }}
      />
      <div className="banner-actions">
        <Button disabled={text.trim() === ''} onClick={() => props.onSave(text.trim())}>
          {strings.memory.save}
        </Button>
        <Button secondary onClick={props.onCancel}>
          {strings.memory.cancel}
        </Button>
      </div>
    </div>
  );
}
