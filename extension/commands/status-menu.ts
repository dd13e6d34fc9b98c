// The menu behind the status bar item.
import * as vscode from 'vscode';
import type { CommandId } from '../ids.js';
import type { Command } from './command.js';

interface Choice extends vscode.QuickPickItem {
  readonly command: CommandId;
}

const choices = (running: boolean): readonly Choice[] => [
  ...(running
    ? [{ label: `$(debug-stop) ${vscode.l10n.t('Stop')}`, command: 'memfun.stop' as const }]
    : []),
  { label: `$(comment-discussion) ${vscode.l10n.t('Open Chat')}`, command: 'memfun.openChat' },
  { label: `$(add) ${vscode.l10n.t('New Chat')}`, command: 'memfun.newChat' },
  {
    label: `$(gear) ${vscode.l10n.t('Set Up')}`,
    description: vscode.l10n.t('provider, key, model'),
    command: 'memfun.setUp',
  },
  {
    label: `$(pulse) ${vscode.l10n.t('Doctor')}`,
    description: vscode.l10n.t('check every part'),
    command: 'memfun.doctor',
  },
  { label: `$(output) ${vscode.l10n.t('Show Log')}`, command: 'memfun.showLog' },
];

export const statusMenu: Command = async (host) => {
  const choice = await vscode.window.showQuickPick(choices(host.conversation.running), {
    title: vscode.l10n.t('Memfun'),
  });
  return choice === undefined ? undefined : host.run(choice.command, []);
};
