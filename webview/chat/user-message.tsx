// What the user asked, with what was attached.
import { memo } from 'react';
import type { TurnView } from '../../extension/bridge/index.js';
import { strings } from '../strings.js';
import { Icon } from '../ui/kit.js';
import { Mentions } from './mentions.js';

const ICONS = {
  file: 'file-code',
  selection: 'file-code',
  diff: 'diff',
  image: 'file-media',
} as const;

export const UserMessage = memo(function UserMessage({ turn }: { readonly turn: TurnView }) {
  const { request } = turn;
  if (request === undefined) return null;
  return (
    <article
      className={turn.withdrawn ? 'message user withdrawn' : 'message user'}
      aria-label={strings.you}
      data-testid="message-user"
    >
      <h2 className="sr-only">{strings.you}</h2>
      <p>{request.text}</p>
      {request.attachments.length > 0 && (
        <ul className="attachments">
          {request.attachments.map((file, i) => (
            <li key={i} className="chip-still">
              <Icon name={ICONS[file.kind]} />
              {file.path}
              {file.startLine !== undefined && `:${file.startLine}`}
            </li>
          ))}
        </ul>
      )}
      {turn.mentions.length > 0 && <Mentions mentions={turn.mentions} />}
    </article>
  );
});
