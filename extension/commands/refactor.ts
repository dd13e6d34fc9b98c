// Memfun: Refactor. Asks what should become better, then changes the shape of the code, not what it does.
import * as vscode from 'vscode';
import type { Command } from './command.js';
import { codeTarget, selectionAttachment } from './editor-target.js';
import { runInChat } from './run-in-chat.js';

export const refactor: Command = async (host, argument) => {
  const { document, lines, name } = await codeTarget(undefined, 'refactor');
  const goal = typeof argument === 'string' ? argument : await askForGoal();
  if (goal === undefined) return undefined;
  const attachment = selectionAttachment(document, lines);
  const what =
    name === undefined
      ? vscode.l10n.t(
          'Refactor lines {0} to {1} of {2}',
          lines.first + 1,
          lines.last + 1,
          attachment.path,
        )
      : vscode.l10n.t('Refactor `{0}` of {1}', name, attachment.path);
  return runInChat(host, {
    intent: 'refactor',
    text: goal.trim() === '' ? what : `${what}: ${goal.trim()}`,
    attachments: [attachment],
    effort: 'auto',
  });
};

/** `undefined` when the person changes their mind. */
function askForGoal(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Refactor with Memfun'),
    prompt: vscode.l10n.t('What should become better? Leave it empty to let Memfun decide.'),
    placeHolder: vscode.l10n.t('e.g. split it into smaller functions'),
  });
}
