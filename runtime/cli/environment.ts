// What the command line gives the runtime: folders of this disk, keys from environment variables, a quiet log.
import { existsSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type MemfunEnvironment, projectKeyOf, tierHomeOf } from '../app/index.js';
import type { Json, LogRecord } from '../core/index.js';
import { createLogger } from '../core/index.js';
import { createNodeFileStore, folderKey } from '../storage/index.js';
import { createTerminalApprovals } from './approvals.js';
import type { CliOptions } from './arguments.js';
import { UsageError } from './arguments.js';
import { createTerminalPerson } from './person.js';
import { createSecrets } from './secrets.js';

/** @throws UsageError when the workspace folder does not exist */
export async function commandLineEnvironment(options: CliOptions): Promise<MemfunEnvironment> {
  const workspace = workspaceFolder(options.dir);
  const storage = storageFolder(options);
  const own = options.storage === undefined && holdsMemory(workspace, 'project');
  const projects = createNodeFileStore(path.join(storage, 'projects'));
  const key = own
    ? ''
    : (projectOfEditor() ?? (await projectKeyOf(projects, workspace, folderKey(workspace))));
  const project = own ? workspace : path.join(storage, 'projects', key);
  const user = own && holdsMemory(workspace, 'user') ? workspace : path.join(storage, 'user');
  return {
    workspace: createNodeFileStore(workspace),
    ...(own ? {} : { projects: { files: projects, key, folder: workspace } }),
    projectStorage: createNodeFileStore(project, { own: !own }),
    userStorage: createNodeFileStore(user, { own: user !== workspace }),
    tierHome: await tierHomeOf(workspace, storage),
    secrets: createSecrets(path.join(storage, 'sign-ins'), process.env),
    approvals: createTerminalApprovals(),
    person: createTerminalPerson(),
    logger: createLogger('memfun', logToStderr),
    settings: settingsFromOptions(options),
    assetsDir: __dirname,
    ripgrepCandidates: [],
    node24: findNode24(),
    hostModels: [],
    trusted: true,
    home: createNodeFileStore(homedir()),
  };
}

/** Where memory, conversations and checkouts are kept. */
export function storageFolder(options: CliOptions): string {
  return path.resolve(
    options.storage ?? process.env['MEMFUN_HOME'] ?? path.join(homedir(), '.memfun'),
  );
}

/** An editor that starts the server names the place of what it remembers of the folder. */
function projectOfEditor(): string | undefined {
  const named = process.env['MEMFUN_PROJECT'] ?? '';
  return /^[\w.-]+-[0-9a-f]{12}$/.test(named) ? named : undefined;
}

function workspaceFolder(dir: string | undefined): string {
  const folder = path.resolve(dir ?? '.');
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UsageError(`There is no folder "${folder}".`, 'Give an existing one with --dir.');
  }
  return realpathSync(folder);
}

/** Whether a folder is itself a store of memory, and not one that is worked on. */
function holdsMemory(folder: string, part: 'project' | 'user'): boolean {
  return existsSync(path.join(folder, 'memory', part));
}

function settingsFromOptions(options: CliOptions): Record<string, Json> {
  const settings: Record<string, Json> = {};
  const model = options.model ?? process.env['MEMFUN_MODEL'];
  if (model !== undefined) settings['memfun.model'] = model;
  const search = process.env['MEMFUN_SEARCH'];
  if (search !== undefined) settings['memfun.web.search.backend'] = search;
  const searchUrl = process.env['MEMFUN_SEARCH_URL'];
  if (searchUrl !== undefined) settings['memfun.web.search.url'] = searchUrl;
  if (options.mode !== undefined) settings['memfun.mode'] = options.mode;
  if (options.engine !== undefined) settings['memfun.sandbox.engine'] = options.engine;
  if (options.effort !== undefined) settings['memfun.effort'] = options.effort;
  return { ...settings, ...tierSettings(options, process.env) };
}

/** The tier of workers and of those who give them work. */
function tierSettings(options: CliOptions, env: NodeJS.ProcessEnv): Record<string, Json> {
  const tier = options.tier ?? env['MEMFUN_TIER'];
  const servers = options.servers ?? env['MEMFUN_TIER_SERVERS'];
  const user = options.user ?? env['MEMFUN_TIER_USER'];
  const space = options.space ?? env['MEMFUN_TIER_SPACE'];
  return {
    ...(tier === undefined ? {} : { 'memfun.tier': tier }),
    ...(servers === undefined ? {} : { 'memfun.tierServers': servers.split(',') }),
    ...(user === undefined ? {} : { 'memfun.tierUser': user }),
    ...(space === undefined ? {} : { 'memfun.tierSpace': space }),
  };
}

/** The strong sandbox needs a Node of the addon's version: named by MEMFUN_NODE, or found on PATH. */
function findNode24(): string | undefined {
  const named = process.env['MEMFUN_NODE'];
  if (named !== undefined) return named;
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const name of ['node24', 'node-24']) {
      const file = path.join(folder, name);
      if (existsSync(file)) return file;
    }
  }
  return undefined;
}

function logToStderr(record: LogRecord): void {
  const wanted = process.env['MEMFUN_LOG'];
  const shown =
    wanted === undefined
      ? record.level === 'error'
      : record.level !== 'trace' || wanted === 'trace';
  if (!shown) return;
  const data = record.data === undefined ? '' : ` ${JSON.stringify(record.data)}`;
  process.stderr.write(`${record.level} ${record.scope}: ${record.message}${data}\n`);
}
