// SQLite in WebAssembly: the database is an image in memory, written as a whole after changes, by one process only.
import { existsSync, readFileSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import type { Database, SqlJsStatic } from 'sql.js';
import { TierFormatError, TierInUseError } from '../errors.js';
import { orDiskFull } from './disk-full.js';
import type { SqlEngine, SqlValue } from './engine.js';
import { FileLock } from './file-lock.js';
import { bringUp, type SqlVersions } from './versions.js';

let loading: Promise<SqlJsStatic> | undefined;

/**
 * @param assetsDir where `sql-wasm.wasm` lies
 * @throws TierInUseError when another process has the file
 * @throws TierFormatError when the file is no database
 */
export async function openSqlJs(
  file: string,
  assetsDir: string,
  versions: SqlVersions,
): Promise<SqlEngine> {
  const lock = await FileLock.take(file);
  try {
    // A log beside the file means that a process with SQLite of its own has it open, or was killed.
    if (existsSync(`${file}-wal`)) throw new TierInUseError(file, 'a process that shares it');
    const sqlite = await loadSqlJs(assetsDir);
    return new SqlJs(file, sqlite, openImage(sqlite, file), lock, versions);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** SQLite itself, loaded once. */
export async function loadSqlJs(assetsDir: string): Promise<SqlJsStatic> {
  const start = async (): Promise<SqlJsStatic> => {
    const wasm = new Uint8Array(await readFile(`${assetsDir}/sql-wasm.wasm`));
    const { initSqlJs } = await import('./sql-js.chunk.js');
    return initSqlJs({ wasmBinary: wasm.buffer });
  };
  loading ??= start();
  try {
    return await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

function openImage(sqlite: SqlJsStatic, file: string): Database {
  if (!existsSync(file)) return new sqlite.Database();
  const image = new Uint8Array(readFileSync(file));
  // Bytes 18 and 19 of the header say "WAL"; memory has none (https://sqlite.org/fileformat2.html, section 1.3.3).
  if (image.length > 19) {
    image[18] = 1;
    image[19] = 1;
  }
  try {
    const database = new sqlite.Database(image);
    database.exec('select count(*) from sqlite_master');
    return database;
  } catch (error) {
    throw new TierFormatError(file, error instanceof Error ? error.message : String(error), error);
  }
}

class SqlJs implements SqlEngine {
  readonly kind = 'sql.js';
  #writing: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  /** Whether there is something that the file does not have. */
  #changed = false;

  constructor(
    readonly file: string,
    private readonly sqlite: SqlJsStatic,
    private database: Database,
    private readonly lock: FileLock,
    private readonly versions: SqlVersions,
  ) {}

  exec(sql: string): void {
    this.#changed = true;
    this.database.exec(sql);
  }

  all(sql: string, params: readonly SqlValue[]): readonly Record<string, SqlValue>[] {
    const statement = this.database.prepare(sql);
    try {
      statement.bind([...params]);
      const rows: Record<string, SqlValue>[] = [];
      while (statement.step()) rows.push(statement.getAsObject());
      // Of this statement or of one before: too often is no harm.
      if (this.database.getRowsModified() > 0) this.#changed = true;
      return rows;
    } finally {
      statement.free();
    }
  }

  first(sql: string, params: readonly SqlValue[]): Record<string, SqlValue> | undefined {
    return this.all(sql, params)[0];
  }

  run(sql: string, params: readonly SqlValue[]): number {
    this.database.run(sql, [...params]);
    const rows = this.database.getRowsModified();
    if (rows > 0) this.#changed = true;
    return rows;
  }

  insert(sql: string, params: readonly SqlValue[]): number {
    this.#changed = true;
    this.database.run(sql, [...params]);
    return Number(this.all('select last_insert_rowid() as id', [])[0]?.['id']);
  }

  rollback(): void {
    this.database.exec('rollback');
  }

  /**
   * One write serves everybody who asked before it began. One that fails is a refusal to them and to all who asked
   * since: nothing of theirs is in the file, and nothing of it is left here.
   */
  flush(): Promise<void> {
    if (this.#next !== undefined) return this.#next;
    const before = this.#writing ?? Promise.resolve();
    this.#next = before.then(() => {
      this.#next = undefined;
      this.#writing = this.#write();
      return this.#writing;
    });
    return this.#next;
  }

  changedElsewhere(): boolean {
    return false;
  }

  watch(): () => void {
    return () => undefined;
  }

  async close(): Promise<void> {
    try {
      await (this.#changed ? this.flush() : (this.#next ?? this.#writing));
    } finally {
      this.database.close();
      await this.lock.release();
    }
  }

  async #write(): Promise<void> {
    this.#changed = false;
    const image = this.database.export();
    const fresh = `${this.file}.new`;
    try {
      const handle = await open(fresh, 'w');
      try {
        await handle.writeFile(image);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await this.lock.mustHold();
      await rename(fresh, this.file);
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => undefined); // the next write begins with it
      this.#goBack();
      throw orDiskFull(this.file, error);
    }
  }

  /** To what the file has. */
  #goBack(): void {
    this.database.close();
    this.database = openImage(this.sqlite, this.file);
    bringUp(this, this.versions); // nothing of it, or of an earlier version's change, has to be in the file
    if (this.versions.afterLoss !== undefined) this.exec(this.versions.afterLoss);
    this.#writing = undefined;
    this.#next = undefined;
  }
}
