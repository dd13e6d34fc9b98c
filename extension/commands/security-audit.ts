// Memfun: Security Audit, of the open file or of the whole workspace. What it finds stands in the chat and in the files.
import * as vscode from 'vscode';
import type { Attachment } from '../../runtime/core/index.js';
import { reviewAnswerSchema } from '../../runtime/models/index.js';
import type { Command } from './command.js';
import { fileAttachment, fileInFront } from './editor-target.js';
import { runInChat } from './run-in-chat.js';

type Extent = 'file' | 'workspace';

export const securityAudit: Command = async (host, argument) => {
  const document = fileInFront();
  const extent = isExtent(argument) ? argument : await askForExtent(document);
  if (extent === undefined) return undefined;
  const attachments: Attachment[] =
    extent === 'file' && document !== undefined ? [fileAttachment(document)] : [];
  const [audited] = attachments;
  const result = await runInChat(host, {
    intent: 'audit',
    text:
      audited === undefined
        ? vscode.l10n.t('Audit this workspace for security')
        : vscode.l10n.t('Audit {0} for security', audited.path),
    attachments,
    effort: 'auto',
  });
  const audit = reviewAnswerSchema.safeParse(result?.data);
  if (audit.success) await host.findings.showAll(audit.data.findings);
  return result;
};

function isExtent(value: unknown): value is Extent {
  return value === 'file' || value === 'workspace';
}

/** Asked only where there is a choice; `undefined` when the person changes their mind. */
async function askForExtent(
  document: vscode.TextDocument | undefined,
): Promise<Extent | undefined> {
  if (document === undefined) return 'workspace';
  const name = vscode.workspace.asRelativePath(document.uri, false);
  const chosen = await vscode.window.showQuickPick(
    [
      {
        label: `$(file) ${vscode.l10n.t('This file')}`,
        description: name,
        extent: 'file' as const,
      },
      {
        label: `$(folder) ${vscode.l10n.t('The whole workspace')}`,
        extent: 'workspace' as const,
      },
    ],
    {
      title: vscode.l10n.t('Security Audit'),
      placeHolder: vscode.l10n.t('What should be audited?'),
    },
  );
  return chosen?.extent;
}
