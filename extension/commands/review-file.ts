// Memfun: Review File. The findings go into the chat and, as diagnostics, into the file.
import * as vscode from 'vscode';
import { reviewAnswerSchema } from '../../runtime/models/index.js';
import type { Command } from './command.js';
import { activeEditor, fileAttachment } from './editor-target.js';
import { runInChat } from './run-in-chat.js';

export const reviewFile: Command = async (host) => {
  const { document } = activeEditor('review');
  const attachment = fileAttachment(document);
  const { version } = document;
  const result = await runInChat(host, {
    intent: 'review',
    text: vscode.l10n.t('Review {0}', attachment.path),
    attachments: [attachment],
    effort: 'auto',
  });
  const review = reviewAnswerSchema.safeParse(result?.data);
  if (!review.success) return result;
  const here = review.data.findings.filter((finding) => finding.path === attachment.path);
  // Findings point at lines of the text that was reviewed.
  if (document.version === version && !document.isClosed) host.findings.show(document, here);
  return result;
};
