// Memfun: Fix Selection. Proposes new text for the selected lines as a diff; changes nothing by itself.
import * as vscode from 'vscode';
import { fixAnswerSchema } from '../../runtime/models/index.js';
import { NothingToDoError } from '../host/failures.js';
import type { Command } from './command.js';
import { activeEditor, linesOf, selectedLines, selectionAttachment } from './editor-target.js';
import { runInChat } from './run-in-chat.js';

export const fixSelection: Command = async (host) => {
  const { document, selection } = activeEditor('fix');
  if (selection.isEmpty) {
    throw new NothingToDoError(
      'Nothing is selected, so there is nothing to fix.',
      'Select the lines to fix and run the command again.',
    );
  }
  const lines = selectedLines(selection);
  const range = linesOf(document, lines);
  const attachment = selectionAttachment(document, lines);
  const anchor = {
    base: document.getText(),
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
  };
  const result = await runInChat(host, {
    intent: 'fix',
    text: `Fix lines ${lines.first + 1} to ${lines.last + 1} of ${attachment.path}`,
    attachments: [attachment],
    effort: 'auto',
  });
  const fix = fixAnswerSchema.safeParse(result?.data);
  if (!fix.success) return result;
  const { replacement } = fix.data;
  if (replacement === null || replacement.trimEnd() === attachment.text?.trimEnd()) {
    void vscode.window.showInformationMessage(
      'Memfun found nothing to change in the selected lines. The chat says why.',
    );
  } else {
    await host.fixes.show({ document, anchor, replacement });
  }
  return result;
};
