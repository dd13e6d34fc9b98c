// Asks for new text of some lines and shows it as a diff; changes nothing by itself.
import * as vscode from 'vscode';
import type { TurnResult } from '../../runtime/app/index.js';
import { fixAnswerSchema } from '../../runtime/models/index.js';
import type { HostContext } from '../host/context.js';
import { type LineRange, linesOf, selectionAttachment } from './editor-target.js';
import { runInChat } from './run-in-chat.js';

/** @param text what is asked, as it stands in the chat */
export async function proposeFix(
  host: HostContext,
  document: vscode.TextDocument,
  lines: LineRange,
  text: string,
): Promise<TurnResult | undefined> {
  const range = linesOf(document, lines);
  const attachment = selectionAttachment(document, lines);
  const anchor = {
    base: document.getText(),
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
  };
  const result = await runInChat(host, {
    intent: 'fix',
    text,
    attachments: [attachment],
    effort: 'auto',
  });
  const fix = fixAnswerSchema.safeParse(result?.data);
  if (!fix.success) return result;
  const { replacement } = fix.data;
  if (replacement === null || replacement.trimEnd() === attachment.text?.trimEnd()) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Memfun found nothing to change in these lines. The chat says why.'),
    );
  } else {
    await host.fixes.show({ document, anchor, replacement });
  }
  return result;
}
