// Changes as edits of the editor: over unsaved texts, as one step of undo, saved where nothing was unsaved before.
import * as vscode from 'vscode';
import type { ChangeGround } from '../../runtime/changes/index.js';
import { MemfunError } from '../../runtime/core/index.js';
import type { FileChange } from '../../runtime/ports/index.js';
import { normalizePath } from '../../runtime/ports/index.js';

/** `write` throws EditRefusedError and NotSavedError. */
export function createEditorChangeGround(root: vscode.Uri): ChangeGround {
  const at = (path: string): vscode.Uri =>
    vscode.Uri.joinPath(root, ...normalizePath(path, root.toString()).split('/'));

  return {
    async current(path) {
      const uri = at(path);
      const open = openText(uri);
      if (open?.isDirty === true) return vscode.workspace.encode(open.getText(), { uri });
      try {
        return await vscode.workspace.fs.readFile(uri);
      } catch (error) {
        if (error instanceof vscode.FileSystemError) return undefined;
        throw error;
      }
    },
    async write(changes) {
      const keep = unsavedBefore(changes, at);
      const edit = new vscode.WorkspaceEdit();
      const open = changes.filter(
        ({ kind, before, after }) => kind === 'move' || !same(before, after),
      );
      for (const change of open) await add(edit, change, at);
      if (open.length > 0 && !(await vscode.workspace.applyEdit(edit)))
        throw new EditRefusedError();
      await saveAll(
        changes.map(({ path }) => at(path)),
        keep,
      );
    },
  };
}

/**
 * Texts with edits of the user's own, theirs to save. One that is already as wanted holds what a killed window had
 * not saved yet.
 */
function unsavedBefore(
  changes: readonly FileChange[],
  at: (path: string) => vscode.Uri,
): ReadonlySet<string> {
  const done = changes.filter(({ before, after }) => same(before, after));
  const ours = new Set(done.map(({ path }) => at(path).toString()));
  const dirty = vscode.workspace.textDocuments.filter((document) => document.isDirty);
  return new Set(dirty.map(({ uri }) => uri.toString()).filter((uri) => !ours.has(uri)));
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
    if (!(await document.save())) await writeOut(document);
  }
}

/** What the editor does not save, for example while a window that was killed comes back, goes to the disk directly. */
async function writeOut(document: vscode.TextDocument): Promise<void> {
  const { uri } = document;
  try {
    const content = await vscode.workspace.encode(document.getText(), { uri });
    await vscode.workspace.fs.writeFile(uri, content);
  } catch (error) {
    throw new NotSavedError(uri, error);
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

/** The editor could not save a file. What was changed before it is taken back. */
class NotSavedError extends MemfunError {
  readonly code = 'changes.not-saved';
  constructor(uri: vscode.Uri, cause: unknown) {
    super(`The editor could not save "${vscode.workspace.asRelativePath(uri)}".`, {
      remedy: 'Look whether the file is read-only or the disk is full, then ask again.',
      cause,
    });
  }
}
