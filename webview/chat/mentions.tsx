// What a message named with @, each as a chip; what was not found says why.
import type { MentionNote } from '../../runtime/core/index.js';
import { labelOf, localized } from '../localized.js';
import { PlaceLink } from '../markdown/place-link.js';
import { strings } from '../strings/index.js';
import { Icon } from '../ui/kit.js';
import { MENTION_ICONS } from './mention-icons.js';

export function Mentions({ mentions }: { readonly mentions: readonly MentionNote[] }) {
  const missing = mentions.filter(({ found }) => !found);
  return (
    <>
      <ul className="attachments" aria-label={strings.chat.mentions.label}>
        {mentions
          .filter(({ found }) => found)
          .map((mention) => (
            <li key={mention.token} data-testid="mention">
              <MentionChip mention={mention} />
            </li>
          ))}
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
