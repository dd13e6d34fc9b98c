// Small pictures of images: made here from what a person or the host gives, so that no large one is held or drawn.
import { useEffect, useState } from 'react';
import { useApp } from '../state/app.js';

export interface ImageRef {
  readonly path: string;
  /** Of a pasted image the name under which it is kept. */
  readonly stored?: string | undefined;
}

interface Thumbnail {
  readonly url: string;
  /** Of the image itself. */
  readonly bytes: number;
}

/** Pixels of the shorter side: twice what is shown, for dense screens. */
const SIDE = 96;
/** A very long image is cut, as it is where it is shown. */
const LONGEST = 4 * SIDE;
/** Thumbnails that are kept, each of a few kilobytes. */
const MOST_KEPT = 200;

const kept = new Map<string, Thumbnail>();
/** One image after the other: each may have megabytes until it is small. */
let line: Promise<unknown> = Promise.resolve();

/** Makes an image small and keeps it under a name. @throws DOMException for what cannot be drawn */
export async function keepThumbnail(
  name: string | undefined,
  { url, bytes }: Thumbnail,
): Promise<Thumbnail> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(1, SIDE / Math.min(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.min(LONGEST, Math.round(width * scale)));
  canvas.height = Math.max(1, Math.min(LONGEST, Math.round(height * scale)));
  const [drawnWidth, drawnHeight] = [width * scale, height * scale];
  canvas
    .getContext('2d')
    ?.drawImage(
      image,
      (canvas.width - drawnWidth) / 2,
      (canvas.height - drawnHeight) / 2,
      drawnWidth,
      drawnHeight,
    );
  const small = { url: canvas.toDataURL('image/webp', 0.85), bytes };
  if (name !== undefined) {
    kept.set(name, small);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  }
  return small;
}

/**
 * @param keepAs its name among those that are kept; absent where the image may be another one the next time
 * @returns nothing while it is being made
 */
export function useThumbnail(
  { path, stored }: ImageRef,
  keepAs: string | undefined,
): Thumbnail | 'broken' | undefined {
  const { client } = useApp();
  const known = keepAs === undefined ? undefined : kept.get(keepAs);
  const [made, setMade] = useState<Thumbnail | 'broken'>();
  useEffect(() => {
    if (known !== undefined) return undefined;
    const abort = new AbortController();
    const make = async (): Promise<void> => {
      const image = await client.request('image.get', { path, stored }, abort.signal);
      setMade(await keepThumbnail(keepAs, image));
    };
    line = line.then(make).catch(() => {
      if (!abort.signal.aborted) setMade('broken');
    });
    return () => abort.abort();
  }, [client, path, stored, keepAs, known]);
  return known ?? made;
}
