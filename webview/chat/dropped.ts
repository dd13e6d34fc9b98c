// What a drop brings: addresses of the editor's files, and files of the system with their content, each thing once.
import { addressesIn, DROPPED_TYPES, decoded } from './dropped-addresses.js';

export interface Dropped {
  readonly name: string;
  /** Its address, where the drop tells one. */
  readonly uri?: string;
  /** Its content, when it comes from outside of the editor. */
  readonly file?: File | undefined;
  readonly isFolder: boolean;
}

/** Must be called while the event is handled: afterwards the browser gives nothing any more. */
export function droppedIn(transfer: DataTransfer): readonly Dropped[] {
  const files = [...transfer.items].flatMap((item) => {
    const file = item.kind === 'file' ? item.getAsFile() : null;
    if (file === null) return [];
    return [{ name: file.name, file, isFolder: item.webkitGetAsEntry()?.isDirectory === true }];
  });
  // Several addresses can end with one name: each takes one content, in the order of the drop.
  const withContent = addressesIn((type) => transfer.getData(type)).map((uri): Dropped => {
    const name = nameOf(uri);
    const at = files.findIndex((file) => file.name === name);
    const [found] = at < 0 ? [] : files.splice(at, 1);
    return { isFolder: false, ...found, uri, name };
  });
  return [...withContent, ...files];
}

/** Whether a drag carries something of what is read here. */
export function canDrop({ types }: DataTransfer): boolean {
  return types.some((type) => DROPPED_TYPES.has(type.toLowerCase()));
}

/** The editor takes files of the system away from a page unless Shift is held: the page hears of them once, and no more. */
export function isKeptByEditor(drag: {
  readonly shiftKey: boolean;
  readonly dataTransfer: Pick<DataTransfer, 'items'>;
}): boolean {
  const items = [...drag.dataTransfer.items];
  return !drag.shiftKey && items.length > 0 && items.every(({ kind }) => kind === 'file');
}

function nameOf(uri: string): string {
  const last = uri
    .replace(/[/?#]+$/, '')
    .split('/')
    .at(-1);
  return decoded(last ?? uri);
}
