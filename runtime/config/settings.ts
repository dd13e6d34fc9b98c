// Every setting once: its key, its shape, its default and its description.
import * as z from 'zod';
import { DEFAULT_LIMITS, effortSchema, modeSchema } from '../core/index.js';

const priceSchema = z.strictObject({
  input: z.number().min(0),
  output: z.number().min(0),
  cachedInput: z.number().min(0).optional(),
  cacheWrite: z.number().min(0).optional(),
});

/** One entry of `memfun.models`. Prices are US dollars per million tokens. */
export const modelDefinitionSchema = z.strictObject({
  provider: z.enum(['anthropic', 'openai', 'openai-compatible', 'ollama']),
  /** Name of the model at the provider. */
  model: z.string().min(1),
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Name of the stored key, when it is not the provider's own. */
  secret: z.string().min(1).optional(),
  contextWindow: z.number().int().min(1024).optional(),
  maxOutputTokens: z.number().int().min(256).optional(),
  vision: z.boolean().optional(),
  dialect: z.enum(['code', 'tools']).optional(),
  price: priceSchema.optional(),
});
export type ModelDefinition = z.infer<typeof modelDefinitionSchema>;

interface Setting<T> {
  readonly schema: z.ZodType<T>;
  readonly default: T;
  readonly description: string;
  /**
   * Who may set it. `user`: not the workspace's settings, because it decides where keys are sent. `person`: not
   * memfun.toml either, because it decides what the agent may do.
   */
  readonly scope: 'person' | 'user' | 'workspace';
}

function setting<T>(
  schema: z.ZodType<T>,
  fallback: NoInfer<T>,
  description: string,
  scope: Setting<T>['scope'] = 'workspace',
): Setting<T> {
  return { schema, default: fallback, description, scope };
}

/** Positive, or `0` for no limit. */
const limit = z.number().min(0);
const count = limit.int();

