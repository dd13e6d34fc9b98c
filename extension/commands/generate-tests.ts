// Memfun: Generate Tests, for a lens's symbol, the selection, the symbol around the cursor, or the file.
import * as vscode from 'vscode';
import type { Command } from './command.js';
import { codeTarget, fileAttachment, selectionAttachment } from './editor-target.js';
import { runInChat } from './run-in-chat.js';

export const generateTests: Command = async (host, argument) => {
  const { document, lines, name } = await codeTarget(argument, 'test');
  const whole = lines.first === 0 && lines.last === document.lineCount - 1;
  const attachment = whole ? fileAttachment(document) : selectionAttachment(document, lines);
  return runInChat(host, {
    intent: 'test',
    text: whole
      ? vscode.l10n.t('Write tests for {0}', attachment.path)
      : name === undefined
        ? vscode.l10n.t(
            'Write tests for lines {0} to {1} of {2}',
            lines.first + 1,
            lines.last + 1,
            attachment.path,
          )
        : vscode.l10n.t('Write tests for `{0}` of {1}', name, attachment.path),
    attachments: [attachment],
    effort: 'auto',
  });
};
