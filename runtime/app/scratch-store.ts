// A few files that exist in memory alone, for as long as something is tried.
import type { FileStore } from '../ports/index.js';
import { FileMissingError, normalizePath } from '../ports/index.js';

/** Read-only. @param texts by path */
export function createScratchStore(texts: Readonly<Record<string, string>>): FileStore {
  const root = 'scratch:/';
  const files = new Map(
    Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  );
  const at = (path: string): string => normalizePath(path, root);
  const isFolder = (path: string): boolean =>
    [...files.keys()].some((file) => path === '' || file.startsWith(`${path}/`));
  return {
    root,
    localRoot: undefined,
    read: async (path) => {
      const data = files.get(at(path));
      if (data === undefined) throw new FileMissingError(path);
      return new Uint8Array(data);
    },
    write: async (path) => {
      throw new FileMissingError(path);
    },
    list: async (path) => {
      const prefix = at(path) === '' ? '' : `${at(path)}/`;
      const inside = [...files.keys()].filter((file) => file.startsWith(prefix));
      const names = new Set(inside.map((file) => file.slice(prefix.length).split('/')[0] ?? ''));
      return [...names].map((name) => ({
        name,
        kind: files.has(`${prefix}${name}`) ? ('file' as const) : ('directory' as const),
        symlink: false,
      }));
    },
    stat: async (path) => {
      const data = files.get(at(path));
      if (data !== undefined) return { kind: 'file', symlink: false, size: data.length, mtime: 0 };
      return isFolder(at(path))
        ? { kind: 'directory', symlink: false, size: 0, mtime: 0 }
        : undefined;
    },
    remove: async () => undefined,
    ensureDir: async () => undefined,
    realPath: async (path) => at(path),
  };
}
