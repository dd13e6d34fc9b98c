// Changes as edits of the editor: over unsaved texts, as one step of undo, saved where nothing was unsaved before.
import * as vscode from 'vscode';
import { MemfunError, throwIfAborted } from '../../runtime/core/index.js';
import type { ChangeConflict, ChangeTarget, FileChange } from '../../runtime/ports/index.js';
import {
  ChangedMeanwhileError,
  FileMissingError,
  normalizePath,
} from '../../runtime/ports/index.js';

export function createEditorChangeTarget(root: vscode.Uri): ChangeTarget {
  const at = (path: string): vscode.Uri =>
    vscode.Uri.joinPath(root, ...normalizePath(path, root.toString()).split('/'));

  async function current(path: string): Promise<Uint8Array | undefined> {
    const uri = at(path);
    const open = openText(uri);
    if (open?.isDirty === true) return vscode.workspace.encode(open.getText(), { uri });
    try {
      return await vscode.workspace.fs.readFile(uri);
    } catch (error) {
      if (error instanceof vscode.FileSystemError) return undefined;
      throw error;
    }
  }

  return {
    current,
    async apply(changes, signal) {
      const conflicts = await conflictsOf(changes, current);
      throwIfAborted(signal);
      if (conflicts.length > 0) throw new ChangedMeanwhileError(conflicts);
      const dirty = new Set(
        vscode.workspace.textDocuments
          .filter((document) => document.isDirty)
          .map(({ uri }) => uri.toString()),
      );
      const edit = new vscode.WorkspaceEdit();
      for (const change of changes) await add(edit, change, at);
      if (!(await vscode.workspace.applyEdit(edit))) throw new EditRefusedError();
      await saveAll(
        changes.map(({ path }) => at(path)),
        dirty,
      );
    },
  };
}

/** The files that are no longer as the changes take them to be. */
async function conflictsOf(
  changes: readonly FileChange[],
  current: (path: string) => Promise<Uint8Array | undefined>,
): Promise<ChangeConflict[]> {
  const conflicts: ChangeConflict[] = [];
  for (const change of changes) {
    const path = change.kind === 'move' ? change.from : change.path;
    if (!same(await current(path), change.before)) {
      conflicts.push({ path, reason: 'it was changed in the meantime' });
    }
  }
  return conflicts;
}

async function add(
  edit: vscode.WorkspaceEdit,
  change: FileChange,
  at: (path: string) => vscode.Uri,
): Promise<void> {
  const uri = at(change.path);
  if (change.kind === 'create') {
    edit.createFile(uri, { contents: change.after, overwrite: false });
  } else if (change.kind === 'delete') {
    edit.deleteFile(uri, { ignoreIfNotExists: true });
  } else if (change.kind === 'move') {
    const from = at(change.from);
    if (!same(change.before, change.after)) await replace(edit, from, change.after);
    edit.renameFile(from, uri, { overwrite: false });
  } else await replace(edit, uri, change.after);
}

/** Replaces what differs between the open text and the new one: cursors and folds elsewhere stay. */
async function replace(
  edit: vscode.WorkspaceEdit,
  uri: vscode.Uri,
  content: Uint8Array,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const before = document.getText();
  const after = await vscode.workspace.decode(content, { uri });
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const range = new vscode.Range(
    document.positionAt(start),
    document.positionAt(before.length - end),
  );
  edit.replace(uri, range, after.slice(start, after.length - end));
}

/** Programs read the disk, so what was saved before is saved again; what was not stays the user's to save. */
async function saveAll(uris: readonly vscode.Uri[], dirty: ReadonlySet<string>): Promise<void> {
  for (const uri of uris) {
    const document = openText(uri);
    if (document?.isDirty !== true || dirty.has(uri.toString())) continue;
    if (!(await document.save())) throw new FileMissingError(uri.path);
  }
}

function openText(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

function same(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** The editor did not take the edits. */
class EditRefusedError extends MemfunError {
  readonly code = 'changes.refused';
  constructor() {
    super('The editor did not make the changes. No file was changed.', {
      remedy: 'Look whether one of the files is read-only, then ask again.',
    });
  }
}
