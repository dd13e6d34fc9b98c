// An image of a message: a small picture, its name and its size; a click opens it in the editor.
import { useSend } from '../state/app.js';
import { strings } from '../strings/index.js';
import { fileSize } from '../ui/format.js';
import { Icon, IconButton } from '../ui/kit.js';
import { type ImageRef, useThumbnail } from './thumbnails.js';

interface ImageCardProps {
  readonly image: ImageRef;
  /** Its name among the small pictures that are kept. */
  readonly keepAs?: string | undefined;
  readonly onRemove?: () => void;
  /** It stands there only when there is such an image. */
  readonly onlyWhenFound?: boolean;
  readonly testId: string;
}

export function ImageCard({ image, keepAs, onRemove, onlyWhenFound, testId }: ImageCardProps) {
  const send = useSend();
  const thumbnail = useThumbnail(image, image.stored ?? keepAs);
  const isShown = thumbnail !== undefined && thumbnail !== 'broken';
  if (onlyWhenFound === true && !isShown) return null;
  const { path, stored } = image;
  const name = path.split('/').at(-1) ?? path;
  const size = isShown ? fileSize(thumbnail.bytes) : undefined;
  const texts = strings.images;
  return (
    <li className="image-card" data-testid={testId}>
      <button
        type="button"
        className="image-open"
        title={path}
        aria-label={texts.open(`${name} ${size ?? texts.noPicture}`)}
        onClick={() => send('image.open', { path, stored })}
      >
        <span className="image-frame">
          {isShown ? (
            <img src={thumbnail.url} alt={texts.picture(name)} />
          ) : (
            <Icon name="file-media" />
          )}
        </span>
        <span className="image-words">
          <span className="chip-text">{name}</span> {size !== undefined && <span>{size}</span>}
        </span>
      </button>
      {onRemove !== undefined && (
        <IconButton icon="close" label={texts.remove(path)} onClick={onRemove} />
      )}
    </li>
  );
}
