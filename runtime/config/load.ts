// Reads the configuration. Precedence, the only place where it is decided: built-in defaults, then memfun.toml of the
// project, then the host's user and workspace settings, then the command line. A later one replaces a whole setting,
// except `memfun.models`, whose entries are joined by name.
import { parse, TomlError } from 'smol-toml';
import type * as z from 'zod';
import type { BudgetLimits, Effort, Json, Mode } from '../core/index.js';
import { jsonSchema } from '../core/index.js';
import { ConfigError } from './errors.js';
import { refuseSecrets } from './secrets-check.js';
import type { ModelDefinition, SettingKey, SettingValues } from './settings.js';
import { SETTINGS } from './settings.js';

/** A model definition and who wrote it: keys go to addresses that the user chose, never to ones a project names. */
export type ConfiguredModel = ModelDefinition & { readonly from: 'project' | 'user' };

export interface Config {
  /** `undefined`: the offline engine. */
  readonly model: string | undefined;
  /** `undefined`: the same as `model`. */
  readonly subModel: string | undefined;
  readonly extractionModel: string | undefined;
  readonly models: Readonly<Record<string, ConfiguredModel>>;
  readonly mode: Mode;
  readonly effort: Effort;
  readonly budget: BudgetLimits;
  /** US dollars of all runs of one day together. */
  readonly dayUsd: number;
  /** Agents at the same time. */
  readonly team: { readonly parallel: number };
  readonly sandbox: {
    /** `undefined`: the best one that works here. */
    readonly engine: Exclude<SettingValues['memfun.sandbox.engine'], 'auto'> | undefined;
    readonly memoryMb: number;
  };
  readonly cellTimeoutMs: number;
  readonly memory: {
    readonly enabled: boolean;
    readonly injectTokens: number;
    readonly embeddings: {
      readonly provider: SettingValues['memfun.memory.embeddings'];
      readonly model: string | undefined;
      /** Address of a server, or folder of a model. */
      readonly place: string | undefined;
    };
  };
  readonly checks: { readonly enabled: boolean; readonly budgetMs: number };
  readonly traces: {
    readonly enabled: boolean;
    readonly keep: { readonly runs: number; readonly bytes: number; readonly ageMs: number };
  };
  readonly codeLens: { readonly enabled: boolean };
  readonly web: {
    readonly search: {
      readonly backend: SettingValues['memfun.web.search.backend'];
      /** `undefined`: there is no SearXNG server. */
      readonly url: string | undefined;
      readonly maxResults: number;
    };
  };
  readonly tier: {
    readonly kind: SettingValues['memfun.tier'];
    readonly servers: readonly string[];
    readonly username: string | undefined;
    /** `undefined`: the folder's own. */
    readonly space: string | undefined;
    /** Conversations lie there too. */
    readonly sessions: boolean;
  };
}

export interface ConfigSources {
  /** Text of the project's memfun.toml. */
  readonly toml?: { readonly text: string; readonly path: string } | undefined;
  /** Settings of the host: flat (`memfun.budget.depth`) or nested, with or without the leading `memfun`. */
  readonly settings?: Readonly<Record<string, Json>> | undefined;
  /** From the command line, in the same forms. */
  readonly overrides?: Readonly<Record<string, Json>> | undefined;
}

type Values = Partial<Record<SettingKey, unknown>>;

/** @throws ConfigError naming the key, where it stands and what is allowed */
export function loadConfig({ toml, settings, overrides }: ConfigSources = {}): Config {
  const project = toml === undefined ? {} : readToml(toml);
  const user = readValues(settings ?? {}, 'the settings');
  const line = readValues(overrides ?? {}, 'the command line');
  const values = { ...defaults(), ...project, ...user, ...line } as SettingValues;
  const models = {
    ...ownedBy('project', project),
    ...ownedBy('user', user),
    ...ownedBy('user', line),
  };
  return arrange(values, models);
}

function readToml({ text, path }: { readonly text: string; readonly path: string }): Values {
  let parsed: Json;
  try {
    parsed = jsonSchema.parse(parse(text));
  } catch (error) {
    const detail =
      error instanceof TomlError
        ? `line ${error.line}, column ${error.column}: ${error.message.split('\n')[0] ?? ''}`
        : 'dates are not used in any setting.';
    throw new ConfigError(
      {
        key: undefined,
        source: path,
        problem: `it cannot be read: ${detail}`,
        allowed: 'Correct this line. Settings look like: model = "anthropic/claude-sonnet-4-5".',
      },
      error,
    );
  }
  refuseSecrets(parsed, path);
  const values = readValues(parsed as Readonly<Record<string, Json>>, path);
  for (const key of Object.keys(values) as SettingKey[]) {
    if (SETTINGS[key].scope === 'person') {
      throw new ConfigError({
        key,
        source: path,
        problem: 'a project may not decide this.',
        allowed: 'Remove the line; set it in the settings of the editor instead.',
      });
    }
  }
  return values;
}

