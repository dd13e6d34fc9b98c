// The editor's dialogs, for what servers ask of the person.
import * as vscode from 'vscode';
import { AbortedError } from '../../runtime/core/index.js';
import { told } from '../host/told.js';
import type { CancelToken, Dialogs } from './person.js';

/** Whether the person's browser runs on another machine than this code. */
export function isElsewhere(): boolean {
  return vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web;
}

/** The editor's own. */
export const editorDialogs: Dialogs = {
  choose: async (message, detail, choices) => {
    const shown = choices.map(told);
    const options = { modal: true, detail: told(detail) };
    const chosen = await vscode.window.showInformationMessage(told(message), options, ...shown);
    return chosen === undefined ? undefined : choices[shown.indexOf(chosen)];
  },
  input: async (options, token) =>
    vscode.window.showInputBox(
      {
        ...options,
        title: told(options.title ?? ''),
        prompt: told(options.prompt ?? ''),
        validateInput: async (text) => {
          const problem = await options.validateInput?.(text);
          return typeof problem === 'string' ? told(problem) : problem;
        },
      },
      token,
    ),
  pick: async (items, { canPickMany, title = '', ...options }, token) => {
    const shown = items.map((item) => ({ ...item, label: told(item.label) }));
    const titled = { ...options, title: told(title) };
    if (canPickMany === true)
      return vscode.window.showQuickPick(shown, { ...titled, canPickMany }, token);
    const picked = await vscode.window.showQuickPick(shown, titled, token);
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
