// The activated extension, its parts, and files to work on.
import * as vscode from 'vscode';
import type { HostContext } from '../../../../extension/host/context.js';
import type { Host } from '../../../../extension/host/main.js';

/** What activation returns under test. */
interface TestApi {
  readonly activationMs: number;
  load(): Promise<Host>;
}

export function extension(): vscode.Extension<TestApi> {
  const found = vscode.extensions.getExtension<TestApi>('memfun.memfun');
  if (found === undefined) throw new Error('the extension memfun.memfun is not installed');
  return found;
}

export async function host(): Promise<HostContext> {
  return (await (await extension().activate()).load()).context;
}

/** Writes a file of the open folder and opens it. */
export async function openFile(name: string, text: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no folder is open');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Closes every editor without saving and without asking. */
export async function closeEditors(): Promise<void> {
  while (vscode.window.tabGroups.activeTabGroup.activeTab !== undefined) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
