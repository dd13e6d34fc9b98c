// Memfun: Explain. Explains a lens's symbol, the selection, the symbol around the cursor, or the file.
import * as vscode from 'vscode';
import type { Command } from './command.js';
import { codeTarget, selectionAttachment } from './editor-target.js';
import { runInChat } from './run-in-chat.js';

export const explain: Command = async (host, argument) => {
  const { document, lines, name } = await codeTarget(argument, 'explain');
  const attachment = selectionAttachment(document, lines);
  return runInChat(host, {
    intent: 'explain',
    text:
      name === undefined
        ? vscode.l10n.t(
            'Explain lines {0} to {1} of {2}',
            lines.first + 1,
            lines.last + 1,
            attachment.path,
          )
        : vscode.l10n.t('Explain `{0}` of {1}', name, attachment.path),
    attachments: [attachment],
    effort: 'auto',
  });
};
