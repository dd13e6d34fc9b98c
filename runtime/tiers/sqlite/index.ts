// The SQLite tier: bus, state, queue and registries of one machine, in one file.
import { type Clock, createIds, type Logger, silentLogger, systemClock } from '../../core/index.js';
import { latencyOf } from '../probe.js';
import { storedPorts } from '../stored/index.js';
import type { Tier, TierCapabilities, TierReport } from '../types.js';
import { SqliteBusStore } from './bus-store.js';
import { type SqlDatabase, text } from './database.js';
import type { SqlEngine } from './engine.js';
import { openSqlFile, type SqlFileOptions } from './open-file.js';
import { TIER_TABLES } from './schema.js';
import { sharedClock } from './shared-clock.js';
import { SqliteStateStore } from './state-store.js';
import { SqliteTaskStore } from './task-store.js';

export type { SqlDatabase } from './database.js';
export { type SqliteTables, sqliteImage } from './image.js';
export { moveSqliteFile } from './move.js';
export { openSqlFile, type SqlFileOptions } from './open-file.js';
export type { SqlVersions } from './versions.js';

export interface SqliteTierOptions extends Omit<SqlFileOptions, 'busyMs' | 'isIndex'> {
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Messages and state changes kept for replay. Default 10,000 of each. */
  readonly keep?: number;
  /** Waiting tasks that a queue may hold. Default 10,000. */
  readonly maxWaitingTasks?: number;
}

const DEFAULT_KEEP = 10_000;

/** What the tier can do with each engine. */
export const SQLITE_CAPABILITIES: Readonly<Record<SqlEngine['kind'], TierCapabilities>> = {
  'node:sqlite': {
    durable: true,
    reach: 'machine',
    slowSubscribers: 'stored',
    transactions: true,
    maxValueBytes: undefined,
  },
  'sql.js': {
    durable: true,
    reach: 'process',
    slowSubscribers: 'stored',
    transactions: true,
    maxValueBytes: undefined,
  },
};

/**
 * @throws TierInUseError when the file cannot be shared and another process has it
 * @throws TierFormatError when the file is no database, or of a newer version
 */
export async function openSqliteTier(options: SqliteTierOptions): Promise<Tier> {
  const { logger = silentLogger } = options;
  const keep = Math.max(1, options.keep ?? DEFAULT_KEEP); // the newest tells the next number
  const db = await openSqlFile(options, TIER_TABLES, (error) =>
    logger.warn('changes of the file cannot be read', { reason: String(error) }),
  );
  const clock = sharedClock(db, options.clock ?? systemClock);
  const ids = createIds(clock);
  const taskStore = new SqliteTaskStore(db, clock);
  const busStore = new SqliteBusStore(db, taskStore, clock, ids, keep);
  const state = new SqliteStateStore(db, 'state', clock, logger, keep);
  const agentStore = new SqliteStateStore(db, 'agents', clock, logger, keep);
  const stored = storedPorts(
    { bus: busStore, tasks: taskStore, state, agents: agentStore },
    { clock, ids, logger, maxWaiting: options.maxWaitingTasks },
  );
  return {
    kind: 'sqlite',
    capabilities: SQLITE_CAPABILITIES[db.engine.kind],
    ...stored.ports,
    probe: () => probe(db, state),
    close: async () => {
      await stored.close();
      await db.close();
    },
  };
}

async function probe(db: SqlDatabase, state: SqliteStateStore): Promise<TierReport> {
  const latencyMs = await latencyOf(state);
  const version = text(db.first('select sqlite_version() as version')?.['version']);
  const isShared = db.engine.kind === 'node:sqlite';
  return {
    server: `SQLite ${version} (${db.engine.kind}), ${db.engine.file}`,
    latencyMs,
    persistence: isShared
      ? 'Write-ahead log: a killed process loses nothing; a loss of power may cost the last commits.'
      : 'The file is written as a whole after changes.',
    warnings: isShared
      ? []
      : [
          'This host has no SQLite of its own, so only one window or process can use the file. Use an editor or Node (22.13 or newer) that has node:sqlite.',
        ],
  };
}
