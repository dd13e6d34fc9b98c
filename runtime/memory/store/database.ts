// The database behind one store: its schema and the loading of SQLite.
import { readFile } from 'node:fs/promises';
import type { Database, SqlJsStatic } from 'sql.js';
import { MemoryIndexError } from '../errors.js';

/** Of what a snapshot holds. */
export const SCHEMA_VERSION = 2;

/**
 * Only an index of the log, so SQLite need not guard it against crashes.
 * `state` is a memory's stamped fields; the other columns of `memories` are for searching.
 */
const SCHEMA = `
create table meta (key text primary key, value text not null) without rowid;
insert into meta values ('schema', '${SCHEMA_VERSION}');
create table applied (hlc text primary key) without rowid;
create table memories (
  id text primary key,
  layer text, category text, subject text, status text,
  created_at integer, expires_at integer,
  state text not null
) without rowid;
create index memories_by_subject on memories (subject) where subject is not null;
create table versions (
  id text not null, hlc text not null, content text not null,
  primary key (id, hlc)
) without rowid;
create table relations (
  source text not null, target text not null, kind text not null, strength real not null,
  primary key (source, target, kind)
) without rowid;
create table uses (
  id text not null, window text not null, count integer not null, at integer not null,
  primary key (id, window)
) without rowid;
create table unknown (hlc text primary key, body text not null) without rowid;
`;

const PRAGMAS = `
pragma journal_mode = memory;
pragma synchronous = off;
pragma locking_mode = exclusive;
pragma cache_size = -65536;
`;

/** SQLite is loaded once for a process. */
let loading: Promise<SqlJsStatic> | undefined;

/**
 * An empty database with the schema, or one from the bytes of a database that has it.
 * @throws MemoryIndexError when `sql-wasm.wasm` is not in `assetsDir`
 * @throws Error when the bytes are no database of this schema
 */
export async function openDatabase(assetsDir: string, bytes?: Uint8Array): Promise<Database> {
  const { Database: Sqlite } = await loaded(assetsDir);
  const database = new Sqlite(bytes);
  try {
    database.run(PRAGMAS);
    if (bytes === undefined) database.run(SCHEMA);
    else checkSchema(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function checkSchema(database: Database): void {
  const [row] = database.exec("select value from meta where key = 'schema'")[0]?.values ?? [];
  if (Number(row?.[0]) !== SCHEMA_VERSION) {
    throw new Error(`it has the schema ${String(row?.[0])}, not ${SCHEMA_VERSION}`);
  }
}

async function loaded(assetsDir: string): Promise<SqlJsStatic> {
  loading ??= load(`${assetsDir}/sql-wasm.wasm`);
  try {
    return await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

/** The file is read here, because sql.js reports a missing one as an unhandled rejection besides. */
async function load(file: string): Promise<SqlJsStatic> {
  try {
    const wasm = new Uint8Array(await readFile(file));
    const { initSqlJs } = await import('./sql.chunk.js');
    return await initSqlJs({ wasmBinary: wasm.buffer });
  } catch (error) {
    throw new MemoryIndexError(file, error);
  }
}