export const SETTINGS = {
  'memfun.model': setting(
    z.string(),
    '',
    'The model that answers: `provider/model` (for example `anthropic/claude-sonnet-4-5`) or the name of an entry of `memfun.models`. Empty: the built-in offline engine.',
  ),
  'memfun.subModel': setting(
    z.string(),
    '',
    'The model for sub-calls over parts of the code. Empty: the same as `memfun.model`.',
  ),
  'memfun.extractionModel': setting(
    z.string(),
    '',
    'The model that finds what is worth remembering. Empty: the same as `memfun.model`.',
  ),
  'memfun.models': setting(
    z.record(z.string().min(1), modelDefinitionSchema),
    {},
    'Models by name, each with `provider` and `model`, and where needed `baseUrl`, `headers`, `secret`, `contextWindow`, `maxOutputTokens`, `vision`, `dialect` and `price` (US dollars per million tokens).',
    'user',
  ),
  'memfun.mode': setting(
    modeSchema.exclude(['bypass']),
    'ask',
    'What the agent may do: `ask` shows every change before it is made, `auto` makes changes inside the workspace and lists them (`/undo` takes them back), `plan` only reads.',
    'person',
  ),
  'memfun.effort': setting(
    effortSchema,
    'auto',
    'How much a question may escalate: `direct` answers at once, `agent` works in steps, `team` uses several agents, `auto` decides by the question.',
  ),
  'memfun.budget.iterations': setting(
    count,
    DEFAULT_LIMITS.iterations,
    'Steps that one run may take, sub-agents included. 0: no limit.',
  ),
  'memfun.budget.modelCalls': setting(
    count,
    DEFAULT_LIMITS.modelCalls,
    'Model calls that one run may make. 0: no limit.',
  ),
  'memfun.budget.tokens': setting(
    count,
    DEFAULT_LIMITS.tokens,
    'Input and output tokens that one run may use. 0: no limit.',
  ),
  'memfun.budget.costUsd': setting(
    limit,
    DEFAULT_LIMITS.costUsd,
    'US dollars that one run may cost, as far as prices are known. 0: no limit.',
  ),
  'memfun.budget.dayUsd': setting(
    limit,
    0,
    'US dollars that all runs of one day may cost together, in all windows. A run ends before it goes over. 0: no limit.',
    'person',
  ),
  'memfun.budget.wallSeconds': setting(
    limit,
    DEFAULT_LIMITS.wallMs / 1000,
    'Seconds that one run may take. 0: no limit.',
  ),
  'memfun.budget.depth': setting(
    z.number().int().min(0).max(8),
    DEFAULT_LIMITS.depth,
    'Levels of recursion below the first. 0: no recursion.',
  ),
  'memfun.team.parallel': setting(
    z.number().int().min(1).max(30),
    4,
    'Agents of a team that work at the same time.',
  ),
  'memfun.sandbox.engine': setting(
    z.enum(['auto', 'isolated-vm', 'quickjs', 'docker', 'modal']),
    'auto',
    'What runs the cells: `isolated-vm` (fast, needs Node 24), `quickjs` (everywhere), or `auto`: the first of these two that runs here. `docker`: a container without network, of Docker or Podman. `modal`: a container of that service, which then gets what cells read. An engine that is named and cannot run is never replaced by another.',
  ),
  'memfun.sandbox.memoryMb': setting(
    z.number().int().min(16).max(4096),
    256,
    'Memory of the sandbox in megabytes.',
  ),
  'memfun.cellTimeoutSeconds': setting(
    z.number().min(1).max(3600),
    60,
    'Seconds that one cell may run.',
  ),
  'memfun.memory.enabled': setting(z.boolean(), true, 'Whether Memfun remembers and recalls.'),
  'memfun.memory.injectTokens': setting(
    z.number().int().min(0).max(32_000),
    1_500,
    'Most tokens of memories that are put before a question.',
  ),
  'memfun.memory.embeddings': setting(
    z.enum(['words', 'built-in', 'ollama', 'openai-compatible', 'local-model']),
    'words',
    'What finds memories beside their words and ideas. Read when the window opens.',
    'user',
  ),
  'memfun.memory.embeddingModel': setting(
    z.string(),
    '',
    'Name of the embedding model at the server.',
    'user',
  ),
  'memfun.memory.embeddingPlace': setting(
    z.string(),
    '',
    'Address of the server of embeddings, or folder of the local model.',
    'user',
  ),
  'memfun.checks.enabled': setting(
    z.boolean(),
    true,
    "Whether the project's own linters, type checks and tests are run after a change.",
  ),
  'memfun.checks.seconds': setting(
    z.number().min(1).max(3600),
    300,
    'Seconds that these checks may take together.',
  ),
  'memfun.traces.enabled': setting(
    z.boolean(),
    true,
    'Whether every run leaves a trace on this machine: its steps, prompts, answers and calls, without secrets.',
  ),
  'memfun.traces.keepRuns': setting(
    z.number().int().min(1).max(10_000),
    300,
    'Most runs whose traces are kept; the oldest are removed first.',
  ),
  'memfun.traces.keepMegabytes': setting(
    z.number().min(1).max(10_000),
    200,
    'Most megabytes of traces that a project keeps.',
  ),
  'memfun.traces.keepDays': setting(
    z.number().min(1).max(3650),
    30,
    'Days after which the trace of a run is removed.',
  ),
  'memfun.skills.registry': setting(
    z.string(),
    '',
    'Path or https address of an index of skills, for the search.',
    'user',
  ),
  'memfun.skills.registryKey': setting(
    z.string(),
    '',
    'Public Ed25519 key of that registry, PEM or Base64. With it, only what is signed with it counts.',
    'user',
  ),
  'memfun.codeLens.enabled': setting(
    z.boolean(),
    true,
    'Whether functions, methods and classes show "Explain" above them.',
  ),
  'memfun.web.search.backend': setting(
    z.enum(['duckduckgo', 'brave', 'tavily', 'searxng']),
    'duckduckgo',
    'What searches the web: `duckduckgo` (no key), `brave` or `tavily` (a key each), or `searxng` (a server of your own).',
  ),
  'memfun.web.search.url': setting(
    z.string().regex(/^(https?:\/\/\S+)?$/, 'it is no http or https address'),
    '',
    'Address of the SearXNG server. It alone may also stand in a private network.',
    'person',
  ),
  'memfun.web.search.maxResults': setting(
    z.number().int().min(1).max(20),
    8,
    'Most results of one web search.',
  ),
  'memfun.tier': setting(
    z.enum(['in-process', 'sqlite', 'redis', 'nats']),
    'in-process',
    'What carries events, tasks and state: `in-process` (this window alone), `sqlite` (the processes of this machine), `redis` or `nats` (several machines, by a server of your own).',
  ),
  'memfun.tierServers': setting(
    z.array(
      z
        .string()
        .regex(
          /^(rediss?(\+sentinel)?|nats|tls):\/\/[^@\s]+$/,
          'it is no address such as redis://host:6379 or nats://host:4222; user and password do not belong in it',
        ),
    ),
    [],
    'Addresses of the Redis or NATS servers, for example `redis://127.0.0.1:6379`. Several: one cluster. Behind Sentinels: each of them with the name of the primary, `redis+sentinel://127.0.0.1:26379/mymaster`.',
    'user',
  ),
  'memfun.tierUser': setting(
    z.string(),
    '',
    'User name at the Redis or NATS server. Its password is a stored key with the name `redis` or `nats`.',
    'user',
  ),
  'memfun.tierSpace': setting(
    z.string().max(200),
    '',
    'Who shares what lies in the tier: machines and folders with the same name have the same tasks, workers and memories. Empty: this folder alone, by its path.',
    'user',
  ),
  'memfun.tierSessions': setting(
    z.boolean(),
    false,
    'Whether conversations lie in the tier too, where every machine with the same space can go on with them; off: in files of this machine. Counts from the next start on, for the tiers `sqlite`, `redis` and `nats`.',
    'user',
  ),
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type SettingValues = {
  readonly [K in SettingKey]: z.infer<(typeof SETTINGS)[K]['schema']>;
};

/** Every setting with what an editor needs to declare it. */
export const SETTING_KEYS: readonly {
  readonly key: SettingKey;
  readonly default: unknown;
  readonly description: string;
  readonly scope: 'person' | 'user' | 'workspace';
  readonly jsonSchema: Readonly<Record<string, unknown>>;
}[] = (Object.keys(SETTINGS) as SettingKey[]).map((key) => {
  const { schema, default: fallback, description, scope } = SETTINGS[key];
  const { $schema: _draft, ...jsonSchema } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  return { key, default: fallback, description, scope, jsonSchema };
});
