// What a detector looks at: folders above the changed files, and the texts of files in them, read once.
import { dirname } from 'node:path/posix';
import type { FileStore } from '../../ports/index.js';

export class Project {
  readonly #files: FileStore;
  readonly #signal: AbortSignal;
  readonly #texts = new Map<string, Promise<string | undefined>>();

  constructor(
    files: FileStore,
    readonly changed: readonly string[],
    signal: AbortSignal,
  ) {
    this.#files = files;
    this.#signal = signal;
  }

  /** The text of a file; `undefined` when there is none. */
  text(path: string): Promise<string | undefined> {
    let text = this.#texts.get(path);
    if (text === undefined) {
      text = this.#read(path);
      this.#texts.set(path, text);
    }
    return text;
  }

  async has(path: string): Promise<boolean> {
    return (await this.#files.stat(path).catch(() => undefined)) !== undefined;
  }

  /** The nearest folder above each changed file of these extensions that holds one of the named files. */
  async roots(extensions: RegExp, names: readonly string[]): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const path of this.changed) {
      if (!extensions.test(path)) continue;
      const root = await this.#nearest(path, names);
      if (root !== undefined) found.add(root);
    }
    return [...found].sort();
  }

  /** Changed files below a folder, relative to it. */
  below(root: string, extensions: RegExp): readonly string[] {
    const prefix = root === '' ? '' : `${root}/`;
    return this.changed
      .filter((path) => path.startsWith(prefix) && extensions.test(path))
      .map((path) => path.slice(prefix.length));
  }

  async #nearest(path: string, names: readonly string[]): Promise<string | undefined> {
    for (let folder = parent(path); ; folder = parent(folder)) {
      for (const name of names) if (await this.has(join(folder, name))) return folder;
      if (folder === '') return undefined;
    }
  }

  async #read(path: string): Promise<string | undefined> {
    try {
      return new TextDecoder().decode(await this.#files.read(path, this.#signal));
    } catch {
      return undefined;
    }
  }
}

export function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function parent(path: string): string {
  const folder = dirname(path);
  return folder === '.' ? '' : folder;
}

/** One argument for bash, quoted where it needs it. */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) && !argument.startsWith('-')
    ? argument
    : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
