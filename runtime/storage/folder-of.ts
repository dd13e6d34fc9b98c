// A folder of a file store as a store of its own.
import type { FileStore } from '../ports/index.js';
import { normalizePath } from '../ports/index.js';

/** @param dir relative to the store's root; it need not exist yet */
export function folderOf(files: FileStore, dir: string): FileStore {
  const root = `${files.root}/${dir}`;
  const at = (path: string): string => {
    const inside = normalizePath(path, root);
    return inside === '' ? dir : `${dir}/${inside}`;
  };
  return {
    root,
    localRoot: files.localRoot === undefined ? undefined : `${files.localRoot}/${dir}`,
    read: (path, signal) => files.read(at(path), signal),
    write: async (path, data) => {
      await files.ensureDir(dir);
      await files.write(at(path), data);
    },
    list: (path) => files.list(at(path)),
    stat: (path) => files.stat(at(path)),
    remove: (path) => files.remove(at(path)),
    ensureDir: (path) => files.ensureDir(at(path)),
    async realPath(path) {
      const real = await files.realPath(at(path));
      if (real === undefined) return undefined;
      return real === dir
        ? ''
        : real.startsWith(`${dir}/`)
          ? real.slice(dir.length + 1)
          : undefined;
    },
  };
}
