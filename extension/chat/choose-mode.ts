// Sets what the agent may do in this window; the mode that asks nothing has to be typed.
import * as vscode from 'vscode';
import type { Mode } from '../../runtime/core/index.js';
import type { HostContext } from '../host/context.js';

const CONFIRMATION = 'yes';

export async function chooseMode(host: HostContext, mode: Mode): Promise<void> {
  if (mode !== 'bypass' || (await confirmed())) (await host.runtime.get()).setMode(mode);
  // Declined, the page must show again what holds.
  else await host.stateChanged();
}

async function confirmed(): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Bypass approvals in this window'),
    prompt: vscode.l10n.t(
      'Files are changed and commands run without asking, except before what cannot be undone. It ends with this window. Type "{0}" to go on.',
      CONFIRMATION,
    ),
    ignoreFocusOut: true,
    validateInput: (value) =>
      CONFIRMATION.startsWith(value.toLowerCase())
        ? undefined
        : vscode.l10n.t('Type "{0}", or press Escape to leave everything as it is.', CONFIRMATION),
  });
  return typed?.toLowerCase() === CONFIRMATION;
}
