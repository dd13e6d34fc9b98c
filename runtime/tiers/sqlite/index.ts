// The SQLite tier: bus, state, queue and registries of one machine, in one file.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Clock, createIds, type Logger, silentLogger, systemClock } from '../../core/index.js';
import { TierInUseError } from '../errors.js';
import { InProcessToolRegistry } from '../in-process/tool-registry.js';
import {
  GROUP_PREFIX,
  StoredAgentRegistry,
  StoredEventBus,
  StoredTaskQueue,
} from '../stored/index.js';
import type { Tier, TierCapabilities, TierReport } from '../types.js';
import { SqliteBusStore } from './bus-store.js';
import { SqlDatabase, text } from './database.js';
import { orDiskFull } from './disk-full.js';
import type { SqlEngine } from './engine.js';
import { livingHolder } from './file-lock.js';
import { MachineMark } from './machine-mark.js';
import { hasNodeSqlite, openNodeSqlite } from './node-sqlite.js';
import { prepareSchema } from './schema.js';
import { sharedClock } from './shared-clock.js';
import { openSqlJs } from './sql-js.js';
import { SqliteStateStore } from './state-store.js';
import { SqliteTaskStore } from './task-store.js';

export { type SqliteTables, sqliteImage } from './image.js';
export { moveSqliteFile } from './move.js';

export interface SqliteTierOptions {
  /** The database; its folder is made. Not on a network disk: WAL needs shared memory. */
  readonly file: string;
  /** Where `sql-wasm.wasm` lies, for hosts without SQLite of their own. */
  readonly assetsDir: string;
  /** Default: the host's own where it has one. */
  readonly engine?: 'node:sqlite' | 'sql.js';
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
  const db = new SqlDatabase(await openEngine(options), (error) =>
    logger.warn('changes of the file cannot be read', { reason: String(error) }),
  );
  try {
    prepareSchema(db.engine);
    // Again: who wants it alone takes the lock and then looks for the log that is there by now.
    if (db.engine.kind === 'node:sqlite') await refuseLocked(options.file);
  } catch (error) {
    await db.close();
    throw error;
  }
  const clock = sharedClock(db, options.clock ?? systemClock);
  const ids = createIds(clock);
  const taskStore = new SqliteTaskStore(db, clock);
  const busStore = new SqliteBusStore(db, taskStore, clock, ids, keep);
  const queue = { ids, logger, maxWaiting: options.maxWaitingTasks ?? DEFAULT_KEEP };
  const deliveries = new StoredTaskQueue(taskStore, { ...queue, prefix: GROUP_PREFIX });
  const bus = new StoredEventBus(busStore, deliveries, logger);
  const state = new SqliteStateStore(db, 'state', clock, logger, keep);
  const tasks = new StoredTaskQueue(taskStore, queue);
  const agentStore = new SqliteStateStore(db, 'agents', clock, logger, keep);
  const agents = new StoredAgentRegistry(agentStore, clock);
  return {
    kind: 'sqlite',
    capabilities: SQLITE_CAPABILITIES[db.engine.kind],
    bus,
    state,
    tasks,
    agents,
    tools: new InProcessToolRegistry(),
    probe: () => probe(db, state),
    close: async () => {
      await tasks.close();
      await Promise.all([bus.close(), state.close(), agents.close()]);
      await db.close();
    },
  };
}

async function openEngine({ file, assetsDir, engine }: SqliteTierOptions): Promise<SqlEngine> {
  try {
    // For nobody but the user: conversations may lie in it.
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw orDiskFull(path.dirname(path.dirname(file)), error);
  }
  const wanted = engine ?? (hasNodeSqlite() ? 'node:sqlite' : 'sql.js');
  if (wanted === 'sql.js') return openSqlJs(file, assetsDir);
  await refuseLocked(file);
  const mark = await markMachine(file);
  try {
    return openNodeSqlite(file, () => mark.release());
  } catch (error) {
    mark.release();
    throw error;
  }
}

async function refuseLocked(file: string): Promise<void> {
  const holder = await livingHolder(`${file}.lock`);
  if (holder !== undefined) throw new TierInUseError(file, holder);
}

async function markMachine(file: string): Promise<MachineMark> {
  try {
    return await MachineMark.set(file);
  } catch (error) {
    throw orDiskFull(file, error);
  }
}

async function probe(db: SqlDatabase, state: SqliteStateStore): Promise<TierReport> {
  const started = performance.now();
  await state.put('memfun.probe', started, { ttlMs: 1000 });
  await state.get('memfun.probe');
  const latencyMs = performance.now() - started;
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
