// The two ways to SQLite: the host's own (several processes), or WebAssembly (one process, image written as a whole).
export type SqlValue = string | number | null | Uint8Array;

export interface SqlEngine {
  readonly kind: 'node:sqlite' | 'sql.js';
  readonly file: string;
  exec(sql: string): void;
  all(sql: string, params: readonly SqlValue[]): readonly Record<string, SqlValue>[];
  /** The first row; a statement that changes several changes them all. */
  first(sql: string, params: readonly SqlValue[]): Record<string, SqlValue> | undefined;
  /** Rows changed. */
  run(sql: string, params: readonly SqlValue[]): number;
  /** The number of the new row. */
  insert(sql: string, params: readonly SqlValue[]): number;
  rollback(): void;
  /** Resolves when everything committed so far is in the file; `undefined` when it is there already. */
  flush(): Promise<void> | undefined;
  /** Whether another process has committed since this was last asked. */
  changedElsewhere(): boolean;
  /** Calls back when the file may have changed. */
  watch(onEvent: () => void): () => void;
  close(): Promise<void>;
}
