// A database as the bytes of its file, made in memory: for what is handed to other programs.
import type { SqlValue } from './engine.js';
import { loadSqlJs } from './sql-js.js';

export interface SqliteTables {
  /** Of the schema, as `pragma user_version`. */
  readonly version: number;
  /** Statements that make the tables. */
  readonly schema: string;
  /** By table, in the order of its columns. */
  readonly rows: Readonly<Record<string, readonly (readonly SqlValue[])[]>>;
}

/** @param assetsDir where `sql-wasm.wasm` lies */
export async function sqliteImage(
  assetsDir: string,
  { version, schema, rows }: SqliteTables,
): Promise<Uint8Array> {
  const sqlite = await loadSqlJs(assetsDir);
  const database = new sqlite.Database();
  try {
    database.exec(`pragma user_version = ${version}; ${schema}`);
    database.exec('begin');
    for (const [table, all] of Object.entries(rows)) {
      const places = (all[0] ?? []).map(() => '?').join(', ');
      for (const row of all)
        database.run(`insert or replace into ${table} values (${places})`, [...row]);
    }
    database.exec('commit');
    return database.export();
  } finally {
    database.close();
  }
}
