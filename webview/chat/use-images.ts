// Images that are pasted or dropped into the composer: kept by the host at once, attached to the next message.
import { type ClipboardEvent, type DragEvent, useState } from 'react';
import type { Attachment } from '../../runtime/core/index.js';
import { useApp } from '../state/app.js';
import { strings } from '../strings.js';

/** The largest image that is taken, in bytes. */
const MAX_BYTES = 5 * 1024 * 1024;

/** @param onFiles files of the editor or the workspace were dropped, by their addresses */
export function useImages(onFiles: (uris: readonly string[]) => void) {
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
      const uris = urisOf(event.dataTransfer);
      const isImage = take(event.dataTransfer);
      if (isImage || uris.length > 0) event.preventDefault();
      if (!isImage && uris.length > 0) onFiles(uris);
    },
    onDragOver: (event: DragEvent) => {
      const { types } = event.dataTransfer;
      if ([...types].some((type) => DROPPED.has(type.toLowerCase()))) event.preventDefault();
    },
  };
}

/** What the editor's explorer and its tabs give, beside files of the system. */
const DROPPED: ReadonlySet<string> = new Set([
  'files',
  'text/uri-list',
  'application/vnd.code.uri-list',
  'resourceurls',
]);

/** Addresses of dropped files, each once. */
function urisOf(transfer: DataTransfer): readonly string[] {
  const lists = ['application/vnd.code.uri-list', 'text/uri-list'].map((type) =>
    transfer.getData(type),
  );
  const list = lists.find((text) => text !== '') ?? '';
  return [...new Set(list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#')))];
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
