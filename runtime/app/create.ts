// Puts a Memfun together from the real parts of this build: engines, tools, memory, conversations.
import { homedir } from 'node:os';
import path from 'node:path';
import { createCodeReader, Projects } from '../agents/index.js';
import { createDiskGround, openBackups, openJournaledTarget } from '../changes/index.js';
import { CodeIndex, type CodeService, createCodeService } from '../code/index.js';
import { createIds, systemClock } from '../core/index.js';
import { CustomTools } from '../custom-tools/index.js';
import { McpClients } from '../mcp/index.js';
import { keepMemoryFile, logMemoryEvents, openMemoryOnFiles } from '../memory/index.js';
import type { ToolRegistry } from '../ports/index.js';
import { BackgroundCommands, OutputStore } from '../processes/index.js';
import {
  type CommandReader,
  createCommandReader,
  createGate,
  findSecrets,
  judgeCommand,
  openAuditLog,
  openPolicy,
  redactText,
} from '../safety/index.js';
import { createSandboxEngines } from '../sandbox/index.js';
import type { SkillPlace } from '../skills/index.js';
import { createNodeFileStore, folderOf } from '../storage/index.js';
import {
  createBackgroundTools,
  createCodeTools,
  createCommandTools,
  createFileTools,
  createGitTools,
  createHistoryTools,
  createLanguageTools,
  createLocateTool,
  createMemoryTools,
  createToolRegistry,
  createWriteTools,
  defineTool,
  toolSignature,
} from '../tools/index.js';
import { TraceStore } from '../traces/index.js';
import type { SafeFetch } from '../web/index.js';
import { createAgentDesk } from './agent-desk.js';
import { openMeaning } from './embeddings.js';
import { composeMemfun } from './memfun.js';
import type { CommandParts } from './parts.js';
import { gitProbe, memoryFileProbe, searchProbe } from './probes.js';
import { readConfig } from './read-config.js';
import { chosenSessions } from './sessions.js';
import { sharedStorageOf } from './shared-storage.js';
import { skillParts } from './skill-parts.js';
import { sharedMemory } from './team-memory.js';
import { TierDesk } from './tier.js';
import { traceDatabase, traceProbe } from './trace-database.js';
import type { Memfun, MemfunEnvironment } from './types.js';
import { openWebParts } from './web.js';
import { writerParts } from './writer-parts.js';

/** Most bytes of backups that a project keeps, compressed. */
const BACKUP_BYTES = 200 * 1024 * 1024;

export interface CreateOptions {
  /** Keep a sandbox started ahead of time: for hosts that live longer than one turn. */
  readonly prewarm: boolean;
  /** How pages are reached; by default the guarded way to the public internet alone. */
  readonly fetch?: SafeFetch;
}

/**
 * A running Memfun on the environment's workspace.
 * @throws ConfigError naming the key that is wrong; MemoryIndexError when memory cannot be opened at all
 */
export async function createMemfun(
  env: MemfunEnvironment,
  { prewarm, fetch }: CreateOptions,
): Promise<Memfun> {
  const { workspace, projectStorage, userStorage, assetsDir, logger } = env;
  const ids = createIds();
  const clock = systemClock;
  const engines = createSandboxEngines({ assetsDir, node24: env.node24, prewarm });
  const config = await readConfig(env, env.settings);
  const embeddings = await openMeaning(config.memory, {
    secrets: env.secrets,
    storage: sharedStorageOf(env),
    clock,
    ids,
    logger,
  });
  const { meaning } = embeddings;
  const tiers = new TierDesk(env);
  const memory = await openMemoryOnFiles({
    share: sharedMemory(env, config, tiers, ids),
    ...(meaning === undefined ? {} : { meaning }),
    userStorage,
    projectStorage: sharedStorageOf(env),
    clock,
    ids,
    assetsDir,
    findSecrets,
  });
  await (env.projects && new Projects(env.projects, clock))?.touch();
  const sessions = chosenSessions(env, config, tiers, { clock, ids });
  const traces = new TraceStore({
    files: projectStorage,
    clock,
    ids,
    logger: logger.child('traces'),
    redact: redactText,
    limits: () => config.traces.keep,
    database: traceDatabase(env),
  });
  const { tools, code, close: closeTools } = workspaceTools(env);
  for (const tool of [...createMemoryTools({ memory }), ...createHistoryTools({ sessions })])
    tools.register(tool);
  logMemoryEvents(memory, logger.child('memory'));
  const memoryFile = keepMemoryFile({
    workspace,
    storage: projectStorage,
    memory,
    trusted: env.trusted,
    logger,
  });
  await memoryFile.settled();
  const ground = env.changeGround ?? createDiskGround(workspace);
  const target = await openJournaledTarget(ground, {
    storage: projectStorage,
    clock,
    ids,
    logger,
  });
  const backups = await openBackups({
    files: projectStorage,
    capBytes: BACKUP_BYTES,
    clock,
    ids,
    logger,
  });
  const audit = await openAuditLog(projectStorage, { window: ids.next('window'), clock });
  const commands = await commandParts(env);
  const mcp = serverParts(env, commands);
  const skills = skillParts(env, skillPlaces(env), fetch);
  const close = async (): Promise<void> => {
    engines.close();
    await Promise.all([commands?.background.close(), mcp?.close()]);
    await memoryFile.settled();
    memoryFile.dispose();
    await Promise.allSettled([
      skills.skillDesk.close(),
      memory.close(),
      sessions.close(),
      audit.close(),
      traces.close(),
      closeTools(),
    ]);
    await tiers.close();
  };
  try {
    const memfun = await composeMemfun(env, {
      sandboxes: engines.adapters,
      memory,
      codeReader: createCodeReader(workspace, code),
      sessions,
      traces,
      tools,
      changes: {
        target,
        backups,
        toolsOver: (overlay) => [
          ...createFileTools({
            workspace: overlay,
            ripgrep: { candidates: env.ripgrepCandidates },
          }),
          ...createWriteTools({ overlay }),
        ],
      },
      custom: customTools(env),
      ...writerParts(env),
      mcp,
      tiers,
      ...skills,
      agentDesk: createAgentDesk(env),
      audit,
      commands,
      web: await openWebParts(env, fetch),
      gateFor: (registry, { mode }, guards) =>
        createGate({
          registry,
          trusted: env.trusted,
          changes: mode === 'plan' ? 'off' : 'held',
          ...guards,
          signatureOf: toolSignature,
          logger,
        }),
      probes: [
        searchProbe(env.ripgrepCandidates),
        ...embeddings.probes,
        gitProbe(workspace),
        memoryFileProbe(memoryFile),
        traceProbe(traces),
      ],
      close,
    });
    if (prewarm) void engines.prewarm().catch(() => undefined); // told by the turn that needs it
    return memfun;
  } catch (error) {
    await close();
    throw error;
  }
}

