// New Chat: a run that is under way is stopped only when the person says so.
import * as vscode from 'vscode';
import type { Command } from './command.js';

export const newChat: Command = async (host) => {
  const { conversation } = host;
  if (conversation.running) {
    const stop = vscode.l10n.t('Stop and Begin');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Memfun is still answering. Stop it and begin a new chat?'),
      { modal: true, detail: vscode.l10n.t('What it has done so far stays in the history.') },
      stop,
    );
    if (chosen !== stop) return;
    conversation.stop();
  }
  // A run that was stopped is waited for.
  await conversation.send({ text: '/clear', intent: 'ask', attachments: [], effort: 'auto' });
  await host.view.show('chat');
};
