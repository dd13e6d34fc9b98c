// The images of a request: attached ones, pasted ones, and those that its text names with @path.
import { createHash } from 'node:crypto';
import { imagesNamedIn, MemfunError, type TurnRequest, toErrorInfo } from '../../core/index.js';
import type { FileStore } from '../../ports/index.js';
import { normalizePath } from '../../ports/index.js';

export interface TurnImage {
  readonly mediaType: string;
  readonly data: Uint8Array;
}

/** An image of a message: a file of the workspace, or one that was pasted and is kept under its own name. */
export interface ImageRef {
  readonly path: string;
  readonly stored?: string | undefined;
}

/** The images of messages, for whoever shows them. */
export interface ImageShelf {
  /** Keeps a pasted image, to be named in an attachment. @throws NotAnImageError */
  keep(data: Uint8Array): Promise<{ readonly stored: string; readonly mediaType: string }>;
  /** @throws NotAnImageError, FileMissingError, PathOutsideError */
  read(image: ImageRef, signal?: AbortSignal): Promise<TurnImage>;
  /** The folder in which it lies, and its path there. @throws NotAnImageError */
  placeOf(image: ImageRef): { readonly root: string; readonly path: string };
}

interface ImagePlaces {
  readonly workspace: FileStore;
  /** Where pasted images are kept. */
  readonly store: FileStore | undefined;
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

export function imageShelf(places: {
  readonly workspace: FileStore;
  readonly store: FileStore;
}): ImageShelf {
  return {
    keep: (data) => keepImage(data, places.store),
    read: (image, signal) => readImage(image, places, signal),
    placeOf: (image) => {
      const { files, path } = locate(image, places);
      return { root: files.root, path };
    },
  };
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

export interface RequestedImages {
  readonly images: readonly TurnImage[];
  /** Paths of those that are left out. */
  readonly unseen: readonly string[];
  /** Why, for people. */
  readonly problems: readonly string[];
}

/** What can be read is there, the rest is left out. Never rejects for an image. */
export async function imagesOf(
  { text, attachments }: TurnRequest,
  places: ImagePlaces,
): Promise<RequestedImages> {
  const wanted: readonly ImageRef[] = [
    ...attachments.filter(({ kind }) => kind === 'image'),
    ...imagesNamedIn(text).map(({ path }) => ({ path })),
  ];
  const images: TurnImage[] = [];
  const problems: string[] = [];
  const unseen = wanted.slice(MAX_IMAGES).map(({ path }) => path);
  for (const image of wanted.slice(0, MAX_IMAGES)) {
    try {
      images.push(await readImage(image, places));
    } catch (error) {
      const { message, remedy } = toErrorInfo(error);
      unseen.push(image.path);
      problems.push(remedy === undefined ? message : `${message} ${remedy}`);
    }
  }
  if (wanted.length > MAX_IMAGES)
    problems.push(
      `Only the first ${MAX_IMAGES} of ${wanted.length} images are shown to the model.`,
    );
  return { images, unseen, problems };
}

async function readImage(
  image: ImageRef,
  places: ImagePlaces,
  signal?: AbortSignal,
): Promise<TurnImage> {
  const { files, path } = locate(image, places);
  const data = await files.read(path, signal);
  return { data, mediaType: checkImage(image.path, data) };
}

/** @throws NotAnImageError */
function locate(
  { path, stored }: ImageRef,
  { workspace, store }: ImagePlaces,
): { readonly files: FileStore; readonly path: string } {
  if (stored === undefined) return { files: workspace, path: normalizePath(path, workspace.root) };
  if (store === undefined || !/^[0-9a-f]{32}\.\w+$/.test(stored))
    throw new NotAnImageError(path, 'it is not kept here');
  return { files: store, path: `${FOLDER}/${stored}` };
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
