// @path/to/folder/: a folder of the workspace; the handle holds the names of its files.
import { normalizePath } from '../../ports/index.js';
import { fitting } from './fuzzy.js';
import { type MentionProvider, written } from './provider.js';

const MAX_NAMES = 2_000;

export const folderMention: MentionProvider = {
  kind: 'folder',
  prefixed: false,
  hint: 'a folder of the workspace',
  async suggest(query, limit, { files }) {
    const folders = foldersOf(await files());
    return fitting(query, folders, (path) => path, limit).map((path) => ({
      insert: written(path),
      label: path.slice(path.lastIndexOf('/', path.length - 2) + 1),
      detail: path.slice(0, path.lastIndexOf('/', path.length - 2) + 1),
    }));
  },
  async resolve(name, { workspace, files }) {
    const path = normalizePath(name, workspace.root);
    if (path !== '' && (await workspace.stat(path))?.kind !== 'directory') return undefined;
    const inside = (await files()).filter((file) => path === '' || file.startsWith(`${path}/`));
    return {
      label: `${path}/`,
      detail: inside.length === 1 ? '1 file' : `${inside.length} files`,
      how: 'The value is the list of its files.',
      value: inside.slice(0, MAX_NAMES),
    };
  },
};

/** Every folder that holds a file, itself or deeper, with a closing slash. */
function foldersOf(files: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const file of files)
    for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) {
      const folder = file.slice(0, at + 1);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  return [...folders].sort();
}
