// What goes with the message that is being written: what was attached, and the images that it names.
import { type Attachment, imagesNamedIn } from '../../runtime/core/index.js';
import { strings } from '../strings/index.js';
import { Icon, IconButton } from '../ui/kit.js';
import { ImageCard } from './image-card.js';

export function Attachments(props: {
  readonly attached: readonly Attachment[];
  readonly text: string;
  readonly onRemove: (gone: Attachment) => void;
  /** Gets the text without the name of an image. */
  readonly onText: (text: string) => void;
}) {
  const { attached, text, onRemove, onText } = props;
  const named = imagesNamedIn(text);
  if (attached.length === 0 && named.length === 0) return null;
  return (
    <ul className="attachments" aria-label={strings.chat.attached.label}>
      {attached.map((file, at) =>
        file.kind === 'image' ? (
          <ImageCard
            key={`${at} ${file.path}`}
            testId="composer-attached"
            image={file}
            onRemove={() => onRemove(file)}
          />
        ) : (
          <li key={`${at} ${file.path}`} className="chip-still" data-testid="composer-attached">
            <Icon name="file-code" />
            <span className="chip-text">{file.path}</span>
            <IconButton
              icon="close"
              label={strings.images.remove(file.path)}
              onClick={() => onRemove(file)}
            />
          </li>
        ),
      )}
      {named.map(({ path, from, to }) => (
        <ImageCard
          key={path}
          testId="composer-named"
          image={{ path }}
          onlyWhenFound
          onRemove={() => onText(text.slice(0, from) + text.slice(to).replace(/^ /, ''))}
        />
      ))}
    </ul>
  );
}