/** By precedence. Nothing of a workspace that is not trusted. */
function skillPlaces(env: MemfunEnvironment): readonly SkillPlace[] {
  const { workspace, userStorage, home, assetsDir, trusted } = env;
  const own = ['.memfun/skills', '.agents/skills', '.claude/skills'].map(
    (folder): SkillPlace => ({ source: 'workspace', files: workspace, folder }),
  );
  const users: SkillPlace[] = [
    { source: 'user', files: userStorage, folder: 'skills' },
    ...(home === undefined
      ? []
      : ['.memfun/skills', '.agents/skills', '.claude/skills'].map(
          (folder): SkillPlace => ({ source: 'user', files: home, folder }),
        )),
  ];
  const shipped = createNodeFileStore(path.dirname(path.resolve(assetsDir)));
  return [
    ...(trusted ? own : []),
    ...users,
    { source: 'built-in', files: shipped, folder: 'skills' },
  ];
}

/** Files of the workspace that may become tools: on this machine's disk, in a trusted workspace. */
function customTools(env: MemfunEnvironment): CustomTools | undefined {
  const { workspace, projectStorage, assetsDir, node24, logger, trusted } = env;
  if (workspace.localRoot === undefined || !trusted) return undefined;
  const files = folderOf(projectStorage, 'trust');
  return new CustomTools({
    workspace,
    files,
    clock: systemClock,
    logger,
    assetsDir,
    node: node24,
    define: defineTool,
  });
}

/** Servers are started like commands: on this machine, in a trusted workspace. */
function serverParts(
  { workspace, projectStorage, secrets, person, logger }: MemfunEnvironment,
  commands: CommandParts | undefined,
): McpClients | undefined {
  const { localRoot } = workspace;
  if (localRoot === undefined || commands === undefined) return undefined;
  return new McpClients({
    workspace,
    files: folderOf(projectStorage, 'trust'),
    secrets,
    person,
    env: process.env,
    workspaceFolder: localRoot,
    home: homedir(),
    clock: systemClock,
    logger,
    allowCommand: (pattern) => commands.policy.add('allow', pattern),
  });
}

/** Commands run on this machine's disk only, and only in a trusted workspace. */
async function commandParts(env: MemfunEnvironment): Promise<CommandParts | undefined> {
  const { workspace, projectStorage, assetsDir, logger, trusted, denied } = env;
  const { localRoot } = workspace;
  if (localRoot === undefined || !trusted) return undefined;
  const policy = await openPolicy(folderOf(projectStorage, 'policy'), { logger });
  const background = await BackgroundCommands.open({
    files: projectStorage,
    ids: createIds(),
    logger,
    now: () => systemClock.now(),
  });
  const outputs = new OutputStore({
    files: projectStorage,
    ids: createIds(),
    logger,
    redact: redactText,
  });
  let reader: Promise<CommandReader> | undefined;
  const shell = process.platform === 'win32' ? 'powershell' : 'bash';
  return {
    async judge(command, mode) {
      reader ??= createCommandReader(assetsDir);
      const read = (await reader).read(command, shell);
      const { allow, deny } = policy.patterns(mode);
      return judgeCommand(read, {
        mode,
        allow,
        deny: [...deny, ...(denied?.commands ?? [])],
        root: localRoot,
        home: homedir(),
      });
    },
    allowAlways: async (command) => {
      await policy.add('allow', command, 'user');
    },
    policy: {
      list: () => policy.list(),
      add: async (list, pattern) => {
        await policy.add(list, pattern, 'user');
      },
      remove: async (list, pattern) => {
        await policy.remove(list, pattern);
      },
    },
    background,
    outputs,
    toolsIn: (folder) => createCommandTools({ workspace: folder, outputs }),
    tools: [
      ...createCommandTools({ workspace, outputs }),
      ...createBackgroundTools({ workspace, background }),
    ],
  };
}

/** The tools that look at the workspace. */
export function workspaceTools(env: MemfunEnvironment): {
  readonly tools: ToolRegistry;
  readonly code: CodeService;
  readonly close: () => Promise<void>;
} {
  const { workspace, assetsDir, languageServices: services } = env;
  const code = createCodeService({ assetsDir });
  const index = new CodeIndex({ workspace, code });
  const tools = createToolRegistry([
    ...createFileTools({ workspace, ripgrep: { candidates: env.ripgrepCandidates } }),
    ...createCodeTools({ workspace, code, index }),
    ...createGitTools({ workspace }),
    createLocateTool(workspace, index),
    ...(services === undefined ? [] : createLanguageTools({ workspace, services })),
  ]);
  return { tools, code, close: () => code.dispose() };
}
