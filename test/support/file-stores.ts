// Stores of files for tests: one in memory, and one that fails to write on demand.
import type { FileStore } from '../../runtime/ports/index.js';
import { FileMissingError, normalizePath } from '../../runtime/ports/index.js';

export interface MemoryFileStore extends FileStore {
  /** By path. To be looked at and damaged. */
  readonly files: Map<string, Uint8Array>;
}

/** The port over a map: for tests that need very many stores. */
export function createMemoryFileStore(): MemoryFileStore {
  const root = 'memory:/';
  const files = new Map<string, Uint8Array>();
  const at = (path: string): string => normalizePath(path, root);
  return {
    root,
    localRoot: undefined,
    files,
    read: async (path) => {
      const data = files.get(at(path));
      if (data === undefined) throw new FileMissingError(path);
      return new Uint8Array(data);
    },
    write: async (path, data) => void files.set(at(path), new Uint8Array(data)),
    list: async (path) => {
      const prefix = at(path) === '' ? '' : `${at(path)}/`;
      const names = [...files.keys()]
        .filter((file) => file.startsWith(prefix))
        .map((file) => file.slice(prefix.length));
      return [...new Set(names.map((name) => name.split('/')[0] ?? name))].map((name) => ({
        name,
        kind: names.includes(name) ? ('file' as const) : ('directory' as const),
        symlink: false,
      }));
    },
    stat: async (path) => {
      const data = files.get(at(path));
      return data && { kind: 'file', symlink: false, size: data.length, mtime: 0 };
    },
    remove: async (path) => void files.delete(at(path)),
    ensureDir: async () => undefined,
    realPath: async (path) => at(path),
  };
}

/** The store, except that writing fails with this code while `broken` is set, after half of the data. */
export function createBreakableStore(
  store: FileStore,
  code: 'ENOSPC' | 'EROFS' | 'EACCES',
): FileStore & { broken: boolean } {
  const breakable = {
    ...store,
    broken: false,
    write: async (path: string, data: Uint8Array): Promise<void> => {
      if (!breakable.broken) return store.write(path, data);
      if (code === 'ENOSPC') await store.write(path, data.subarray(0, data.length / 2));
      throw Object.assign(new Error(`${code}: scripted`), { code });
    },
  };
  return breakable;
}
