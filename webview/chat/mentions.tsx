// What a message named with @, each as a chip; what was not found says why.
import { isImagePath, type MentionNote } from '../../runtime/core/index.js';
import { labelOf, localized } from '../localized.js';
import { PlaceLink } from '../markdown/place-link.js';
import { strings } from '../strings/index.js';
import { Icon } from '../ui/kit.js';
import { ImageCard } from './image-card.js';
import { MENTION_ICONS } from './mention-icons.js';

export function Mentions(props: {
  readonly mentions: readonly MentionNote[];
  readonly turnId: string;
}) {
  const { mentions, turnId } = props;
  const missing = mentions.filter(({ found }) => !found);
  return (
    <>
      <ul className="attachments" aria-label={strings.chat.mentions.label}>
        {mentions
          .filter(({ found }) => found)
          .map((mention) => {
            const { token, kind, path } = mention;
            return kind === 'file' && path !== undefined && isImagePath(path) ? (
              <ImageCard
                key={token}
                testId="message-image"
                image={{ path }}
                keepAs={`${turnId} ${path}`}
              />
            ) : (
              <li key={token} data-testid="mention">
                <MentionChip mention={mention} />
              </li>
            );
          })}
      </ul>
      {missing.map(({ token, detail }) => (
        <p key={token} className="mention-missing" data-testid="mention-missing">
          <Icon name="warning" />
          <span>{strings.chat.mentions.missing(token, localized(detail))}</span>
        </p>
      ))}
    </>
  );
}

function MentionChip({ mention }: { readonly mention: MentionNote }) {
  const { kind = 'file', detail, path, line = 1 } = mention;
  const content = (
    <>
      <Icon name={MENTION_ICONS[kind]} />
      <span className="chip-text">{labelOf(mention)}</span>
    </>
  );
  if (path === undefined || kind === 'problem')
    return (
      <span className="chip-still" title={localized(detail)}>
        {content}
      </span>
    );
  return (
    <PlaceLink citation={{ path, line }} chip>
      {content}
    </PlaceLink>
  );
}
