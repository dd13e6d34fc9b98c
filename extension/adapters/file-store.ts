// FileStore on the editor's file API: works on disks, remotes and virtual file systems alike.
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { throwIfAborted } from '../../runtime/core/index.js';
import {
  type DirEntry,
  FileMissingError,
  type FileStore,
  normalizePath,
} from '../../runtime/ports/index.js';

export interface EditorFileStoreOptions {
  /** Read the text of an unsaved open editor instead of what is on disk. */
  readonly unsavedFirst: boolean;
}

/** The files below `root`. Paths are checked by the port's own rule before any file is touched. */
export function createEditorFileStore(
  root: vscode.Uri,
  { unsavedFirst }: EditorFileStoreOptions,
): FileStore {
  const localRoot = root.scheme === 'file' ? root.fsPath : undefined;
  const name = localRoot ?? root.toString();
  const at = (relative: string): vscode.Uri => {
    const normal = normalizePath(relative, name);
    return normal === '' ? root : vscode.Uri.joinPath(root, ...normal.split('/'));
  };

  return {
    root: name,
    localRoot,

    async read(relative, signal) {
      throwIfAborted(signal);
      const uri = at(relative);
      const unsaved = unsavedFirst ? unsavedText(uri) : undefined;
      if (unsaved !== undefined) return new TextEncoder().encode(unsaved);
      try {
        return await vscode.workspace.fs.readFile(uri);
      } catch (error) {
        throw isMissing(error) ? new FileMissingError(relative, error) : error;
      }
    },

    async write(relative, data) {
      await vscode.workspace.fs.writeFile(at(relative), data);
    },

    async list(relative) {
      try {
        const entries = await vscode.workspace.fs.readDirectory(at(relative));
        return entries.map(([entry, type]) => ({ name: entry, ...kindOf(type) }));
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },

    async stat(relative) {
      try {
        const stat = await vscode.workspace.fs.stat(at(relative));
        return { ...kindOf(stat.type), size: stat.size, mtime: stat.mtime };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    async remove(relative) {
      try {
        await vscode.workspace.fs.delete(at(relative), { recursive: false, useTrash: false });
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },

    async ensureDir(relative) {
      await vscode.workspace.fs.createDirectory(at(relative));
    },

    async realPath(relative) {
      const normal = normalizePath(relative, name);
      return localRoot === undefined ? normal : realPathInside(localRoot, normal);
    },
  };
}

/** Where a path leads on this disk; the part that does not exist yet is kept as it is. */
async function realPathInside(root: string, relative: string): Promise<string | undefined> {
  const realRoot = await realpath(root);
  let existing = path.join(root, relative);
  const missing: string[] = [];
  for (;;) {
    try {
      const inside = path.relative(realRoot, path.join(await realpath(existing), ...missing));
      if (inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside)) {
        return undefined;
      }
      return inside.split(path.sep).join('/');
    } catch (error) {
      if (!isMissing(error) || existing === root) throw error;
      missing.unshift(path.basename(existing));
      existing = path.dirname(existing);
    }
  }
}

function kindOf(type: vscode.FileType): Pick<DirEntry, 'kind' | 'symlink'> {
  const symlink = (type & vscode.FileType.SymbolicLink) !== 0;
  if ((type & vscode.FileType.Directory) !== 0) return { kind: 'directory', symlink };
  if ((type & vscode.FileType.File) !== 0) return { kind: 'file', symlink };
  return { kind: 'other', symlink };
}

function unsavedText(uri: vscode.Uri): string | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments
    .find((document) => document.isDirty && document.uri.toString() === key)
    ?.getText();
}

function isMissing(error: unknown): boolean {
  if (error instanceof vscode.FileSystemError) {
    return error.code === 'FileNotFound' || error.code === 'FileNotADirectory';
  }
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
