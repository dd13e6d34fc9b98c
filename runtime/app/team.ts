// The team behind the chat: its queue on the configured tier, which the first plan opens.
import type { RunTeam } from '../agents/index.js';
import type { Config } from '../config/index.js';
import { createTeam } from '../orchestrator/index.js';
import type { MemfunParts } from './parts.js';
import type { MemfunEnvironment } from './types.js';

const MAX_ATTEMPTS = 3;

export function teamOf(
  { projectStorage }: MemfunEnvironment,
  { tiers, worktrees, conflicts }: MemfunParts,
  { tier, team }: Config,
): RunTeam {
  return createTeam({
    queue: async () => (await tiers.tier(tier)).tasks,
    storage: projectStorage,
    parallel: team.parallel,
    maxAttempts: MAX_ATTEMPTS,
    worktrees,
    conflicts: conflicts.decide,
  });
}
