// Images that are pasted or dropped into the composer: kept by the host at once, attached to the next message.
import { type ClipboardEvent, type DragEvent, useState } from 'react';
import type { Attachment } from '../../runtime/core/index.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings.js';

/** The largest image that is taken, in bytes. */
const MAX_BYTES = 5 * 1024 * 1024;

export function useImages() {
  const { client, store } = useApp();
  const [images, setImages] = useState<readonly Attachment[]>([]);

  const keep = async (file: File): Promise<void> => {
    try {
      if (file.size > MAX_BYTES) throw new RangeError(strings.images.tooLarge);
      const { stored } = await client.request('image.keep', { data: await base64Of(file) });
      setImages((before) => [
        ...before,
        { kind: 'image', path: strings.images.name(before.length + 1), stored },
      ]);
    } catch (error) {
      store.report(error);
    }
  };
  /** Whether there was an image among what came. */
  const take = (transfer: DataTransfer): boolean => {
    const found = [...transfer.files].filter(({ type }) => type.startsWith('image/'));
    for (const file of found) void keep(file);
    return found.length > 0;
  };

  return {
    images,
    clear: () => setImages([]),
    putBack: (left: readonly Attachment[]) => setImages(left),
    remove: (gone: Attachment) => setImages(images.filter((image) => image !== gone)),
    onPaste: (event: ClipboardEvent) => {
      if (take(event.clipboardData)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (take(event.dataTransfer)) event.preventDefault();
    },
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes('Files')) event.preventDefault();
    },
  };
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
