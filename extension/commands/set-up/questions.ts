// The questions of Set Up, one function each. `undefined` means that the person left.
import * as vscode from 'vscode';
import type { HostModel } from '../../../runtime/app/index.js';
import { languageOf } from '../../../runtime/language/index.js';
import { told, toldProblem } from '../../host/told.js';
import {
  addressProblem,
  PROVIDER_CHOICES,
  type ProviderChoice,
  type ServiceChoice,
} from './providers.js';

export type SandboxChoice = 'auto' | 'isolated-vm' | 'quickjs';

/** What a step of Set Up is about. */
const titled = (part: string): string => vscode.l10n.t('Memfun: Set Up ({0})', part);

export async function askProvider(): Promise<ProviderChoice | undefined> {
  const items = PROVIDER_CHOICES.map(({ label, detail }, index) => ({
    label: told(label),
    detail: told(detail),
    index,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: titled(vscode.l10n.t('provider')),
    placeHolder: vscode.l10n.t('Which models should answer?'),
    ignoreFocusOut: true,
  });
  return picked === undefined ? undefined : PROVIDER_CHOICES[picked.index];
}

export async function askAddress(choice: ServiceChoice): Promise<string | undefined> {
  if (!choice.asksAddress) return choice.address;
  const typed = await vscode.window.showInputBox({
    title: titled(vscode.l10n.t('address')),
    prompt: vscode.l10n.t('Address of {0}', told(choice.label)),
    value: choice.address,
    ignoreFocusOut: true,
    validateInput: (text) => toldProblem(addressProblem(text)),
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
    title: titled(vscode.l10n.t('key')),
    prompt: vscode.l10n.t(
      'API key of {0}. It is kept in the editor’s secret storage only.',
      told(label),
    ),
    placeHolder: stored
      ? vscode.l10n.t('Leave empty to keep the stored key')
      : mayBeEmpty
        ? vscode.l10n.t('Empty: no key')
        : '',
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' && !mayBeEmpty
        ? vscode.l10n.t('{0} needs a key.', told(label))
        : undefined,
  });
  return typed?.trim();
}

export async function askModel({ label, models }: ServiceChoice): Promise<string | undefined> {
  const other = vscode.l10n.t('Another model…');
  if (models.length > 0) {
    const picked = await vscode.window.showQuickPick([...models, other], {
      title: titled(vscode.l10n.t('model')),
      placeHolder: vscode.l10n.t('Which model of {0}?', told(label)),
      ignoreFocusOut: true,
    });
    if (picked !== other) return picked;
  }
  const typed = await vscode.window.showInputBox({
    title: titled(vscode.l10n.t('model')),
    prompt: vscode.l10n.t('Name of the model at {0}', told(label)),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('Type the name of a model.') : undefined,
  });
  return typed?.trim();
}

/** Which engine runs the model's programs. */
export async function askSandbox(): Promise<SandboxChoice | undefined> {
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { id: SandboxChoice }>(
    [
      {
        label: vscode.l10n.t('Choose for me'),
        detail: vscode.l10n.t('isolated-vm where it runs, otherwise QuickJS'),
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
      title: titled(vscode.l10n.t('sandbox')),
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
      detail: vscode.l10n.t(
        '{0} tokens',
        contextWindow.toLocaleString(languageOf(vscode.env.language)),
      ),
      id,
    })),
    {
      title: titled(vscode.l10n.t('model')),
      placeHolder: vscode.l10n.t('Which of the editor’s models?'),
      ignoreFocusOut: true,
    },
  );
  return picked?.id;
}
