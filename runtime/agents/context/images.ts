// The images of a request: attached ones, pasted ones, and those that its text names with @path.
import { createHash } from 'node:crypto';
import { MemfunError, type TurnRequest, toErrorInfo } from '../../core/index.js';
import type { FileStore } from '../../ports/index.js';
import { normalizePath } from '../../ports/index.js';

export interface TurnImage {
  readonly mediaType: string;
  readonly data: Uint8Array;
}

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_IMAGES = 8;
const FOLDER = 'images';

/** The content is no image that models take. */
export class NotAnImageError extends MemfunError {
  readonly code = 'image.format';
  constructor(name: string, problem: string) {
    super(`“${name}” cannot be shown to the model: ${problem}.`, {
      remedy: 'Use a PNG, JPEG, GIF or WebP image of at most 5 MB.',
    });
  }
}

/** Keeps a pasted image under the name of its content. @throws NotAnImageError */
export async function keepImage(
  data: Uint8Array,
  store: FileStore,
): Promise<{ readonly stored: string; readonly mediaType: string }> {
  const mediaType = checkImage('The pasted image', data);
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 32);
  const stored = `${hash}.${mediaType.slice('image/'.length)}`;
  await store.write(`${FOLDER}/${stored}`, data);
  return { stored, mediaType };
}

/**
 * What can be read is there; what cannot is named in `problems`, for people. Never rejects for an image.
 * @param store where pasted images are kept
 */
export async function imagesOf(
  { text, attachments }: TurnRequest,
  { workspace, store }: { readonly workspace: FileStore; readonly store: FileStore | undefined },
): Promise<{ readonly images: readonly TurnImage[]; readonly problems: readonly string[] }> {
  const wanted = [
    ...attachments.flatMap(({ kind, path, stored }) =>
      kind === 'image' ? [{ name: path, stored }] : [],
    ),
    ...namedIn(text).map((name) => ({ name, stored: undefined })),
  ];
  const images: TurnImage[] = [];
  const problems: string[] = [];
  for (const { name, stored } of wanted.slice(0, MAX_IMAGES)) {
    try {
      const data = await read(name, stored);
      images.push({ data, mediaType: checkImage(name, data) });
    } catch (error) {
      const { message, remedy } = toErrorInfo(error);
      problems.push(remedy === undefined ? message : `${message} ${remedy}`);
    }
  }
  if (wanted.length > MAX_IMAGES)
    problems.push(
      `Only the first ${MAX_IMAGES} of ${wanted.length} images are shown to the model.`,
    );
  return { images, problems };

  async function read(name: string, stored: string | undefined): Promise<Uint8Array> {
    if (stored === undefined) return workspace.read(normalizePath(name, workspace.root));
    if (store === undefined || !/^[0-9a-f]{32}\.\w+$/.test(stored))
      throw new NotAnImageError(name, 'it is not kept here');
    return store.read(`${FOLDER}/${stored}`);
  }
}

/** `@docs/shot.png` in a text, also in quotes or before a full stop. */
function namedIn(text: string): readonly string[] {
  const found = text.matchAll(
    /(?:^|[\s(["'`])@(?:"([^"\n]+\.(?:png|jpe?g|gif|webp))"|([^\s"'`)\]]+?\.(?:png|jpe?g|gif|webp)))(?=$|[\s)\]"'`.,;:!?])/gi,
  );
  return [...new Set([...found].map(([, quoted, plain]) => quoted ?? plain ?? ''))];
}

/** The media type by the content's first bytes. @throws NotAnImageError */
function checkImage(name: string, data: Uint8Array): string {
  if (data.length > MAX_BYTES) throw new NotAnImageError(name, 'it is larger than 5 MB');
  const head = Buffer.from(data.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  throw new NotAnImageError(name, 'it is no PNG, JPEG, GIF or WebP image');
}
