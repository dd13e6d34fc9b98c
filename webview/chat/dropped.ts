// What a drop brings: addresses of the editor's files, and files of the system with their content, each thing once.

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
  const addresses = urisOf(transfer).map((uri) => ({ uri, name: nameOf(uri) }));
  const withContent = addresses.map((address) => {
    const found = files.find(({ name }) => name === address.name);
    return { isFolder: false, ...found, ...address };
  });
  const known = new Set(withContent.map(({ file }: Dropped) => file));
  return [...withContent, ...files.filter(({ file }) => !known.has(file))];
}

function urisOf(transfer: DataTransfer): readonly string[] {
  const lists = ['application/vnd.code.uri-list', 'text/uri-list'].map((type) =>
    transfer.getData(type),
  );
  const list = lists.find((text) => text !== '') ?? '';
  return [...new Set(list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#')))];
}

function nameOf(uri: string): string {
  const last =
    uri
      .replace(/[/?#]+$/, '')
      .split('/')
      .at(-1) ?? uri;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
