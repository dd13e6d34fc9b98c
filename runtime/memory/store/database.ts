// The database behind one store: its schema and the loading of SQLite.
import { readFile } from 'node:fs/promises';
import type { Database, SqlJsStatic } from 'sql.js';
import { MemoryIndexError } from '../errors.js';
import type { MemoryState } from './state.js';
import { encodeState } from './state-text.js';

/** Of what a snapshot holds. */
export const SCHEMA_VERSION = 3;

/** Rows too large for a table without rowids, whose pages hold little of a row. */
const MEMORIES = `
create table memories (
  id text primary key,
  layer text, category text, subject text, status text,
  created_at integer, expires_at integer,
  state text not null
);
create index memories_by_subject on memories (subject) where subject is not null;`;

/** The present content of a memory stands in its state, and is null here. */
const VERSIONS = `
create table versions (
  id text not null, hlc text not null, content text,
  primary key (id, hlc)
) without rowid;`;

/**
 * Only an index of the log, so SQLite need not guard it against crashes.
 * `state` is a memory's stamped fields; the other columns of `memories` are for searching.
 */
const SCHEMA = `
create table meta (key text primary key, value text not null) without rowid;
insert into meta values ('schema', '${SCHEMA_VERSION}');
create table applied (hlc text primary key) without rowid;
${MEMORIES}
${VERSIONS}
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

/** Not part of the schema: made where a database lacks them. */
const INDEXES = 'create index if not exists relations_by_target on relations (target);';

const PRAGMAS = `
pragma journal_mode = memory;
pragma synchronous = off;
pragma locking_mode = exclusive;
pragma cache_size = -65536;
`;

/** SQLite is loaded once for a process. */
let loading: Promise<SqlJsStatic> | undefined;

/** A database as bytes; who gives it away does not use them again. */
export interface DatabaseBytes {
  readonly bytes: Uint8Array;
  /** So many bytes behind them in their buffer are free to be written to as well. */
  readonly room: number;
}

/**
 * Bytes that SQLite works on in their place. sql.js keeps a file as an array with room behind its end, and takes a
 * `slice` of what it is given: a copy of a hundred megabytes at once, and another one as soon as the file grows.
 */
class InPlace extends Uint8Array {
  #room = 0;

  static over({ bytes, room }: DatabaseBytes): InPlace {
    const { buffer, byteOffset, length } = bytes;
    const array = new InPlace(buffer as ArrayBuffer, byteOffset, length);
    array.#room = room;
    return array;
  }

  override slice(): Uint8Array<ArrayBuffer> {
    const { buffer, byteOffset, length } = this;
    return new Uint8Array(buffer, byteOffset, length + this.#room);
  }
}

/**
 * An empty database with the schema, or one from the bytes of a database that has it.
 * @throws MemoryIndexError when `sql-wasm.wasm` is not in `assetsDir`
 * @throws Error when the bytes are no database of this schema
 */
export async function openDatabase(assetsDir: string, stored?: DatabaseBytes): Promise<Database> {
  const { Database: Sqlite } = await loaded(assetsDir);
  const database = new Sqlite(stored && InPlace.over(stored));
  try {
    database.run(PRAGMAS);
    if (stored === undefined) database.run(SCHEMA);
    else migrate(database);
    database.run(INDEXES);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** By the schema they start from: the steps to the next one. */
const MIGRATIONS: Readonly<Record<number, (database: Database) => void>> = {
  2: toSchema3,
};

/** @throws Error when there is no way from the database's schema to the present one */
function migrate(database: Database): void {
  const [row] = database.exec("select value from meta where key = 'schema'")[0]?.values ?? [];
  let schema = Number(row?.[0]);
  while (schema !== SCHEMA_VERSION) {
    const step = MIGRATIONS[schema];
    if (step === undefined) throw new Error(`its schema ${String(row?.[0])} is not known`);
    step(database);
    schema++;
  }
  database.run("update meta set value = ? where key = 'schema'", [String(SCHEMA_VERSION)]);
}

/** Schema 2 had a stamp with every field, and the present content twice. */
function toSchema3(database: Database): void {
  database.run(`
    drop index memories_by_subject;
    alter table memories rename to memories_2;
    alter table versions rename to versions_2;
    ${MEMORIES}
    ${VERSIONS}
    insert into memories select * from memories_2 order by id;
    insert into versions select v.id, v.hlc,
      case v.hlc when json_extract(m.state, '$.content[1]') then null else v.content end
      from versions_2 v left join memories_2 m on m.id = v.id;
    drop table memories_2;
    drop table versions_2;`);
  const rows = database.exec('select id, state from memories')[0]?.values ?? [];
  for (const [id = null, state] of rows) {
    const text = encodeState(JSON.parse(String(state)) as MemoryState);
    database.run('update memories set state = ? where id = ?', [text, id]);
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
