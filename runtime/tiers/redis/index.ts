// The Redis tier: bus, state, queue and registries of several machines, on a Redis or Redis Cluster.
import type { Redis } from 'ioredis';
import { createIds, type Logger, silentLogger, systemClock } from '../../core/index.js';
import { closeInOrder } from '../closing.js';
import { latencyOf } from '../probe.js';
import { storedPorts } from '../stored/index.js';
import type { Tier, TierCapabilities, TierReport } from '../types.js';
import { RedisBusStore } from './bus-store.js';
import { isSentinel } from './clients.js';
import { RedisConnection, type RedisConnectionOptions } from './connection.js';
import { RedisStateStore } from './state-store.js';
import { RedisTaskStore } from './task-store.js';

export { isSentinel, sentinelProblem } from './clients.js';

export interface RedisTierOptions extends Omit<RedisConnectionOptions, 'logger'> {
  readonly logger?: Logger;
  /** Messages and state changes kept for replay. Default 10,000 of each. */
  readonly keep?: number;
  /** Waiting tasks that a queue may hold. Default 10,000. */
  readonly maxWaitingTasks?: number;
}

const DEFAULT_KEEP = 10_000;

/** Durable as far as the server is: `probe` says when it is not. */
export const REDIS_CAPABILITIES: TierCapabilities = {
  durable: true,
  reach: 'network',
  slowSubscribers: 'stored',
  transactions: true,
  maxValueBytes: 512 * 2 ** 20,
};

/** @throws TierUnreachableError when the server does not answer or refuses the credentials */
export async function openRedisTier(options: RedisTierOptions): Promise<Tier> {
  const { logger = silentLogger, keep = DEFAULT_KEEP } = options;
  const redis = await RedisConnection.open({ ...options, logger: logger.child('redis') });
  const ids = createIds();
  const taskStore = new RedisTaskStore(redis);
  const busStore = new RedisBusStore(redis, taskStore, ids, keep);
  const state = new RedisStateStore(redis, 'state', logger, keep);
  const agentStore = new RedisStateStore(redis, 'agents', logger, keep);
  const stored = storedPorts(
    { bus: busStore, tasks: taskStore, state, agents: agentStore },
    { clock: systemClock, ids, logger, maxWaiting: options.maxWaitingTasks },
  );
  return {
    kind: 'redis',
    capabilities: REDIS_CAPABILITIES,
    ...stored.ports,
    probe: () => probe(redis, state, options),
    close: () =>
      closeInOrder(
        () => stored.close(),
        () => redis.client.ping(),
        () => redis.close(),
      ),
  };
}

async function probe(
  redis: RedisConnection,
  state: RedisStateStore,
  options: RedisTierOptions,
): Promise<TierReport> {
  const { servers } = options;
  const latencyMs = await latencyOf(state);
  const nodes = await Promise.all(redis.primaries().map(factsOf));
  const isAppending = nodes.every(({ fact }) => fact('aof_enabled') === '1');
  const sync = nodes.map((node) => node.sync).sort(byRisk)[0] ?? '?';
  const version = nodes[0]?.fact('redis_version') ?? 'of unknown version';
  return {
    server: `Redis ${version} at ${servers.join(', ')}`,
    latencyMs,
    persistence: isAppending
      ? `Append-only file, synced ${whatIsLost(sync)}.`
      : 'Snapshots at most.',
    warnings: [...new Set(nodes.flatMap((node) => warningsOf(node, isSentinel(options))))],
  };
}

interface Facts {
  readonly fact: (name: string) => string | undefined;
  /** `always`, `everysec`, `no`, or a question mark where the server does not tell. */
  readonly sync: string;
}

async function factsOf(node: Redis): Promise<Facts> {
  const [info, sync] = await Promise.all([node.info(), appendSync(node)]);
  const fact = (name: string): string | undefined =>
    new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim();
  return { fact, sync };
}

function warningsOf({ fact }: Facts, isBehindSentinels: boolean): readonly string[] {
  const isAppending = fact('aof_enabled') === '1';
  const warnings: string[] = [];
  if (!isAppending) {
    warnings.push(
      'Append-only persistence is off: everything since the last snapshot is lost when the server is killed. Start it with --appendonly yes.',
    );
  }
  if (isAppending && fact('aof_last_write_status') === 'err') {
    warnings.push(
      'The last write of the append-only file failed. Make room on the disk of the server, and look into its log.',
    );
  }
  const policy = fact('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    warnings.push(
      `The server may throw keys away (maxmemory-policy ${policy}). Set it to noeviction.`,
    );
  }
  if (isBehindSentinels && fact('connected_slaves') === '0') {
    warnings.push(
      'The primary has no replica: writes are refused, because a failover would lose them.',
    );
  }
  return warnings;
}

/** What could lose most comes first. */
function byRisk(a: string, b: string): number {
  const safest = ['?', 'no', 'everysec', 'always'];
  return safest.indexOf(a) - safest.indexOf(b);
}

function whatIsLost(sync: string): string {
  if (sync === 'always') return 'at every write: nothing acknowledged is lost';
  if (sync === 'everysec')
    return `"${sync}": a killed server loses nothing unless its disk was slow; a loss of power up to a second`;
  return `"${sync}": a killed server loses nothing; a loss of power half a minute, or more`;
}

async function appendSync(node: Redis): Promise<string> {
  try {
    const reply: unknown = await node.call('CONFIG', 'GET', 'appendfsync');
    return Array.isArray(reply) ? String(reply[1]) : '?';
  } catch {
    return '?';
  }
}
