// One memory in the list: its words, what is to be known at a glance, what can be done with it, and its details.
import type { MemoryRow } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';
import { Ago } from '../ui/ago.js';
import { day } from '../ui/format.js';
import { Icon, IconButton } from '../ui/kit.js';
import { Details } from './details.js';
import { type Draft, EditForm, type MemoryChange } from './edit-form.js';
import { RetentionBar } from './retention.js';

const text = strings.memory;

/** What can be done with a memory. */
export interface RowActions {
  readonly change: (row: MemoryRow, change: MemoryChange, said: string) => void;
  readonly forget: (row: MemoryRow) => void;
  readonly restore: (row: MemoryRow) => void;
  readonly bringBack: (row: MemoryRow, version: number) => void;
}

export interface RowProps {
  readonly row: MemoryRow;
  readonly actions: RowActions;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** What is being typed; `undefined` while it is not edited. */
  readonly draft: Draft | 'new' | undefined;
  readonly onDraft: (draft: Draft | 'new' | undefined) => void;
}

export function Row({ row, actions, open, onOpen, draft, onDraft }: RowProps) {
  const forgotten = row.status === 'deleted';
  return (
    <div className={`row memory-row ${row.status}`} data-testid="memory-row">
      {draft !== undefined ? (
        <EditForm
          row={row}
          draft={draft === 'new' ? undefined : draft}
          onDraft={onDraft}
          onCancel={() => onDraft(undefined)}
          onSave={(change) => {
            onDraft(undefined);
            if (Object.keys(change).length > 0) actions.change(row, change, text.said.saved);
          }}
        />
      ) : (
        <div className="row-line">
          <IconButton
            icon={open ? 'chevron-down' : 'chevron-right'}
            label={text.details}
            expanded={open}
            className="row-fold"
            onClick={() => onOpen(!open)}
          />
          <p className="row-text" dir="auto">
            {row.content}
          </p>
          <div className="row-actions">
            {row.status === 'active' ? (
              <IconButton
                icon={row.pinned ? 'pinned' : 'pin'}
                label={row.pinned ? text.unpin : text.pin}
                pressed={row.pinned}
                onClick={() =>
                  actions.change(
                    row,
                    { pinned: !row.pinned },
                    row.pinned ? text.said.unpinned : text.said.pinned,
                  )
                }
              />
            ) : (
              <IconButton
                icon="debug-restart"
                label={text.restore}
                onClick={() => actions.restore(row)}
              />
            )}
            {!forgotten && (
              <>
                <IconButton icon="edit" label={text.edit} onClick={() => onDraft('new')} />
                <IconButton
                  icon="trash"
                  careful
                  label={strings.forget}
                  onClick={() => actions.forget(row)}
                />
              </>
            )}
          </div>
        </div>
      )}
      <Glance row={row} />
      {open && <Details row={row} onBringBack={(version) => actions.bringBack(row, version)} />}
    </div>
  );
}

/** What is to be known without opening it. */
function Glance({ row }: { readonly row: MemoryRow }) {
  return (
    <p className="glance quiet">
      <span title={text.layerWhy[row.layer]}>
        <Icon name={row.layer === 'core' ? 'account' : 'repo'} /> {text.layers[row.layer]}
      </span>
      <span>{localized(row.category)}</span>
      {row.tags.map((tag) => (
        <span key={tag} className="tag">
          {tag}
        </span>
      ))}
      {row.status !== 'active' && (
        <span className="mark">{text.statuses[row.status].toLowerCase()}</span>
      )}
      {row.staleSince !== undefined && (
        <span className="mark" title={text.staleWhy(day(row.staleSince))}>
          <Icon name="history" /> {text.stale}
        </span>
      )}
      {row.conflicts > 0 && (
        <span className="mark" title={text.conflictWhy}>
          <Icon name="warning" /> {text.conflict}
        </span>
      )}
      {row.useCount > 0 && <span>{text.used(row.useCount)}</span>}
      <span className="age">
        <Ago at={row.updatedAt} />
        <RetentionBar row={row} />
      </span>
    </p>
  );
}
