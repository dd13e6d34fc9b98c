// Messages that wait while a turn runs: each can be changed, put before the next step, or taken away.
import { useState } from 'react';
import type { QueuedMessage } from '../../runtime/core/index.js';
import { useAppState, useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { Icon, IconButton } from '../ui/kit.js';
import { MessageEdit } from './message-edit.js';

export function Waiting() {
  const queue = useAppState((state) => state.chat.queue);
  if (queue.length === 0) return null;
  return (
    <section className="waiting" aria-label={strings.chat.queue.label}>
      <ol className="plain">
        {queue.map((message) => (
          <WaitingMessage key={message.id} message={message} />
        ))}
      </ol>
    </section>
  );
}

function WaitingMessage({ message }: { readonly message: QueuedMessage }) {
  const { id, request, now } = message;
  const send = useSend();
  const running = useAppState((state) => state.running);
  const [editing, setEditing] = useState(false);
  const texts = strings.chat.queue;
  if (editing)
    return (
      <li>
        <MessageEdit
          text={request.text}
          label={texts.edit}
          done={texts.keep}
          onDone={(text) => {
            setEditing(false);
            send('queue.edit', { id, text });
          }}
          onCancel={() => setEditing(false)}
        />
      </li>
    );
  return (
    <li className="waiting-message" data-testid="waiting-message">
      <Icon name={now ? 'debug-step-over' : 'clock'} />
      <span className="waiting-text" title={request.text}>
        <span className="sr-only">{now ? texts.forStep : texts.waits} </span>
        {request.text}
      </span>
      {!now && (
        <IconButton
          icon={running ? 'debug-step-over' : 'send'}
          label={running ? texts.now : texts.send}
          testId="waiting-now"
          disabled={running && request.attachments.length > 0}
          onClick={() => send('queue.now', { id })}
        />
      )}
      <IconButton icon="edit" label={texts.edit} onClick={() => setEditing(true)} />
      <IconButton
        icon="close"
        careful
        label={texts.remove}
        testId="waiting-remove"
        onClick={() => send('queue.remove', { id })}
      />
    </li>
  );
}
