// The database behind one store: its schema and the loading of SQLite.
import { readFile } from 'node:fs/promises';
import type { Database, SqlJsStatic } from 'sql.js';
import { MemoryIndexError } from '../errors.js';

const SCHEMA_VERSION = 2;

/**
 * Only an index of the log, so SQLite need not guard it against crashes.
 * `state` is a memory's stamped fields; the other columns of `memories` are for searching.
 */
const SCHEMA = `
pragma journal_mode = memory;
pragma synchronous = off;
pragma locking_mode = exclusive;
pragma cache_size = -65536;
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
`;

/** SQLite is loaded once for a process. */
let loading: Promise<SqlJsStatic> | undefined;

/** An empty database with the schema. @throws MemoryIndexError when `sql-wasm.wasm` is not in `assetsDir` */
export async function openDatabase(assetsDir: string): Promise<Database> {
  loading ??= load(`${assetsDir}/sql-wasm.wasm`);
  try {
    const database = new (await loading).Database();
    database.run(SCHEMA);
    return database;
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
