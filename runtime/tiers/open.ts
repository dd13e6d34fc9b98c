// Opens the tier that the configuration names. Nothing else decides, and nothing weaker is taken in silence.
import path from 'node:path';
import { type Logger, MemfunError } from '../core/index.js';
import { createInProcessTier } from './in-process/index.js';
import { openNatsTier } from './nats/index.js';
import { isSentinel, openRedisTier, sentinelProblem } from './redis/index.js';
import { openSqliteTier } from './sqlite/index.js';
import type { Tier, TierKind } from './types.js';

/** Name of the file of the SQLite tier. */
export const SQLITE_FILE = 'tier.db';

export interface TierConfig {
  readonly kind: TierKind;
  /**
   * Addresses without credentials: `redis://…`, `rediss://…`, `redis+sentinel://…/primary`, `nats://…`, `tls://…`.
   * Several: one cluster, or the Sentinels of one primary.
   */
  readonly servers: readonly string[];
  readonly username: string | undefined;
}

export interface OpenTierOptions {
  readonly config: TierConfig;
  /** Who shares it: the same text opens the same data. */
  readonly namespace: string;
  /** Folder of this disk for SQLite; `undefined` where there is none. */
  readonly folder: string | undefined;
  /** Where `sql-wasm.wasm` lies. */
  readonly assetsDir: string;
  /** The password of a server, asked for only when there is one. */
  readonly password: (kind: TierKind) => Promise<string | undefined>;
  readonly logger: Logger;
}

/** The settings do not say enough to open the tier. */
export class TierConfigError extends MemfunError {
  readonly code = 'tier.config';
  constructor(kind: TierKind, problem: string, remedy: string) {
    super(`The tier "${kind}" cannot be opened: ${problem}`, { remedy });
  }
}

/**
 * @throws TierConfigError when the settings do not fit together
 * @throws TierUnreachableError when a server does not answer or refuses the credentials
 * @throws TierInUseError, TierFormatError for SQLite's file
 */
export async function openTier(options: OpenTierOptions): Promise<Tier> {
  const { config, namespace, folder, assetsDir, logger } = options;
  const { kind } = config;
  if (kind === 'in-process') return createInProcessTier({ logger });
  if (kind === 'sqlite') {
    if (folder === undefined) {
      const problem = 'this workspace has no folder on a local disk.';
      throw new TierConfigError(kind, problem, 'Choose "in-process", or a server.');
    }
    return openSqliteTier({ file: path.join(folder, SQLITE_FILE), assetsDir, logger });
  }
  if (kind === 'redis') {
    const form = /^rediss?(\+sentinel)?:\/\//;
    const servers = serversFor(config, form, 'redis://127.0.0.1:6379');
    const behindSentinels = isSentinel({ servers });
    const problem = behindSentinels ? sentinelProblem(servers) : undefined;
    if (problem !== undefined) {
      const remedy = 'Name every Sentinel like "redis+sentinel://127.0.0.1:26379/mymaster".';
      throw new TierConfigError(kind, problem, remedy);
    }
    const cluster = servers.length > 1 && !behindSentinels;
    return openRedisTier({ ...(await access(options)), servers, cluster, namespace, logger });
  }
  const servers = serversFor(config, /^(nats|tls):\/\//, 'nats://127.0.0.1:4222');
  // A cluster of three or more keeps three copies: any one of its nodes may be lost.
  const replicas = servers.length >= 3 ? 3 : 1;
  return openNatsTier({ ...(await access(options)), servers, replicas, namespace, logger });
}

function serversFor(
  { kind, servers }: TierConfig,
  form: RegExp,
  example: string,
): readonly string[] {
  const remedy = `Set "memfun.tierServers", for example to ["${example}"].`;
  if (servers.length === 0) throw new TierConfigError(kind, 'no server is named.', remedy);
  const wrong = servers.find((server) => !form.test(server));
  if (wrong === undefined) return servers;
  throw new TierConfigError(kind, `"${wrong}" is no address of such a server.`, remedy);
}

async function access({ config, password }: OpenTierOptions) {
  const word = await password(config.kind);
  return {
    ...(config.username === undefined ? {} : { username: config.username }),
    ...(word === undefined ? {} : { password: word }),
  };
}
