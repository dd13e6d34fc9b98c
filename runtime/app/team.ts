// The team behind the chat: its queue on the configured tier, which the first plan opens.
import type { RunTeam } from '../agents/index.js';
import type { Config } from '../config/index.js';
import { systemClock } from '../core/index.js';
import { createElsewhere, createHand, createTeam, type HandedPart } from '../orchestrator/index.js';
import type { MemfunParts } from './parts.js';
import type { MemfunEnvironment } from './types.js';

const MAX_ATTEMPTS = 3;

export function teamOf(
  { projectStorage, workspace, trusted, logger }: MemfunEnvironment,
  { tiers, worktrees, conflicts, commands, web }: MemfunParts,
  { tier, team, mode }: Config,
  handed: HandedPart | undefined,
): RunTeam {
  if (handed !== undefined) return createHand(handed, worktrees);
  return createTeam({
    queue: async () => (await tiers.tier(tier)).tasks,
    storage: projectStorage,
    parallel: team.parallel,
    maxAttempts: MAX_ATTEMPTS,
    worktrees,
    elsewhere: async (site, signal) => {
      const folder = workspace.localRoot;
      if (!trusted || folder === undefined) return undefined;
      const ports = await tiers.tier(tier);
      if (ports.capabilities.reach === 'process') return undefined;
      const denied = () => ({
        commands: patternsOf(commands?.policy.list().deny),
        hosts: patternsOf(web?.hosts.list().deny),
      });
      const clock = systemClock;
      return createElsewhere({ ports, folder, mode, denied, clock, logger }, site, signal);
    },
    conflicts: conflicts.decide,
  });
}

function patternsOf(rules: readonly { readonly pattern: string }[] = []): string[] {
  return rules.map(({ pattern }) => pattern);
}
