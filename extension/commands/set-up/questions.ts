// The questions of Set Up, one function each. `undefined` means that the person left.
import * as vscode from 'vscode';
import type { HostModel } from '../../../runtime/app/index.js';
import {
  addressProblem,
  PROVIDER_CHOICES,
  type ProviderChoice,
  type ServiceChoice,
} from './providers.js';

export type SandboxChoice = 'auto' | 'isolated-vm' | 'quickjs';

const TITLE = 'Memfun: Set Up';
const OTHER = 'Another model…';

export async function askProvider(): Promise<ProviderChoice | undefined> {
  const items = PROVIDER_CHOICES.map(({ label, detail }, index) => ({ label, detail, index }));
  const picked = await vscode.window.showQuickPick(items, {
    title: `${TITLE} (provider)`,
    placeHolder: vscode.l10n.t('Which models should answer?'),
    ignoreFocusOut: true,
  });
  return picked === undefined ? undefined : PROVIDER_CHOICES[picked.index];
}

export async function askAddress(choice: ServiceChoice): Promise<string | undefined> {
  if (!choice.asksAddress) return choice.address;
  const typed = await vscode.window.showInputBox({
    title: `${TITLE} (address)`,
    prompt: `Address of ${choice.label}`,
    value: choice.address,
    ignoreFocusOut: true,
    validateInput: addressProblem,
  });
  return typed?.trim().replace(/\/+$/, '');
}

/** The typed key; `''` keeps the stored one, or none. */
export async function askKey(
  { label, key }: ServiceChoice,
  stored: boolean,
): Promise<string | undefined> {
  if (key === 'none') return '';
  const mayBeEmpty = stored || key === 'optional';
  const typed = await vscode.window.showInputBox({
    title: `${TITLE} (key)`,
    prompt: `API key of ${label}. It is kept in the editor's secret storage only.`,
    placeHolder: stored ? 'Leave empty to keep the stored key' : mayBeEmpty ? 'Empty: no key' : '',
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' && !mayBeEmpty ? `${label} needs a key.` : undefined,
  });
  return typed?.trim();
}

export async function askModel({ label, models }: ServiceChoice): Promise<string | undefined> {
  if (models.length > 0) {
    const picked = await vscode.window.showQuickPick([...models, OTHER], {
      title: `${TITLE} (model)`,
      placeHolder: `Which model of ${label}?`,
      ignoreFocusOut: true,
    });
    if (picked !== OTHER) return picked;
  }
  const typed = await vscode.window.showInputBox({
    title: `${TITLE} (model)`,
    prompt: `Name of the model at ${label}`,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'Type the name of a model.' : undefined),
  });
  return typed?.trim();
}

/** Which engine runs the model's programs. */
export async function askSandbox(): Promise<SandboxChoice | undefined> {
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { id: SandboxChoice }>(
    [
      {
        label: 'Choose for me',
        detail: 'isolated-vm where it runs, otherwise QuickJS',
        id: 'auto',
      },
      {
        label: 'isolated-vm',
        detail: vscode.l10n.t('V8 in a process of its own; needs a Node 24'),
        id: 'isolated-vm',
      },
      {
        label: 'QuickJS',
        detail: vscode.l10n.t('WebAssembly, runs everywhere, slower'),
        id: 'quickjs',
      },
    ],
    {
      title: `${TITLE} (sandbox)`,
      placeHolder: vscode.l10n.t('Where should the programs of the model run?'),
      ignoreFocusOut: true,
    },
  );
  return picked?.id;
}

export async function askEditorModel(models: readonly HostModel[]): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(
    models.map(({ id, label, contextWindow }) => ({
      label,
      description: id,
      detail: `${contextWindow.toLocaleString('en')} tokens`,
      id,
    })),
    {
      title: `${TITLE} (model)`,
      placeHolder: vscode.l10n.t('Which of the editor’s models?'),
      ignoreFocusOut: true,
    },
  );
  return picked?.id;
}
