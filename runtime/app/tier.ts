// The tier of a workspace, opened when it is first needed: the configured one or none. Nothing weaker stands in for it.
import type { Config } from '../config/index.js';
import { openSqliteTier, openTier, type Tier } from '../tiers/index.js';
import { tierPlace } from './tier-file.js';
import type { MemfunEnvironment } from './types.js';

/**
 * @param file of SQLite, when it is another than the configured one
 * @throws TierConfigError, TierUnreachableError, TierInUseError, TierFormatError, TierFullError
 */
export async function openConfiguredTier(
  env: Pick<
    MemfunEnvironment,
    'projectStorage' | 'secrets' | 'assetsDir' | 'logger' | 'workspace' | 'tierHome'
  >,
  config: Config['tier'],
  file?: string,
): Promise<Tier> {
  const { secrets, assetsDir, logger, workspace } = env;
  if (file !== undefined) return openSqliteTier({ file, assetsDir, logger });
  const place = config.kind === 'sqlite' ? await tierPlace(env, config.space) : undefined;
  return openTier({
    config,
    namespace: config.space ?? workspace.root,
    folder: place?.folder,
    assetsDir,
    password: (kind) => secrets.get(kind),
    logger,
  });
}

export class TierDesk {
  readonly #env: MemfunEnvironment;
  /** By the configuration that it was opened with: who uses an earlier one may end in peace. */
  readonly #open = new Map<string, Promise<Tier>>();
  #closed = false;

  constructor(env: MemfunEnvironment) {
    this.#env = env;
  }

  /** The same one as long as the configuration is the same. After a failure the next call tries again. */
  async tier(config: Config['tier']): Promise<Tier> {
    const key = JSON.stringify(config);
    const found = this.#open.get(key);
    if (found !== undefined) return found;
    const opening = openConfiguredTier(this.#env, config);
    this.#open.set(key, opening);
    opening.catch(() => this.#open.delete(key));
    const tier = await opening;
    if (this.#closed) await tier.close();
    return tier;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const open = await Promise.allSettled(this.#open.values());
    this.#open.clear();
    const tiers = open.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    await Promise.all(tiers.map((tier) => tier.close()));
  }
}
