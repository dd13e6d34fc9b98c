// Opens a place of the workspace in an editor: cited lines, or a name in a file.
import * as vscode from 'vscode';
import type { Citation } from '../../runtime/core/index.js';
import { FileMissingError, normalizePath } from '../../runtime/ports/index.js';
import { editorSymbols } from '../lenses/provider.js';

/** With the cited lines selected. @throws FileMissingError, PathOutsideError */
export async function openCitation({ path, line, endLine = line }: Citation): Promise<void> {
  const document = await vscode.workspace.openTextDocument(await findFile(path));
  const lineEnd = (at: number): vscode.Position =>
    document.lineAt(Math.min(at, document.lineCount) - 1).range.end;
  const first = new vscode.Position(Math.min(line, document.lineCount) - 1, 0);
  const editor = await vscode.window.showTextDocument(document);
  // The cursor goes to the start: at the end of a long line the editor would scroll sideways. As an option of
  // showTextDocument the selection would lose its direction.
  const selection = new vscode.Selection(lineEnd(endLine), first);
  editor.selection = selection;
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/**
 * At the line where the name is made, or first stands, or at the beginning of the file.
 * @param symbol may have its owner before it, as in `Queue.push`
 * @throws FileMissingError, PathOutsideError
 */
export async function openSymbol(
  { path, symbol }: { readonly path: string; readonly symbol?: string },
  signal: AbortSignal,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(await findFile(path));
  const line = symbol === undefined ? 0 : await lineOf(document, symbol, signal);
  await openCitation({ path, line: line + 1 });
}

/** From 0. */
async function lineOf(
  document: vscode.TextDocument,
  symbol: string,
  signal: AbortSignal,
): Promise<number> {
  const name = symbol.split(/[.#:]+/).at(-1) ?? symbol;
  const waiting = [...((await editorSymbols(document, signal)) ?? [])];
  for (const node of waiting) {
    // The name of a symbol may carry its parameters.
    if (node.name === name || node.name.startsWith(`${name}(`)) return node.nameLine;
    waiting.push(...node.children);
  }
  const at = document.getText().indexOf(name);
  return at === -1 ? 0 : document.positionAt(at).line;
}

/** A file below a folder of this disk, or below the address of a folder elsewhere. */
export async function openStored({
  root,
  path,
}: {
  readonly root: string;
  readonly path: string;
}): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uriBelow(root, path));
  await vscode.window.showTextDocument(document);
}

/** As the editor shows images. @throws FileMissingError, PathOutsideError */
export async function openImage({
  root,
  path,
}: {
  readonly root: string;
  readonly path: string;
}): Promise<void> {
  const uri = uriBelow(root, path);
  const isThere = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => undefined);
  if (isThere === undefined) throw new FileMissingError(path);
  await vscode.commands.executeCommand('vscode.open', uri);
}

function uriBelow(root: string, path: string): vscode.Uri {
  const base = /^[a-z][\w+.-]+:\/\//i.test(root)
    ? vscode.Uri.parse(root, true)
    : vscode.Uri.file(root);
  return vscode.Uri.joinPath(base, normalizePath(path, root));
}

const SERVERS_FILE = '.memfun/mcp.json';

/** Opens the file that configures servers; where there is none, it begins with none. */
export async function configureServers(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new FileMissingError(SERVERS_FILE);
  const uri = vscode.Uri.joinPath(folder.uri, SERVERS_FILE);
  const isThere = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => undefined);
  if (isThere === undefined)
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{\n  "servers": {}\n}\n'));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** The file in the first workspace folder that has it. */
async function findFile(path: string): Promise<vscode.Uri> {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, normalizePath(path, folder.name));
    const found = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => undefined);
    if (found !== undefined) return uri;
  }
  throw new FileMissingError(path);
}

/** Of each address its path in the workspace, with a slash behind it where there was one; pages of the web stay; else `null`. */
export function droppedPaths(uris: readonly string[]): readonly (string | null)[] {
  return uris.map((text) => {
    if (/^https?:\/\//.test(text)) return text;
    const uri = insideOf(text);
    if (uri === undefined) return null;
    const inside = vscode.workspace.asRelativePath(uri, false);
    return text.endsWith('/') && !inside.endsWith('/') ? `${inside}/` : inside;
  });
}

/** The window names files of another machine by that machine; the extension, which runs there, by their path alone. */
function insideOf(text: string): vscode.Uri | undefined {
  // What is no address throws, and must not take the other files of a drop with it.
  if (!URL.canParse(text)) return undefined;
  const uri = vscode.Uri.parse(text);
  const here = uri.scheme === 'vscode-remote' ? vscode.Uri.file(uri.path) : uri;
  return [uri, here].find((one) => vscode.workspace.getWorkspaceFolder(one) !== undefined);
}
