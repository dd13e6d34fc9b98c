// Set Up for web search: asks for the engine and its key or address, then searches for real.
import * as vscode from 'vscode';
import { createSecretStore } from '../../adapters/secret-store.js';
import type { HostContext } from '../../host/context.js';
import { failureText, NothingToDoError } from '../../host/failures.js';
import { toldProblem } from '../../host/told.js';
import { addressProblem } from './providers.js';

const TITLE = vscode.l10n.t('Memfun: Set Up ({0})', vscode.l10n.t('web search'));

interface EngineItem extends vscode.QuickPickItem {
  readonly backend: 'duckduckgo' | 'brave' | 'tavily' | 'searxng';
  readonly needs: 'nothing' | 'key' | 'address';
}

const ENGINES: readonly EngineItem[] = [
  { label: 'DuckDuckGo', detail: vscode.l10n.t('No key'), backend: 'duckduckgo', needs: 'nothing' },
  {
    label: 'Brave Search',
    detail: vscode.l10n.t('Needs an API key'),
    backend: 'brave',
    needs: 'key',
  },
  { label: 'Tavily', detail: vscode.l10n.t('Needs an API key'), backend: 'tavily', needs: 'key' },
  {
    label: 'SearXNG',
    detail: vscode.l10n.t('A server of your own'),
    backend: 'searxng',
    needs: 'address',
  },
];

/** @returns the engine; `undefined` when the person left */
export async function setUpWebSearch(host: HostContext): Promise<string | undefined> {
  const engine = await vscode.window.showQuickPick(ENGINES, {
    title: TITLE,
    placeHolder: vscode.l10n.t('What should search the web?'),
    ignoreFocusOut: true,
  });
  if (engine === undefined) return undefined;
  if (engine.needs === 'key' && !(await storeKey(host, engine))) return undefined;
  if (engine.needs === 'address' && !(await writeAddress())) return undefined;
  await vscode.workspace
    .getConfiguration('memfun')
    .update('web.search.backend', engine.backend, vscode.ConfigurationTarget.Global);
  await host.runtime.applySettings();
  await tryIt(host, engine);
  return engine.backend;
}

async function storeKey(host: HostContext, { label, backend }: EngineItem): Promise<boolean> {
  const secrets = createSecretStore(host.extension.secrets);
  const stored = (await secrets.get(backend)) !== undefined;
  const typed = await vscode.window.showInputBox({
    title: TITLE,
    prompt: vscode.l10n.t('API key of {0}. It is kept in the editor’s secret storage only.', label),
    placeHolder: stored ? vscode.l10n.t('Leave empty to keep the stored key') : '',
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' && !stored ? vscode.l10n.t('{0} needs a key.', label) : undefined,
  });
  if (typed === undefined) return false;
  if (typed.trim() !== '') await secrets.set(backend, typed.trim());
  return true;
}

async function writeAddress(): Promise<boolean> {
  const configuration = vscode.workspace.getConfiguration('memfun');
  const typed = await vscode.window.showInputBox({
    title: TITLE,
    prompt: vscode.l10n.t('Address of the SearXNG server'),
    value: configuration.get<string>('web.search.url') ?? '',
    ignoreFocusOut: true,
    validateInput: (text) => toldProblem(addressProblem(text)),
  });
  if (typed === undefined) return false;
  await configuration.update('web.search.url', typed.trim(), vscode.ConfigurationTarget.Global);
  return true;
}

async function tryIt(host: HostContext, { label }: EngineItem): Promise<void> {
  const { web } = await host.runtime.get();
  if (web === undefined) {
    throw new NothingToDoError(
      'The web is off in a workspace that is not trusted.',
      'Trust the workspace to search from it.',
    );
  }
  try {
    const { results } = await web.search('memfun', AbortSignal.timeout(30_000), 1);
    void vscode.window.showInformationMessage(
      results.length === 0
        ? vscode.l10n.t('{0} was asked and found nothing.', label)
        : vscode.l10n.t('{0} was asked and answered.', label),
    );
  } catch (error) {
    void vscode.window.showErrorMessage(`Memfun: ${failureText(error)}`);
  }
}
