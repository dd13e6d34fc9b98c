// The places in which a worker does parts of plans: a checkout of the plan's commit with what is not committed there.
import { existsSync } from 'node:fs';
import { stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type MemfunEnvironment, type PlanPartOptions, planPartHandler } from '../../app/index.js';
import { isAbort, MemfunError, toErrorInfo } from '../../core/index.js';
import { type Denied, type Repository, repositoryOf } from '../../orchestrator/index.js';
import { createNodeFileStore } from '../../storage/index.js';
import type { AnyHandler } from '../../workers/index.js';
import { Checkouts } from './checkouts.js';
import { memfunFor, placeIn } from './workplaces.js';

/** The plan and the worker do not have the same sort of folder. */
class NoCommitError extends MemfunError {
  readonly code = 'cli.no-commit';
  constructor() {
    super('The worker has a repository, and the plan names no commit of it.');
  }
}

const UNREAD =
  'git does not read this repository, or it has no commit: of plans only those come here that run in a folder of this path';

/** Installed by the project and ignored by git: commands need them in a checkout as well. */
const DEPENDENCIES = ['node_modules', '.venv', 'venv', 'vendor'];

/**
 * What the worker can do of plans: for each of its agents, on the repository that it has. Nothing when that cannot be
 * checked out; why is logged.
 */
export async function planParts(
  env: MemfunEnvironment,
  how: {
    /** `undefined` stands for tasks of nobody in particular, which are no part of a plan. */
    readonly agents: readonly (string | undefined)[];
    readonly checkouts: Checkouts | undefined;
    /** Where checkouts lie. */
    readonly storage: string;
    readonly work: Omit<PlanPartOptions, 'open'>;
    readonly signal: AbortSignal;
  },
): Promise<readonly AnyHandler[]> {
  const { agents, storage, signal } = how;
  const folder = env.workspace.localRoot ?? env.workspace.root;
  try {
    const repository = await repositoryOf(folder, signal);
    if (repository.commit === undefined && existsSync(path.join(folder, '.git')))
      // Taken for a folder without git, it would be nobody's repository, and nobody would see why.
      env.logger.error(UNREAD, { folder, try: `git -C "${folder}" log -1` });
    const own =
      repository.commit === undefined
        ? undefined
        : () => Checkouts.open(pathToFileURL(topOf(folder, repository)).href, storage, signal);
    const checkouts = how.checkouts ?? (await own?.());
    const options = { ...how.work, open: planPlacesIn(env, repository, checkouts) };
    return agents.flatMap((name) =>
      name === undefined ? [] : [planPartHandler(repository.id, name, options)],
    );
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    env.logger.warn('no parts of plans can be done here', { ...toErrorInfo(thrown) });
    return [];
  }
}

function topOf(folder: string, { prefix }: Repository): string {
  const up = prefix.split('/').filter((part) => part !== '');
  return path.resolve(folder, ...up.map(() => '..'));
}

/** @param checkouts of the repository; absent: parts are done in the folder itself, which has none */
function planPlacesIn(
  env: MemfunEnvironment,
  repository: Repository,
  checkouts: Checkouts | undefined,
): PlanPartOptions['open'] {
  return async (input, { contents, approvals = env.approvals, signal }) => {
    if (checkouts !== undefined && input.commit === undefined) throw new NoCommitError();
    const checkout = await checkouts?.checkout(input.commit, signal);
    return placeIn(checkout, async () => {
      const folder = checkout && path.join(checkout.folder, repository.prefix);
      if (folder !== undefined) await linkDependencies(env.workspace.localRoot, folder);
      const workspace = folder === undefined ? env.workspace : createNodeFileStore(folder);
      for (const { path: file, content } of folder === undefined ? [] : input.base) {
        if (content === null) await workspace.remove(file);
        else await workspace.write(file, await contents.get(content));
      }
      // What is learned, is learned from the person, where the plan runs.
      return memfunFor(
        input,
        { ...env, workspace, approvals, ...deniedBy(input) },
        { 'memfun.memory.enabled': false },
      );
    });
  };
}

/** What is denied where the plan runs is denied here as well. */
function deniedBy({ denied }: { readonly denied?: Denied | undefined }): { denied?: Denied } {
  return denied === undefined ? {} : { denied };
}

/** Links to those of the worker's own folder; what cannot be linked is not there. */
async function linkDependencies(from: string | undefined, to: string): Promise<void> {
  if (from === undefined || from === to) return;
  for (const name of DEPENDENCIES) {
    const found = await stat(path.join(from, name)).catch(() => undefined);
    if (found?.isDirectory() !== true) continue;
    await symlink(path.join(from, name), path.join(to, name), 'junction').catch(() => undefined);
  }
}
