// The composition root, the map of the system: configuration → models → sandbox, tools, memory → turns.
import type { ImageShelf, ModelChooser, SafetyDesk } from '../agents/index.js';
import {
  createLearn,
  Housekeeping,
  imageShelf,
  keptFiles,
  Projects,
  runTurn,
  writeCommitMessage,
} from '../agents/index.js';
import type { Config } from '../config/index.js';
import {
  Budget,
  createIds,
  isAbort,
  type Json,
  type Mode,
  systemClock,
  toErrorInfo,
} from '../core/index.js';
import { checkChangedFiles } from '../memory/index.js';
import type { ConfiguredModels } from '../models/index.js';
import { createModelSource, createOfflineModel } from '../models/index.js';
import type { AnyTool, ModelHandle, ToolRegistry } from '../ports/index.js';
import { NoSuchOutputError } from '../processes/index.js';
import { createAuditTrail } from '../safety/index.js';
import { SkillCatalogue } from '../skills/index.js';
import { createSkillTools, createToolRegistry } from '../tools/index.js';
import { agentModel } from './agent-model.js';
import { checksOn } from './checks.js';
import type { ChosenSandbox } from './choose-sandbox.js';
import { chooseSandbox } from './choose-sandbox.js';
import { configOfTurn } from './config-of-turn.js';
import { runProbes } from './doctor.js';
import { memfunProbes } from './memfun-probes.js';
import { suggestIn } from './mentions.js';
import { partNotices } from './notices.js';
import { optimizationOf } from './optimization-of.js';
import type { Optimization } from './optimize.js';
import type { MemfunParts } from './parts.js';
import { readConfig } from './read-config.js';
import { runChanges } from './run-changes.js';
import { safetyAccess } from './safety-access.js';
import { sharedStorageOf } from './shared-storage.js';
import { noteUses, offeredAgents, offeredSkills } from './skill-parts.js';
import { SpendAccount } from './spend-account.js';
import { teamOf } from './team.js';
import { createToolDesk } from './tool-desk.js';
import { resumeOf, sandboxOf, traceAccess, traceOf } from './traces.js';
import type {
  DoctorCheck,
  Memfun,
  MemfunEnvironment,
  RunTurnOptions,
  ToolDesk,
  TurnResult,
} from './types.js';
import { hostsOf } from './web.js';

/**
 * Puts a Memfun together on one workspace.
 * @throws ConfigError naming the key that is wrong and where it stands
 */
export async function composeMemfun(env: MemfunEnvironment, parts: MemfunParts): Promise<Memfun> {
  const memfun = new ComposedMemfun(env, parts, await readConfig(env, env.settings));
  memfun.prewarm();
  return memfun;
}

/** Tokens of a model that is not known. */
const SMALL_WINDOW = 32_000;

class ComposedMemfun implements Memfun {
  readonly #env: MemfunEnvironment;
  readonly #parts: MemfunParts;
  readonly #ids = createIds();
  readonly #offline: ModelHandle = createOfflineModel();
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  readonly #said = new Set<string>();
  readonly #modeHandlers = new Set<(mode: Mode) => void>();
  readonly #files: ReturnType<typeof keptFiles>;
  #config: Config;
  /** Outranks the setting until that is changed. */
  #windowMode: Mode | undefined;
  #models: ConfiguredModels;
  #sandbox: Promise<ChosenSandbox> | undefined;

