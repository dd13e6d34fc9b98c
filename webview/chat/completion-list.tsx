// The list above the composer: commands or mentions, one of them chosen. The text field keeps the focus and handles keys.

import { localized } from '../localized.js';
import { Icon } from '../ui/kit.js';

export interface Completion {
  /** Unique in its list. */
  readonly id: string;
  readonly icon?: string;
  readonly name: string;
  readonly does: string;
  /** What is written in place of what was typed. */
  readonly insert: string;
  /** It only begins a name: the list stays open. */
  readonly open?: boolean;
}

export const LIST_ID = 'completion-list';

/** The id of an entry, for the text field that points at it. */
export const entryId = ({ id }: Completion): string => `completion-${id}`;

export function CompletionList(props: {
  readonly label: string;
  readonly items: readonly Completion[];
  readonly chosen: Completion | undefined;
  readonly onPick: (item: Completion) => void;
}) {
  return (
    <div id={LIST_ID} className="slash-list" role="listbox" aria-label={props.label}>
      {props.items.map((item) => (
        <div
          key={item.id}
          id={entryId(item)}
          role="option"
          tabIndex={-1}
          aria-selected={item === props.chosen}
          data-testid="completion"
          ref={(row) => {
            if (item === props.chosen) row?.scrollIntoView({ block: 'nearest' });
          }}
          onPointerDown={(event) => {
            event.preventDefault();
            props.onPick(item);
          }}
        >
          {item.icon !== undefined && <Icon name={item.icon} />}
          <span className="slash-name">{item.name}</span>
          <span className="quiet">{localized(item.does)}</span>
        </div>
      ))}
    </div>
  );
}
