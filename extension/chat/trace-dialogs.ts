// What the traces view asks a person: where an export goes, and whether it may leave this machine.
import * as vscode from 'vscode';
import type { TraceHandlerOptions } from './trace-handlers.js';

export const traceDialogs: Pick<TraceHandlerOptions, 'save' | 'askCollector'> = {
  async save(name, text) {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const uri = await vscode.window.showSaveDialog({
      ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
      title: vscode.l10n.t('Export traces'),
    });
    if (uri === undefined) return undefined;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return vscode.workspace.asRelativePath(uri);
  },
  async askCollector(runs) {
    const address = await vscode.window.showInputBox({
      title: vscode.l10n.t('Send traces to an OpenTelemetry collector'),
      prompt: vscode.l10n.t('Address of OTLP over HTTP'),
      value: 'http://localhost:4318',
      ignoreFocusOut: true,
    });
    if (address === undefined || address.trim() === '') return undefined;
    const send = vscode.l10n.t('Send');
    const chosen = await vscode.window.showWarningMessage(
      runs === 1
        ? vscode.l10n.t('Send this run to {0}?', address.trim())
        : vscode.l10n.t('Send {0} runs to {1}?', runs, address.trim()),
      {
        modal: true,
        detail: vscode.l10n.t(
          'Its prompts, answers, cells and results leave this machine. Keys that were recognised are taken out; your code is not.',
        ),
      },
      send,
    );
    return chosen === send ? address.trim() : undefined;
  },
};