  readonly #chooser: ModelChooser = {
    current: async () => (await this.rootModel()).id,
    choices: () => this.#models.choices(),
    use: async (id) => {
      await this.#models.open(id);
      this.#config = { ...this.#config, model: id };
      this.#models = this.#modelsOf(this.#config);
    },
  };

  readonly #safety: SafetyDesk;
  readonly #housekeeping: Housekeeping;
  readonly #spending: SpendAccount;
  readonly #projects: Projects | undefined;
  readonly optimize: Optimization;

  constructor(env: MemfunEnvironment, parts: MemfunParts, config: Config) {
    this.#env = env;
    this.#parts = parts;
    this.#config = config;
    this.#files = keptFiles(env.workspace, systemClock, env.logger);
    this.#models = this.#modelsOf(config);
    this.#projects = env.projects && new Projects(env.projects, systemClock);
    this.#spending = new SpendAccount(env, this.#ids, parts.traces);
    const { memory, sessions } = parts;
    this.optimize = optimizationOf(env, parts, {
      models: () => this.#models,
      modelName: () => this.#config.model,
      emit: (event) => this.#spending.take(event),
      left: async () => this.#config.dayUsd - (await this.#spending.today()).costUsd,
      runTurn: (turn) => this.runTurn(turn),
    });
    this.#housekeeping = new Housekeeping({
      memory,
      sessions,
      clock: systemClock,
      logger: env.logger,
    });
    this.#safety = {
      mode: () => this.mode,
      setMode: (mode) => this.setMode(mode),
      policy: parts.commands?.policy,
      hosts: parts.web?.hosts,
    };
  }

  get sessions(): Memfun['sessions'] {
    return this.#parts.sessions;
  }

  get memory(): Memfun['memory'] {
    return this.#parts.memory;
  }

  get recovered(): Memfun['recovered'] {
    return this.#parts.changes?.target.recovered ?? [];
  }

  get web(): Memfun['web'] {
    return this.#parts.web?.access(this.#config.web.search);
  }

  /** Chooses the sandbox ahead of the first turn; a failure is told by the turn that needs it. */
  prewarm(): void {
    this.#chosenSandbox().catch(() => undefined);
  }

  async runTurn(options: RunTurnOptions): Promise<TurnResult> {
    const running = this.#turn(options);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async #turn({
    model,
    resume: from,
    trial,
    handed,
    ...options
  }: RunTurnOptions): Promise<TurnResult> {
    const { workspace, logger } = this.#env;
    const { memory, sessions, tools, gateFor } = this.#parts;
    const words = await this.optimize.words(options.sessionId, trial, model);
    const compared = model ?? words.modelFor(this.#config.model);
    const config = configOfTurn(this.#config, { mode: this.mode, model: compared, trial });
    const models = compared === undefined ? this.#models : this.#modelsOf(config);
    const use = { words, refresh: () => run.refresh() };
    const predictor = await this.optimize.predictor(models, use);
    const { request } = options;
    const offered = await words.skills((await this.skills()).skills);
    const skills = new SkillCatalogue(offered, request.text);
    const agents = words.agents(await offeredAgents(this.#parts));
    const started = systemClock.now();
    const custom = [
      ...(await this.#customTools(config, options.signal)),
      ...(await this.#serverTools(config, models, options.signal)),
    ];
    const changes = runChanges(this.#env, this.#parts, config.mode, custom);
    const { audit, changes: kept } = this.#parts;
    const trail =
      audit && createAuditTrail(audit, { sessionId: options.sessionId, mode: config.mode, logger });
    const run = await this.#spending.plan(config, request, () => models.forRole('root'));
    const traces = trial === undefined ? this.#parts.traces : undefined;
    const trace = traceOf(traces, config, options.sessionId);
    const resume = from && (await resumeOf(this.#parts.traces, from));
    const result = await runTurn(
      {
        trace: trace?.take,
        predictor,
        withModel: agentModel(
          models,
          (id) => this.#modelsOf({ ...config, model: id }),
          (own) => this.optimize.predictor(own, use),
        ),
        models,
        skills,
        instructionsIn: this.#env.trusted ? workspace : undefined,
        agents,
        team: teamOf(this.#env, this.#parts, config, handed),
        tools: createToolRegistry(
          words.tools([
            ...this.#withWeb(changes === undefined ? tools : changes.tools, config).list(),
            ...createSkillTools(skills),
          ]),
        ),
        router: words.router,
        changes,
        workspace: changes?.overlay ?? workspace,
        logger,
        memory,
        sessions,
        ids: this.#ids,
        sandbox: sandboxOf(() => this.#chosenSandbox(), this.#parts.sandboxes),
        commands: changes?.commands,
        hosts: hostsOf(this.#parts.web, this.#env.approvals, config),
        gateFor: (registry, guards) => gateFor(registry, config, guards),
        clock: systemClock,
        memoryMb: config.sandbox.memoryMb,
        cellTimeoutMs: config.cellTimeoutMs,
        limits: run.limits,
        codeReader: this.#parts.codeReader,
        recallTokens: this.#config.memory.enabled ? config.memory.injectTokens : 0,
        marksUse: trial === undefined,
        learn: config.memory.enabled ? createLearn(predictor, memory, logger) : async () => [],
        chooser: this.#chooser,
        safety: this.#safety,
        checks: checksOn(workspace, config),
        custom: this.#parts.custom,
        mcp: this.#parts.mcp,
        images: sharedStorageOf(this.#env),
        files: this.#files,
        spending: run.desk,
        projects: this.#projects,
        terminals: this.#env.terminals,
        background: this.#env.trusted ? this.#parts.commands?.background : undefined,
        undo: this.#env.trusted ? kept : undefined,
        history: async (limit) => (await audit?.list(limit)) ?? [],
        notices: [...(await this.#newNotices(options.signal)), ...run.notices],
      },
      {
        ...options,
        ...(resume === undefined ? {} : { resume }),
        request: request.effort === 'auto' ? { ...request, effort: config.effort } : request,
        signal: AbortSignal.any([options.signal, this.#closing.signal]),
        emit: (event) => {
          options.emit(event);
          run.take(event);
          if (trial === undefined) this.optimize.take(event, options.sessionId);
          trail?.take(event);
        },
      },
    );
    await Promise.all([trail?.settled(), trace?.settled()]);
    this.#spending.turnEnded(result.usage);
    await noteUses(this.skillDesk, skills, { ...result, ms: systemClock.now() - started }, logger);
    if (config.memory.enabled) {
      const { sessionId } = options;
      const { signal } = this.#closing;
      this.#behind(this.#housekeeping.run({ sessionId, predictor, limits: run.limits, signal }));
    }
    return result;
  }

  /** Goes on after the turn, until it is done or this is closed. */
  #behind(work: Promise<void>): void {
    const running = work.finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async spending(): ReturnType<Memfun['spending']> {
    return this.#spending.report(this.#config.dayUsd, () => this.rootModel());
  }

  async conversationLeft(): Promise<void> {
    const { memory, budget } = this.#config;
    if (!memory.enabled) return;
    const predictor = await this.optimize.predictor(this.#models);
    const { signal } = this.#closing;
    const work = this.#housekeeping.run({ sessionId: '', predictor, limits: budget, signal });
    this.#behind(work);
    await work;
  }

  suggestMentions(query: string, signal: AbortSignal): ReturnType<Memfun['suggestMentions']> {
    return suggestIn(
      {
        env: this.#env,
        parts: this.#parts,
        config: this.#config,
        ids: this.#ids,
        files: this.#files,
      },
      query,
      AbortSignal.any([signal, this.#closing.signal]),
    );
  }

  skills(): ReturnType<Memfun['skills']> {
    return offeredSkills(this.#parts);
  }

  get skillDesk(): Memfun['skillDesk'] {
    return this.#parts.skillDesk;
  }

  agents(): ReturnType<Memfun['agents']> {
    return this.#parts.agentDesk.list();
  }

  get agentDesk(): Memfun['agentDesk'] {
    return this.#parts.agentDesk;
  }

  get safety(): Memfun['safety'] {
    return safetyAccess(this.#parts, this.#safety);
  }

  get conflicts(): Memfun['conflicts'] {
    return this.#parts.conflicts;
  }

  get traces(): Memfun['traces'] {
    return traceAccess(this.#parts, () => this.#config, this.#env);
  }

  get mcp(): Memfun['mcp'] {
    return this.#parts.mcp;
  }

  get effort(): Memfun['effort'] {
    return this.#config.effort;
  }

  get mode(): Mode {
    return this.#windowMode ?? this.#config.mode;
  }

  setMode(mode: Mode): void {
    this.#windowMode = mode;
    for (const handler of this.#modeHandlers) handler(mode);
  }

  onMode(handler: (mode: Mode) => void): { dispose(): void } {
    this.#modeHandlers.add(handler);
    return { dispose: () => this.#modeHandlers.delete(handler) };
  }

  toolDesk(more: readonly AnyTool[]): ToolDesk {
    return createToolDesk(
      {
        parts: this.#parts,
        config: () => this.#config,
        ids: this.#ids,
        logger: this.#env.logger,
        closing: this.#closing.signal,
      },
      more,
    );
  }

  async readOutput(outputId: string, from: number): ReturnType<Memfun['readOutput']> {
    const { commands } = this.#parts;
    if (commands === undefined) throw new NoSuchOutputError(outputId);
    return commands.outputs.read(outputId, from);
  }

  filesChanged(paths: readonly string[]): void {
    const { memory, codeReader } = this.#parts;
    const { signal } = this.#closing;
    if (!this.#config.memory.enabled || codeReader === undefined || signal.aborted) return;
    this.#behind(
      checkChangedFiles(paths, memory, codeReader, signal).then(
        () => undefined,
        (thrown: unknown) => {
          if (isAbort(thrown)) return;
          this.#env.logger.warn('memories of changed files could not be checked', {
            ...toErrorInfo(thrown),
          });
        },
      ),
    );
  }

  get images(): ImageShelf {
    return imageShelf({ workspace: this.#env.workspace, store: sharedStorageOf(this.#env) });
  }

  async commitMessage(signal: AbortSignal): Promise<string> {
    const { logger } = this.#env;
    const { memory, tools, gateFor } = this.#parts;
    const config = this.#config;
    return writeCommitMessage(
      {
        predictor: await this.optimize.predictor(this.#models),
        memory,
        gate: gateFor(tools, config),
        budget: Budget.open(config.budget, systemClock),
        emit: this.#spending.take,
        recallTokens: config.memory.enabled ? config.memory.injectTokens : 0,
      },
      {
        signal: AbortSignal.any([signal, this.#closing.signal]),
        logger,
        caller: 'user',
        turnId: this.#ids.next('turn'),
        stepId: undefined,
      },
    );
  }

  async rootModel(): Promise<ModelHandle> {
    return this.#models.forRole('root');
  }

  async sandboxEngine(): Promise<ChosenSandbox['adapter']['engine']> {
    return (await this.#chosenSandbox()).adapter.engine;
  }

  tier(): ReturnType<Memfun['tier']> {
    return this.#parts.tiers.tier(this.#config.tier);
  }

  async doctor(signal: AbortSignal): Promise<readonly DoctorCheck[]> {
    return runProbes(memfunProbes(this.#env, this.#parts, this.#config, this.#models), signal);
  }

  async reconfigure(settings: Readonly<Record<string, Json>>): Promise<void> {
    const config = await readConfig(this.#env, settings);
    if (config.mode !== this.#config.mode) this.setMode(config.mode);
    this.#config = config;
    this.#models = this.#modelsOf(this.#config);
    this.#sandbox = undefined;
    this.prewarm();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#running);
    await Promise.all([this.#spending.settled(), this.optimize.settled()]);
    await this.#parts.close();
  }

  #withWeb(tools: ToolRegistry, { web }: Config): ToolRegistry {
    const added = this.#parts.web?.tools(web.search) ?? [];
    return added.length === 0 ? tools : createToolRegistry([...tools.list(), ...added]);
  }

  #modelsOf(config: Config): ConfiguredModels {
    const { secrets, hostModels } = this.#env;
    return createModelSource({ config, secrets, hostModels, offline: this.#offline });
  }

  #chosenSandbox(): Promise<ChosenSandbox> {
    this.#sandbox ??= chooseSandbox(this.#parts.sandboxes, this.#config.sandbox.engine);
    return this.#sandbox;
  }

  /** What this window has not said yet. */
  async #newNotices(signal: AbortSignal): Promise<readonly string[]> {
    const { notice } = await this.#chosenSandbox().catch(() => ({ notice: undefined }));
    const all = [
      ...(notice === undefined ? [] : [notice]),
      ...(await partNotices(this.#parts, signal)),
    ];
    const fresh = all.filter((text) => !this.#said.has(text));
    for (const text of fresh) this.#said.add(text);
    return fresh;
  }

  /** Tools of the workspace that the user trusts; while planning nothing of it runs. */
  async #customTools({ mode }: Config, signal: AbortSignal): Promise<readonly AnyTool[]> {
    if (mode === 'plan') return [];
    return (await this.#parts.custom?.tools(signal).catch(() => [])) ?? [];
  }

  /** Of servers that the user has allowed; while planning none is started. */
  async #serverTools(
    { mode }: Config,
    models: ConfiguredModels,
    signal: AbortSignal,
  ): Promise<readonly AnyTool[]> {
    if (mode === 'plan' || this.#parts.mcp === undefined) return [];
    const model = await models.forRole('root', signal).catch(() => undefined);
    const window = model?.contextWindow ?? SMALL_WINDOW;
    return await this.#parts.mcp.tools(window, signal).catch(() => []);
  }
}
