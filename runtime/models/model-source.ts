// Which model does what: configuration, stored keys, the host's models and the offline engine become handles.
import type { Config, ConfiguredModel } from '../config/index.js';
import { abortable } from '../core/index.js';
import type {
  LanguageModelV3,
  ModelHandle,
  ModelRole,
  ModelSource,
  SecretStore,
} from '../ports/index.js';
import { modelDetails } from './catalog.js';
import { ModelNotFoundError, ModelNotSetUpError } from './errors.js';
import { splitModelId } from './handle.js';
import { toModelError } from './map-error.js';
import { type PingReport, ping } from './ping.js';
import { PROVIDERS, type Provider, providerNamed } from './providers/index.js';

/** A model that only the host can reach. */
export interface HostedModel {
  /** Id in the configuration, e.g. `vscode/copilot/gpt-4o`. */
  readonly id: string;
  readonly label: string;
  readonly contextWindow: number;
  readonly maxOutputTokens: number;
  readonly vision: boolean;
  open(): Promise<LanguageModelV3>;
}

export interface ModelSourceOptions {
  readonly config: Pick<Config, 'model' | 'subModel' | 'extractionModel' | 'models'>;
  readonly secrets: SecretStore;
  readonly hostModels: readonly HostedModel[];
  /** Answers while no model is set up. */
  readonly offline: ModelHandle;
}

/** A model that can be chosen by its id. */
export interface ModelChoice {
  readonly id: string;
  readonly label: string;
}

export interface ConfiguredModels extends ModelSource {
  /** Opens a model by its configured name, its `provider/model`, or its host id. @throws ModelNotSetUpError */
  open(id: string, signal?: AbortSignal): Promise<ModelHandle>;
  /** What can be chosen without further set-up: entries of `memfun.models`, the host's models, the offline engine. */
  choices(): readonly ModelChoice[];
  /** A real call; for Ollama also whether the model is installed. @throws ModelError, AbortedError */
  ping(id: string, signal: AbortSignal): Promise<PingReport>;
}

export function createModelSource(options: ModelSourceOptions): ConfiguredModels {
  return new SourceOfModels(options);
}

class SourceOfModels implements ConfiguredModels {
  readonly #options: ModelSourceOptions;
  /** Opened models by id; a changed key opens anew. */
  readonly #open = new Map<
    string,
    { readonly key: string | undefined; readonly handle: ModelHandle }
  >();

  constructor(options: ModelSourceOptions) {
    this.#options = options;
  }

  async forRole(role: ModelRole, signal?: AbortSignal): Promise<ModelHandle> {
    const { config, offline } = this.#options;
    if (role === 'embedding') {
      throw new ModelNotSetUpError(
        'embedding',
        'vectors are not made by language models.',
        'Choose an embedding provider for the memory.',
      );
    }
    const byRole = { root: undefined, sub: config.subModel, extraction: config.extractionModel };
    const id = byRole[role] ?? config.model;
    return id === undefined ? offline : this.open(id, signal);
  }

  async open(id: string, signal?: AbortSignal): Promise<ModelHandle> {
    if (id === this.#options.offline.id) return this.#options.offline;
    const hosted = this.#options.hostModels.find((model) => model.id === id);
    if (hosted !== undefined) return abortable(this.#openHosted(hosted), signal);
    const { definition, provider } = this.#resolve(id);
    return abortable(this.#openDefined(id, definition, provider), signal);
  }

  choices(): readonly ModelChoice[] {
    const { config, hostModels, offline } = this.#options;
    const named = Object.entries(config.models).map(([id, { provider, model }]) => ({
      id,
      label: labelOf(model, providerNamed(provider)),
    }));
    return [...named, ...hostModels, offline].map(({ id, label }) => ({ id, label }));
  }

  async ping(id: string, signal: AbortSignal): Promise<PingReport> {
    const handle = await this.open(id, signal);
    const isOwn = handle.offline || this.#options.hostModels.some((model) => model.id === id);
    if (!isOwn) await this.#checkInstalled(id, handle, signal);
    return ping(handle, signal);
  }

  async #checkInstalled(id: string, handle: ModelHandle, signal: AbortSignal): Promise<void> {
    const { definition, provider } = this.#resolve(id);
    if (provider.installed === undefined) return;
    const baseUrl = baseUrlOf(id, definition, provider);
    const facts = { id: handle.id, provider: provider.name, name: definition.model, baseUrl };
    let names: readonly string[];
    try {
      names = await provider.installed({ baseUrl, headers: definition.headers ?? {} }, signal);
    } catch (error) {
      const { contextWindow } = handle;
      throw toModelError(error, facts, { answering: false, contextWindow, inputTokens: 0 });
    }
    const wanted = definition.model;
    if (names.includes(wanted) || names.includes(`${wanted}:latest`)) return;
    throw new ModelNotFoundError(facts, `Installed: ${names.join(', ') || 'none'}.`);
  }

  #resolve(id: string): { readonly definition: ConfiguredModel; readonly provider: Provider } {
    const defined = this.#options.config.models[id];
    const { provider: providerName, name } = splitModelId(id);
    const provider = providerNamed(defined?.provider ?? providerName);
    if (provider === undefined || (defined === undefined && name === id)) {
      throw new ModelNotSetUpError(
        id,
        'there is no model of this name.',
        `Choose ${PROVIDERS.map((p) => `"${p.name}/…"`).join(', ')}${this.#names()}, or run "Memfun: Set Up".`,
      );
    }
    return {
      definition: defined ?? { provider: provider.name, model: name, from: 'user' },
      provider,
    };
  }

  #names(): string {
    return this.choices()
      .map(({ id }) => `, "${id}"`)
      .join('');
  }

