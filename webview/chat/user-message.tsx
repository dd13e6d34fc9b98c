// What the user asked, with what was attached.
import { memo, useState } from 'react';
import type { TurnView } from '../../extension/bridge/index.js';
import { useAppState, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Icon, IconButton } from '../ui/kit.js';
import { ImageCard } from './image-card.js';
import { Mentions } from './mentions.js';
import { MessageEdit } from './message-edit.js';

const ICONS = {
  file: 'file-code',
  selection: 'file-code',
  diff: 'diff',
} as const;

export const UserMessage = memo(function UserMessage({ turn }: { readonly turn: TurnView }) {
  const { request, turnId } = turn;
  const send = useSend();
  const [editing, setEditing] = useState(false);
  if (request === undefined) return null;
  if (editing)
    return (
      <MessageEdit
        text={request.text}
        label={strings.chat.message.edit}
        done={strings.chat.message.send}
        onDone={(text) => {
          setEditing(false);
          send('turn.replace', { turnId, text });
        }}
        onCancel={() => setEditing(false)}
      />
    );
  return (
    <article
      className={turn.withdrawn ? 'message user withdrawn' : 'message user'}
      aria-label={strings.you}
      data-testid="message-user"
    >
      <h2 className="sr-only">{strings.you}</h2>
      <p dir="auto">{request.text}</p>
      {request.attachments.length > 0 && (
        <ul className="attachments">
          {request.attachments.map((file, i) =>
            file.kind === 'image' ? (
              <ImageCard
                key={i}
                testId="message-image"
                image={file}
                keepAs={`${turnId} ${file.path}`}
              />
            ) : (
              <li key={i} className="chip-still">
                <Icon name={ICONS[file.kind]} />
                {file.path}
                {file.startLine !== undefined && `:${file.startLine}`}
              </li>
            ),
          )}
        </ul>
      )}
      {turn.mentions.length > 0 && <Mentions mentions={turn.mentions} turnId={turnId} />}
      <MessageActions turnId={turnId} onEdit={() => setEditing(true)} />
    </article>
  );
});

/** Seen when the message has the pointer or the focus. */
function MessageActions(props: { readonly turnId: string; readonly onEdit: () => void }) {
  const send = useSend();
  const running = useAppState((state) => state.running);
  const { edit, branch } = strings.chat.message;
  return (
    <div className="message-actions">
      <IconButton
        icon="edit"
        label={edit}
        testId="message-change"
        disabled={running}
        onClick={props.onEdit}
      />
      <IconButton
        icon="git-branch"
        label={branch}
        testId="message-branch"
        disabled={running}
        onClick={() => send('conversation.branch', { turnId: props.turnId })}
      />
    </div>
  );
}
