// The editor's dialogs, for what servers ask of the person.
import * as vscode from 'vscode';
import { AbortedError } from '../../runtime/core/index.js';
import type { CancelToken, Dialogs } from './person.js';

/** Whether the person's browser runs on another machine than this code. */
export function isElsewhere(): boolean {
  return vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web;
}

/** The editor's own. */
export const editorDialogs: Dialogs = {
  choose: async (message, detail, choices) =>
    vscode.window.showInformationMessage(message, { modal: true, detail }, ...choices),
  input: async (options, token) => vscode.window.showInputBox(options, token),
  pick: async (items, { canPickMany, ...options }, token) => {
    if (canPickMany === true)
      return vscode.window.showQuickPick(items, { ...options, canPickMany }, token);
    const picked = await vscode.window.showQuickPick(items, options, token);
    return picked && [picked];
  },
  // As text, which the editor takes too: a Uri would be encoded anew, and lose what a query has escaped.
  open: async (address) => vscode.env.openExternal(address as unknown as vscode.Uri),
  copy: async (text) => vscode.env.clipboard.writeText(text),
};

export function tokenOf(signal: AbortSignal): CancelToken {
  if (signal.aborted) throw new AbortedError();
  const source = new vscode.CancellationTokenSource();
  const cancel = (): void => source.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  return {
    token: source.token,
    dispose() {
      signal.removeEventListener('abort', cancel);
      source.dispose();
    },
  };
}
