// Memories of a project that a team shares: over the tier, when it reaches other machines and names who shares it.
import type { Config } from '../config/index.js';
import type { IdMaker } from '../core/index.js';
import type { KnowledgeBase } from '../ports/index.js';
import { folderOf, TeamLog } from '../storage/index.js';
import { sharedStorageOf } from './shared-storage.js';
import type { TierDesk } from './tier.js';
import type { MemfunEnvironment } from './types.js';

/** `undefined` where memories stay on this machine. What is remembered about the user always does. */
export function sharedMemory(
  env: MemfunEnvironment,
  { tier, memory }: Config,
  tiers: TierDesk,
  ids: IdMaker,
): ((local: KnowledgeBase) => KnowledgeBase) | undefined {
  const reachesOthers = tier.kind === 'redis' || tier.kind === 'nats';
  if (!memory.enabled || !reachesOthers || tier.space === undefined) return undefined;
  const { kind, servers, space } = tier;
  return (local) =>
    new TeamLog({
      local,
      files: folderOf(sharedStorageOf(env), 'memory/team'),
      place: JSON.stringify([kind, servers, space]),
      open: async () => (await tiers.tier(tier)).state,
      newOrigin: () => ids.next('window'),
      logger: env.logger.child('team'),
    });
}
