// Memfun: Set Up. Asks for provider, address, key and model, then tries the model for real.
import * as vscode from 'vscode';
import type { DoctorCheck } from '../../../runtime/app/index.js';
import { abortable } from '../../../runtime/core/index.js';
import { createSecretStore } from '../../adapters/secret-store.js';
import type { HostContext } from '../../host/context.js';
import { NothingToDoError } from '../../host/failures.js';
import type { Command } from '../command.js';
import { type ServiceChoice, type SetUpSettings, settingsFor } from './providers.js';
import { askAddress, askEditorModel, askKey, askModel, askProvider } from './questions.js';

const AGAIN = 'Try again';
const CHANGE = 'Change';
/** The Doctor's check that sends a real message to the root model. */
const ROOT_MODEL_CHECK = 'models.root';

export const setUp: Command = async (host) => {
  for (;;) {
    const settings = await chooseModel(host);
    if (settings === undefined) return undefined;
    await write(settings);
    await host.runtime.applySettings();
    const verdict = await tryUntilDecided(host);
    await host.stateChanged();
    if (verdict !== 'change') return settings.model;
  }
};

async function chooseModel(host: HostContext): Promise<SetUpSettings | undefined> {
  const choice = await askProvider();
  if (choice === undefined) return undefined;
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
async function write({ model, definition }: SetUpSettings): Promise<void> {
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
}

async function tryUntilDecided(host: HostContext): Promise<'works' | 'change' | 'left'> {
  for (;;) {
    const check = await ping(host);
    if (check === undefined) return 'left';
    if (check.state !== 'failed') {
      void vscode.window.showInformationMessage(`Memfun is ready. ${check.detail}`);
      return 'works';
    }
    const remedy = check.remedy === undefined ? '' : ` ${check.remedy}`;
    const answer = await vscode.window.showErrorMessage(
      `Memfun: the model does not answer. ${check.detail}${remedy}`,
      AGAIN,
      CHANGE,
    );
    if (answer === undefined) return 'left';
    if (answer === CHANGE) return 'change';
  }
}

async function ping(host: HostContext): Promise<DoctorCheck | undefined> {
  const checks = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: 'Memfun is trying the model…',
      cancellable: true,
    },
    async (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const memfun = await abortable(host.runtime.get(), abort.signal);
      return abortable(memfun.doctor(abort.signal), abort.signal);
    },
  );
  return checks.find((check) => check.id === ROOT_MODEL_CHECK);
}
