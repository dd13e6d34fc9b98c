// What is pasted or dropped into the composer: images and texts are attached to the next message, files of the workspace named in it.
import { type ClipboardEvent, type DragEvent, useEffect, useState } from 'react';
import type { Attachment } from '../../runtime/core/index.js';
import { HostError } from '../bridge/host-error.js';
import { useApp, useAppState } from '../state/app.js';
import { strings } from '../strings/index.js';
import { canDrop, type Dropped, droppedIn, isKeptByEditor } from './dropped.js';
import { keepThumbnail } from './thumbnails.js';

/** The largest image that is taken, in bytes. */
const MAX_IMAGE_BYTES = 5 * 1024 * 1024;
/** The largest text from outside of the workspace, in bytes: all of it goes into the record of the conversation. */
const MAX_TEXT_BYTES = 1024 * 1024;
/** Files from outside that are taken at once. */
const MAX_FILES = 20;

const text = strings.chat.attached;

/** What hangs over the composer: something that it takes, or that the editor keeps for itself until Shift is held. */
type Hovered = 'taken' | 'kept' | undefined;

/** @param onNames gets what belongs into the message with an @ before it: paths of the workspace, addresses of the web */
export function useAttached(onNames: (names: readonly string[]) => void) {
  const { client, store } = useApp();
  const attached = useAppState((state) => state.attached);
  const [hovered, setHovered] = useState<Hovered>();
  const add = (attachment: (before: readonly Attachment[]) => Attachment): void =>
    store.attach((before) => [...before, attachment(before)]);

  const keepImage = async (file: File, name: string | undefined): Promise<void> => {
    if (file.size > MAX_IMAGE_BYTES) throw new RangeError(strings.images.tooLarge);
    const data = await base64Of(file);
    const { stored, mediaType } = await client.request('image.keep', { data });
    const whole = { url: `data:${mediaType};base64,${data}`, bytes: file.size };
    // What cannot be drawn is shown by its name.
    await keepThumbnail(stored, whole).catch(() => undefined);
    add((before) => ({
      kind: 'image',
      path: name ?? strings.images.name(before.filter(({ kind }) => kind === 'image').length + 1),
      stored,
    }));
  };
  const pasteImage = (file: File): void => {
    keepImage(file, undefined).catch(store.report);
  };

  /** @returns why it was not attached */
  const attach = async ({ file, isFolder, name }: Dropped): Promise<string | undefined> => {
    if (isFolder) return text.folder;
    if (file === undefined) return text.outside;
    try {
      if (isImage(file)) await keepImage(file, name);
      else {
        if (file.size > MAX_TEXT_BYTES) return text.tooLarge;
        const content = textOf(new Uint8Array(await file.arrayBuffer()));
        if (content === undefined) return text.noText;
        add(() => ({ kind: 'file', path: name, text: content, outside: true }));
      }
      return undefined;
    } catch (error) {
      return error instanceof HostError || error instanceof RangeError
        ? error.message
        : text.unreadable;
    }
  };

  /** What is neither named nor attached is told by its name and why. */
  const take = async (all: readonly Dropped[]): Promise<void> => {
    const uris = all.flatMap(({ uri }) => (uri === undefined ? [] : [uri]));
    const { paths } =
      uris.length === 0 ? { paths: [] } : await client.request('files.dropped', { uris });
    const named = new Map(uris.map((uri, at) => [uri, paths[at] ?? undefined]));
    const isNamed = ({ uri }: Dropped): boolean => uri !== undefined && named.get(uri) != null;
    const names = [...named.values()].flatMap((path) => path ?? []);
    if (names.length > 0) onNames(names);
    const outside = all.filter((one) => !isNamed(one));
    const left: string[] = [];
    for (const one of outside.slice(0, MAX_FILES)) {
      const why = await attach(one);
      if (why !== undefined) left.push(text.left(one.name, why));
    }
    if (outside.length > MAX_FILES) left.push(text.tooMany(outside.length - MAX_FILES, MAX_FILES));
    if (left.length > 0)
      store.report(
        new HostError({
          code: 'drop.left',
          message: text.notAttached(left),
          remedy: text.remedy,
        }),
      );
  };

  useEffect(() => {
    if (hovered !== 'kept') return undefined;
    // The page hears of the pointer only once the drag is over.
    const end = (): void => setHovered(undefined);
    window.addEventListener('pointermove', end);
    return () => window.removeEventListener('pointermove', end);
  }, [hovered]);

  return {
    attached,
    hovered,
    clear: () => store.attach(() => []),
    putBack: (left: readonly Attachment[]) => store.attach((before) => [...left, ...before]),
    remove: (gone: Attachment) => store.attach((before) => before.filter((one) => one !== gone)),
    onPaste: (event: ClipboardEvent) => {
      const files = [...event.clipboardData.files];
      const images = files.filter(isImage);
      // Words that were copied with their file are meant as words.
      if (files.length === 0 || (images.length === 0 && event.clipboardData.getData('text') !== ''))
        return;
      event.preventDefault();
      for (const image of images) pasteImage(image);
      const others = files.filter((file) => !images.includes(file));
      take(others.map((file) => ({ file, name: file.name, isFolder: false }))).catch(store.report);
    },
    onDrop: (event: DragEvent) => {
      setHovered(undefined);
      if (!canDrop(event.dataTransfer)) return;
      event.preventDefault();
      const all = droppedIn(event.dataTransfer);
      if (all.length === 0) store.report(new HostError({ code: 'drop.nothing', ...text.nothing }));
      else take(all).catch(store.report);
    },
    onDragOver: (event: DragEvent) => {
      if (!canDrop(event.dataTransfer)) return;
      event.preventDefault();
      setHovered(isKeptByEditor(event) ? 'kept' : 'taken');
    },
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
        setHovered(undefined);
    },
  };
}

/** A drawing in SVG is a text: models do not see it. */
function isImage({ type }: File): boolean {
  return type.startsWith('image/') && !type.includes('svg');
}

/** Nothing when the bytes are no text in UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