/** Checks a set of settings, flat or nested, and gives them by full key. */
function readValues(given: Readonly<Record<string, Json>>, source: string): Values {
  const values: Values = {};
  for (const [key, value] of flatten(given)) {
    if (!isSettingKey(key)) throw unknownKey(key, source);
    const checked = SETTINGS[key].schema.safeParse(value);
    if (!checked.success) throw badValue(key, source, checked.error);
    values[key] = checked.data;
  }
  return values;
}

function* flatten(
  given: Readonly<Record<string, Json>>,
  prefix = '',
): Generator<readonly [string, Json]> {
  for (const [name, value] of Object.entries(given)) {
    const path = `${prefix}${name}`;
    const key = path === 'memfun' || path.startsWith('memfun.') ? path : `memfun.${path}`;
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isGroup && !isSettingKey(key)) {
      yield* flatten(value as Readonly<Record<string, Json>>, `${path}.`);
    } else yield [key, value];
  }
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

function unknownKey(key: string, source: string): ConfigError {
  const known = Object.keys(SETTINGS);
  const last = key.slice(key.lastIndexOf('.') + 1).toLowerCase();
  const near = known.filter((name) => name.toLowerCase().includes(last));
  const allowed =
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known settings: ${known.join(', ')}.`;
  return new ConfigError({ key, source, problem: 'there is no such setting.', allowed });
}

function badValue(key: SettingKey, source: string, error: z.ZodError): ConfigError {
  const issue = error.issues[0];
  const at = issue === undefined || issue.path.length === 0 ? '' : `.${issue.path.join('.')}`;
  return new ConfigError(
    {
      key: `${key}${at}`,
      source,
      problem: issue?.message ?? 'the value does not fit.',
      allowed: `${SETTINGS[key].description} Default: ${JSON.stringify(SETTINGS[key].default)}.`,
    },
    error,
  );
}

function defaults(): Values {
  return Object.fromEntries(
    Object.entries(SETTINGS).map(([key, setting]) => [key, setting.default]),
  );
}

function ownedBy(from: ConfiguredModel['from'], values: Values): Record<string, ConfiguredModel> {
  const models = values['memfun.models'] as SettingValues['memfun.models'] | undefined;
  return Object.fromEntries(
    Object.entries(models ?? {}).map(([name, model]) => [name, { ...model, from }]),
  );
}

function arrange(values: SettingValues, models: Config['models']): Config {
  const engine = values['memfun.sandbox.engine'];
  return {
    model: filled(values['memfun.model']),
    subModel: filled(values['memfun.subModel']),
    extractionModel: filled(values['memfun.extractionModel']),
    models,
    mode: values['memfun.mode'],
    effort: values['memfun.effort'],
    budget: {
      iterations: bound(values['memfun.budget.iterations']),
      modelCalls: bound(values['memfun.budget.modelCalls']),
      tokens: bound(values['memfun.budget.tokens']),
      costUsd: bound(values['memfun.budget.costUsd']),
      wallMs: bound(values['memfun.budget.wallSeconds']) * 1000,
      depth: values['memfun.budget.depth'],
    },
    dayUsd: bound(values['memfun.budget.dayUsd']),
    team: { parallel: values['memfun.team.parallel'] },
    sandbox: {
      engine: engine === 'auto' ? undefined : engine,
      memoryMb: values['memfun.sandbox.memoryMb'],
    },
    cellTimeoutMs: values['memfun.cellTimeoutSeconds'] * 1000,
    memory: {
      enabled: values['memfun.memory.enabled'],
      injectTokens: values['memfun.memory.injectTokens'],
      embeddings: {
        provider: values['memfun.memory.embeddings'],
        model: filled(values['memfun.memory.embeddingModel']),
        place: filled(values['memfun.memory.embeddingPlace']),
      },
    },
    checks: {
      enabled: values['memfun.checks.enabled'],
      budgetMs: values['memfun.checks.seconds'] * 1000,
    },
    traces: {
      enabled: values['memfun.traces.enabled'],
      keep: {
        runs: values['memfun.traces.keepRuns'],
        bytes: values['memfun.traces.keepMegabytes'] * 1024 * 1024,
        ageMs: values['memfun.traces.keepDays'] * 86_400_000,
      },
    },
    codeLens: { enabled: values['memfun.codeLens.enabled'] },
    web: {
      search: {
        backend: values['memfun.web.search.backend'],
        url: filled(values['memfun.web.search.url']),
        maxResults: values['memfun.web.search.maxResults'],
      },
    },
    tier: {
      kind: values['memfun.tier'],
      servers: values['memfun.tierServers'],
      username: filled(values['memfun.tierUser']),
      space: filled(values['memfun.tierSpace']),
      sessions: values['memfun.tierSessions'],
    },
  };
}

function filled(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}

function bound(limit: number): number {
  return limit === 0 ? Number.POSITIVE_INFINITY : limit;
}
