// Memfun: Set Up. Asks for provider, address, key, model and sandbox, then tries the model for real.
import * as vscode from 'vscode';
import { abortable, isAbort, toErrorInfo } from '../../../runtime/core/index.js';
import { ping } from '../../../runtime/models/index.js';
import { createSecretStore } from '../../adapters/secret-store.js';
import type { HostContext } from '../../host/context.js';
import { failureText, NothingToDoError } from '../../host/failures.js';
import { figures, told } from '../../host/told.js';
import type { Command } from '../command.js';
import {
  type ProviderChoice,
  type ServiceChoice,
  type SetUpSettings,
  settingsFor,
} from './providers.js';
import {
  askAddress,
  askEditorModel,
  askKey,
  askModel,
  askProvider,
  askSandbox,
  type SandboxChoice,
} from './questions.js';
import { setUpWebSearch } from './web-search.js';

export const setUp: Command = async (host) => {
  for (;;) {
    const choice = await askProvider();
    if (choice === undefined) return undefined;
    if (choice.kind === 'search') return await setUpWebSearch(host);
    const settings = await chooseModel(host, choice);
    if (settings === undefined) return undefined;
    const sandbox = await askSandbox();
    if (sandbox === undefined) return undefined;
    await write(settings, sandbox);
    await host.runtime.applySettings();
    const verdict = await tryUntilDecided(host);
    await host.stateChanged();
    if (verdict !== 'change') return settings.model;
  }
};

async function chooseModel(
  host: HostContext,
  choice: Exclude<ProviderChoice, { kind: 'search' }>,
): Promise<SetUpSettings | undefined> {
  if (choice.kind === 'offline') return { model: '' };
  if (choice.kind === 'service') return chooseService(host, choice);
  const models = await host.hostModels();
  if (models.length === 0) {
    throw new NothingToDoError(
      'The editor offers no language models here.',
      'Install an extension that brings some (for example GitHub Copilot), or choose another provider.',
    );
  }
  const model = await askEditorModel(models);
  return model === undefined ? undefined : { model };
}

async function chooseService(
  host: HostContext,
  choice: ServiceChoice,
): Promise<SetUpSettings | undefined> {
  const secrets = createSecretStore(host.extension.secrets);
  const name = secretName(choice.provider);
  const address = await askAddress(choice);
  if (address === undefined) return undefined;
  const key = await askKey(choice, (await secrets.get(name)) !== undefined);
  if (key === undefined) return undefined;
  const model = await askModel(choice);
  if (model === undefined) return undefined;
  if (key !== '') await secrets.set(name, key);
  return settingsFor(choice, model, address);
}

/** Under which name a provider's own key is stored. */
function secretName(provider: string): string {
  return provider;
}

/** Writes to the user's settings: which model answers is the person's choice, not the project's. */
async function write({ model, definition }: SetUpSettings, sandbox: SandboxChoice): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('memfun');
  const scope = vscode.ConfigurationTarget.Global;
  if (definition !== undefined) {
    const present = configuration.inspect<Record<string, unknown>>('models')?.globalValue ?? {};
    await configuration.update(
      'models',
      { ...present, [definition.name]: definition.value },
      scope,
    );
  }
  await configuration.update('model', model === '' ? undefined : model, scope);
  const engine = sandbox === 'auto' ? undefined : sandbox;
  await configuration.update('sandbox.engine', engine, scope);
}

/** Asks the model for a word, for real, until it answers or the person decides otherwise. */
async function tryUntilDecided(host: HostContext): Promise<'works' | 'change' | 'left'> {
  for (;;) {
    try {
      void vscode.window.showInformationMessage(await tryModel(host));
      return 'works';
    } catch (error) {
      if (isAbort(error)) return 'left';
      const [again, change] = [vscode.l10n.t('Try again'), vscode.l10n.t('Change')];
      host.logger.warn('the model did not answer', { error: toErrorInfo(error) });
      const answer = await vscode.window.showErrorMessage(
        `Memfun: ${failureText(error)}`,
        again,
        change,
      );
      if (answer === undefined) return 'left';
      if (answer === change) return 'change';
    }
  }
}

async function tryModel(host: HostContext): Promise<string> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Memfun is trying the model…'),
      cancellable: true,
    },
    async (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const memfun = await abortable(host.runtime.get(), abort.signal);
      const model = await abortable(memfun.rootModel(), abort.signal);
      if (model.offline)
        return vscode.l10n.t(
          'Memfun is ready. The built-in engine answers by rule, without a model.',
        );
      const { ms } = await ping(model, abort.signal);
      return vscode.l10n.t(
        'Memfun is ready. {0} answered in {1} s.',
        told(model.label),
        figures().decimal(ms / 1000, 1),
      );
    },
  );
}
