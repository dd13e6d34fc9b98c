// Where conversations lie: in files of this machine, or in the tier when the user chose it.
import type { Config } from '../config/index.js';
import type { Clock, IdMaker } from '../core/index.js';
import type { SessionManager } from '../ports/index.js';
import { createFileSessionManager, TierSessionManager } from '../storage/index.js';
import { sharedStorageOf } from './shared-storage.js';
import type { TierDesk } from './tier.js';
import type { MemfunEnvironment } from './types.js';

export function chosenSessions(
  env: MemfunEnvironment,
  { tier }: Config,
  tiers: TierDesk,
  makers: { readonly clock: Clock; readonly ids: IdMaker },
): SessionManager {
  // What lies in the process alone would be gone with it.
  if (!tier.sessions || tier.kind === 'in-process')
    return createFileSessionManager({
      files: sharedStorageOf(env),
      logger: env.logger,
      ...makers,
    });
  return new TierSessionManager({
    open: async () => (await tiers.tier(tier)).state,
    logger: env.logger.child('sessions'),
    ...makers,
  });
}
