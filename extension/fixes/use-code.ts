// Code of an answer in a file of the workspace: as a diff that a person accepts, or put in at the cursor.
import * as vscode from 'vscode';
import { MemfunError } from '../../runtime/core/index.js';
import { placeOfCode } from './place-of-code.js';
import type { FixProposals } from './proposals.js';

/**
 * Shows what the code would change: in the file that it names, else in the one in front. Nothing is changed.
 * @throws NoFileError
 */
export async function proposeCode(
  fixes: FixProposals,
  { code: said, path }: { readonly code: string; readonly path?: string | undefined },
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const code = withoutName(said, path);
  const named = path === undefined ? undefined : await findNamed(path);
  const document = named ?? editor?.document;
  if (document === undefined) throw new NoFileError();
  const base = document.getText();
  const cursor = editor?.document === document ? editor.selection : undefined;
  const isSelected = cursor !== undefined && !cursor.isEmpty;
  const found = isSelected ? undefined : placeOfCode(base, code);
  const at = document.offsetAt(cursor?.start ?? document.positionAt(base.length));
  const end = cursor === undefined ? at : document.offsetAt(cursor.end);
  const anchor = { base, start: at, end, ...found };
  await fixes.show({ document, anchor, replacement: code });
}

/** At the cursor of the editor in front, in the place of what is selected. @throws NoFileError */
export async function insertCode(code: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new NoFileError();
  await editor.edit((edit) => edit.replace(editor.selection, code));
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

/** A first line that only names the file belongs to the answer, not to the file. */
function withoutName(code: string, path: string | undefined): string {
  const [first = ''] = code.split('\n', 1);
  const isName =
    path !== undefined && first.includes(path) && first.trim().length < path.length + 16;
  return isName ? code.slice(first.length + 1) : code;
}

async function findNamed(path: string): Promise<vscode.TextDocument | undefined> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    try {
      return await vscode.workspace.openTextDocument(vscode.Uri.joinPath(uri, path));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
  return undefined;
}

/** There is no editor for the code to go to. */
class NoFileError extends MemfunError {
  readonly code = 'code.no-file';
  constructor() {
    super('No file is open for this code to go to.', {
      remedy: 'Open the file that it belongs to, then try again.',
    });
  }
}
