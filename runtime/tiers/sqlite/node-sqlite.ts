// SQLite of the host: WAL mode, shared by the processes of one machine.
import { existsSync, type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import type * as Sqlite from 'node:sqlite';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import * as z from 'zod';
import { TierBusyError, TierFormatError, TierFullError } from '../errors.js';
import { orDiskFull } from './disk-full.js';
import type { SqlEngine, SqlValue } from './engine.js';

const DEFAULT_BUSY_MS = 5_000;
/** Of 4 KiB. */
const CHECKPOINT_PAGES = 8_000;
/** Copied in an editor's process, which stands still meanwhile. */
const INDEX_CHECKPOINT_PAGES = 500;

/** Whether this host has SQLite of its own. */
export function hasNodeSqlite(): boolean {
  return nodeSqlite() !== undefined;
}

function nodeSqlite(): typeof Sqlite | undefined {
  // Asked for this way because a bundler would turn an import into one that fails where the module is missing.
  return 'getBuiltinModule' in process ? process.getBuiltinModule('node:sqlite') : undefined;
}

export interface NodeSqliteOptions {
  /** How long a writer waits for another one, in milliseconds. Default 5,000. */
  readonly busyMs?: number | undefined;
  /** Whether it can be made again from elsewhere: then nothing waits for the disk, and a loss of power may cost it. */
  readonly isIndex?: boolean | undefined;
  /** Called when it is closed. */
  readonly onClose?: () => void;
}

/**
 * @throws TierFormatError when the file is no database
 * @throws TierFullError when there is no room for it
 * @throws TierBusyError when another program is in the middle of opening or changing it
 */
export function openNodeSqlite(file: string, options: NodeSqliteOptions = {}): SqlEngine {
  const { busyMs = DEFAULT_BUSY_MS, isIndex = false, onClose = () => undefined } = options;
  const sqlite = nodeSqlite();
  if (sqlite === undefined) throw new TierFormatError(file, 'this host has no node:sqlite.');
  try {
    const database = new sqlite.DatabaseSync(file);
    database.exec(`pragma busy_timeout = ${busyMs}`);
    database.exec('pragma journal_mode = wal');
    // In WAL mode a killed process loses nothing; only a loss of power may cost the newest commits.
    database.exec(`pragma synchronous = ${isIndex ? 'off' : 'normal'}`);
    // The same pages change again and again: copied into the file less often, they are copied less.
    const pages = isIndex ? INDEX_CHECKPOINT_PAGES : CHECKPOINT_PAGES;
    database.exec(`pragma wal_autocheckpoint = ${pages}`);
    return new NodeSqlite(file, database, busyMs, onClose);
  } catch (error) {
    if (isBusy(error)) throw new TierBusyError(file, busyMs, error);
    const full = orDiskFull(file, error);
    if (full instanceof TierFullError) throw full;
    throw new TierFormatError(file, error instanceof Error ? error.message : String(error), error);
  }
}

/**
 * Brings what stands in the log of a file into the file itself, after which it is whole without anything beside it.
 * @returns false when there is none, when somebody has it open, when it is no database, or when this host cannot tell
 */
export function foldLog(file: string): boolean {
  if (!existsSync(file)) return false; // SQLite would make one
  const sqlite = nodeSqlite();
  if (sqlite === undefined) return !existsSync(`${file}-wal`);
  let database: DatabaseSync | undefined;
  try {
    database = new sqlite.DatabaseSync(file);
    // SQLite leaves the log only for whoever is alone with the file.
    const row: unknown = database.prepare('pragma journal_mode = delete').get();
    return z.object({ journal_mode: z.literal('delete') }).safeParse(row).success;
  } catch {
    return false;
  } finally {
    database?.close();
  }
}

class NodeSqlite implements SqlEngine {
  readonly kind = 'node:sqlite';
  readonly #statements = new Map<string, StatementSync>();
  #version: SqlValue | undefined;

  constructor(
    readonly file: string,
    private readonly database: DatabaseSync,
    private readonly busyMs: number,
    private readonly onClose: () => void,
  ) {}

  exec(sql: string): void {
    this.database.exec(sql);
  }

  all(sql: string, params: readonly SqlValue[]): readonly Record<string, SqlValue>[] {
    const rows: unknown[] = this.#told(() => this.#statement(sql).all(...params));
    return rows.map((row) => row as Record<string, SqlValue>);
  }

  first(sql: string, params: readonly SqlValue[]): Record<string, SqlValue> | undefined {
    const row: unknown = this.#told(() => this.#statement(sql).get(...params));
    return row as Record<string, SqlValue> | undefined;
  }

  run(sql: string, params: readonly SqlValue[]): number {
    return this.#told(() => Number(this.#statement(sql).run(...params).changes));
  }

  insert(sql: string, params: readonly SqlValue[]): number {
    return this.#told(() => Number(this.#statement(sql).run(...params).lastInsertRowid));
  }

  rollback(): void {
    if (this.database.isTransaction) this.database.exec('rollback');
  }

  flush(): undefined {
    return undefined;
  }

  changedElsewhere(): boolean {
    const version = this.all('pragma data_version', [])[0]?.['data_version'];
    const changed = version !== this.#version;
    this.#version = version;
    return changed;
  }

  watch(onEvent: () => void): () => void {
    let watcher: FSWatcher | undefined;
    try {
      watcher = watch(path.dirname(this.file), { persistent: false }, onEvent);
      watcher.on('error', () => watcher?.close());
    } catch {
      // No events on this disk: the polling sees it too.
    }
    return () => watcher?.close();
  }

  close(): Promise<void> {
    this.#statements.clear();
    this.database.close();
    this.onClose();
    return Promise.resolve();
  }

  /** @throws TierBusyError when another program holds the file; TierFullError */
  #told<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw isBusy(error)
        ? new TierBusyError(this.file, this.busyMs, error)
        : orDiskFull(this.file, error);
    }
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** SQLITE_BUSY or SQLITE_LOCKED, in the low byte of what SQLite says. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  return typeof error.errcode === 'number' && [5, 6].includes(error.errcode & 0xff);
}
