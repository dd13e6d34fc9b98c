// The menu behind the status bar item.
import * as vscode from 'vscode';
import type { CommandId } from '../ids.js';
import type { Command } from './command.js';

interface Choice extends vscode.QuickPickItem {
  readonly command: CommandId;
}

const STOP: Choice = { label: '$(debug-stop) Stop', command: 'memfun.stop' };
const CHOICES: readonly Choice[] = [
  { label: '$(comment-discussion) Open Chat', command: 'memfun.openChat' },
  { label: '$(add) New Chat', command: 'memfun.newChat' },
  { label: '$(gear) Set Up', description: 'provider, key, model', command: 'memfun.setUp' },
  { label: '$(pulse) Doctor', description: 'check every part', command: 'memfun.doctor' },
  { label: '$(output) Show Log', command: 'memfun.showLog' },
];

export const statusMenu: Command = async (host) => {
  const choice = await vscode.window.showQuickPick(
    host.conversation.running ? [STOP, ...CHOICES] : CHOICES,
    { title: 'Memfun' },
  );
  return choice === undefined ? undefined : host.run(choice.command, []);
};
