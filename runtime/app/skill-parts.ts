// The skills of this build: found, counted, switched off, and what a person does with them.
import path from 'node:path';
import type { FoundAgents } from '../agents/index.js';
import { createIds, type Logger, systemClock, toErrorInfo } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import {
  type Discovery,
  discoverSkills,
  InstalledSkills,
  type SkillCatalogue,
  SkillDesk,
  type SkillPlace,
  SkillUses,
  Switches,
} from '../skills/index.js';
import { folderOf } from '../storage/index.js';
import { createSafeFetch, type SafeFetch } from '../web/index.js';
import type { MemfunParts } from './parts.js';
import { sharedStorageOf } from './shared-storage.js';
import type { MemfunEnvironment, TurnResult } from './types.js';

type SkillParts = Pick<MemfunParts, 'skills' | 'skillDesk'>;

/** @param fetch how an archive or an index on the web is reached */
export function skillParts(
  env: MemfunEnvironment,
  places: readonly SkillPlace[],
  fetch: SafeFetch = createSafeFetch(),
): SkillParts {
  const { workspace, userStorage, trusted, logger } = env;
  const ids = createIds();
  const clock = systemClock;
  const skills: SkillParts['skills'] = () => discoverSkills(places, logger);
  const uses = new SkillUses(userStorage, { window: ids.next('window'), clock });
  const switches = new Switches(folderOf(sharedStorageOf(env), 'trust'));
  const placeIn = ({ localRoot }: FileStore, folder: string): InstalledSkills | undefined =>
    localRoot === undefined
      ? undefined
      : new InstalledSkills({ folder: path.join(localRoot, folder), clock, ids });
  const user = placeIn(userStorage, 'skills');
  const own = trusted ? placeIn(workspace, '.memfun/skills') : undefined;
  const skillDesk = new SkillDesk({
    discover: skills,
    places: {
      ...(own === undefined ? {} : { workspace: own }),
      ...(user === undefined ? {} : { user }),
    },
    uses,
    switches,
    fetch: trusted ? fetch : undefined,
    cwd: workspace.localRoot ?? process.cwd(),
    ids,
  });
  return { skills, skillDesk };
}

/** Without those that are switched off. */
export async function offeredSkills({ skills, skillDesk }: SkillParts): Promise<Discovery> {
  const [found, off] = await Promise.all([skills(), skillDesk.off('skills')]);
  return { ...found, skills: found.skills.filter(({ name }) => !off.has(name)) };
}

/** Without those that are switched off. */
export async function offeredAgents({
  agentDesk,
  skillDesk,
}: Pick<MemfunParts, 'agentDesk' | 'skillDesk'>): Promise<FoundAgents['agents']> {
  const [found, off] = await Promise.all([agentDesk.list(), skillDesk.off('agents')]);
  return found.agents.filter(({ name }) => !off.has(name));
}

/** Keeps what a turn used. A turn is not held up by a disk that refuses. */
export async function noteUses(
  desk: SkillDesk,
  used: SkillCatalogue,
  turn: Pick<TurnResult, 'turnId' | 'stopReason' | 'usage'> & { readonly ms: number },
  logger: Logger,
): Promise<void> {
  const { turnId, usage, ms } = turn;
  const { costUsd } = usage;
  const at = systemClock.now();
  const success = turn.stopReason === 'answered';
  const tokens = usage.inputTokens + usage.outputTokens;
  const uses = used
    .opened()
    .map(({ name: skill }) => ({ skill, at, turnId, success, tokens, costUsd, ms }));
  await desk.noteUses(uses).catch((error: unknown) => {
    logger.warn('The use of a skill could not be noted.', { ...toErrorInfo(error) });
  });
}