  async #openHosted(hosted: HostedModel): Promise<ModelHandle> {
    const known = this.#open.get(hosted.id);
    if (known !== undefined) return known.handle;
    const { id, label, contextWindow, maxOutputTokens, vision } = hosted;
    const handle: ModelHandle = {
      id,
      label,
      model: await hosted.open(),
      contextWindow,
      maxOutputTokens,
      dialect: 'code',
      vision,
      price: undefined,
      offline: false,
    };
    this.#open.set(id, { key: undefined, handle });
    return handle;
  }

  async #openDefined(
    id: string,
    definition: ConfiguredModel,
    provider: Provider,
  ): Promise<ModelHandle> {
    const baseUrl = baseUrlOf(id, definition, provider);
    const key = await this.#keyOf(id, definition, provider, baseUrl);
    const known = this.#open.get(id);
    if (known !== undefined && known.key === key) return known.handle;
    const details = modelDetails(provider.name, definition.model);
    const contextWindow = definition.contextWindow ?? details.contextWindow;
    const handle: ModelHandle = {
      id: `${provider.name}/${definition.model}`,
      label: labelOf(definition.model, provider),
      model: await provider.open({
        name: definition.model,
        baseUrl,
        headers: definition.headers ?? {},
        key,
        contextWindow,
      }),
      contextWindow,
      maxOutputTokens: definition.maxOutputTokens ?? details.maxOutputTokens,
      dialect: definition.dialect ?? 'code',
      vision: definition.vision ?? details.vision,
      price: priceOf(definition) ?? details.price,
      offline: false,
    };
    this.#open.set(id, { key, handle });
    return handle;
  }

  async #keyOf(
    id: string,
    definition: ConfiguredModel,
    provider: Provider,
    baseUrl: string,
  ): Promise<string | undefined> {
    if (provider.key === 'none') return undefined;
    const name = secretName(definition, provider, baseUrl);
    const key = await this.#options.secrets.get(name);
    if (key !== undefined && key.trim() !== '') return key.trim();
    if (provider.key === 'optional') return undefined;
    throw new ModelNotSetUpError(
      id,
      `there is no key named "${name}".`,
      `Run "Memfun: Set Up" and enter your ${provider.label} key, or leave "memfun.model" empty to use the offline engine.`,
    );
  }
}

/** A project may name an address, but the user's own keys are not sent there: such a model has a key of its own. */
function secretName(definition: ConfiguredModel, provider: Provider, baseUrl: string): string {
  if (definition.secret !== undefined) return definition.secret;
  const isForeign = definition.from === 'project' && definition.baseUrl !== undefined;
  return isForeign ? `${provider.name}@${new URL(baseUrl).host}` : provider.name;
}

function baseUrlOf(id: string, definition: ConfiguredModel, provider: Provider): string {
  const url = definition.baseUrl ?? provider.defaultBaseUrl;
  if (url !== undefined) return url.replace(/\/+$/, '');
  throw new ModelNotSetUpError(
    id,
    'it has no address.',
    'Give it an entry with "baseUrl" in "memfun.models", for example "http://localhost:1234/v1".',
  );
}

function labelOf(name: string, provider: Provider | undefined): string {
  return provider === undefined ? name : `${name} (${provider.label})`;
}

function priceOf({ price }: ConfiguredModel): ModelHandle['price'] {
  if (price === undefined) return undefined;
  const { input, output, cachedInput, cacheWrite } = price;
  return {
    input,
    output,
    ...(cachedInput === undefined ? {} : { cachedInput }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
  };
}
