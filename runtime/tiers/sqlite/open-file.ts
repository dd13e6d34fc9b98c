// Opens a file of SQLite with whichever engine this host has, so that nobody else can harm it meanwhile.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { TierInUseError } from '../errors.js';
import { SqlDatabase } from './database.js';
import { orDiskFull } from './disk-full.js';
import type { SqlEngine } from './engine.js';
import { livingHolder } from './file-lock.js';
import { MachineMark } from './machine-mark.js';
import { hasNodeSqlite, openNodeSqlite } from './node-sqlite.js';
import { openSqlJs } from './sql-js.js';
import { bringUp, type SqlVersions } from './versions.js';

export interface SqlFileOptions {
  /** The database; its folder is made. Not on a network disk: WAL needs shared memory. */
  readonly file: string;
  /** Where `sql-wasm.wasm` lies, for hosts without SQLite of their own. */
  readonly assetsDir: string;
  /** Default: the host's own where it has one. */
  readonly engine?: SqlEngine['kind'];
  /** How long a writer waits for another one, in milliseconds. Default 5,000; the process stands still meanwhile. */
  readonly busyMs?: number;
  /** Whether it can be made again from elsewhere: then nothing waits for the disk, and a loss of power may cost it. */
  readonly isIndex?: boolean;
}

/**
 * A database with the tables of the given version.
 * @param onTrouble told when nothing can be read for whoever listens: once, until something can be again
 * @throws TierInUseError when the file cannot be shared and another process has it
 * @throws TierNewerError when it is of a newer version, TierFormatError when it is no database
 * @throws TierFullError when there is no room for it
 */
export async function openSqlFile(
  options: SqlFileOptions,
  versions: SqlVersions,
  onTrouble?: (error: unknown) => void,
): Promise<SqlDatabase> {
  const db = new SqlDatabase(await openEngine(options, versions), onTrouble);
  try {
    bringUp(db.engine, versions);
    // Again: who wants it alone takes the lock and then looks for the log that is there by now.
    if (db.engine.kind === 'node:sqlite') await refuseLocked(options.file);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function openEngine(
  { file, assetsDir, engine, busyMs, isIndex }: SqlFileOptions,
  versions: SqlVersions,
): Promise<SqlEngine> {
  try {
    // For nobody but the user: conversations may lie in it.
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw orDiskFull(path.dirname(path.dirname(file)), error);
  }
  const wanted = engine ?? (hasNodeSqlite() ? 'node:sqlite' : 'sql.js');
  if (wanted === 'sql.js') return openSqlJs(file, assetsDir, versions);
  await refuseLocked(file);
  const mark = await markMachine(file);
  try {
    return openNodeSqlite(file, { onClose: () => mark.release(), busyMs, isIndex });
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
