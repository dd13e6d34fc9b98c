// What the database of traces asks of SQLite; whoever starts Memfun gives it, with the engine that the host has.
export type SqlCell = string | number | null | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlCell>>;

export interface TraceSql {
  readonly engine: { readonly kind: string; readonly file: string };
  all(sql: string, ...params: readonly SqlCell[]): readonly SqlRow[];
  /** Rows changed. */
  run(sql: string, ...params: readonly SqlCell[]): number;
  /** All of the work in one transaction, or nothing. */
  write<T>(work: () => T): T;
  /** Resolves when everything that was committed so far is in the file. */
  flush(): Promise<void>;
  /** Whether another process has committed since this was last asked. */
  changedElsewhere(): boolean;
  close(): Promise<void>;
}

export interface TraceTableVersions {
  /** What `pragma user_version` says of the present tables. */
  readonly version: number;
  /** Statements that lead there: from an empty file (0), or from an earlier version. */
  readonly stepsFrom: (found: number) => readonly string[];
}

/**
 * Opens a file of the folder of traces, with the tables of the version.
 * @throws TraceDatabaseNewerError, TraceDatabaseDamagedError, and whatever else keeps it from being opened now
 */
export type OpenTraceSql = (file: string, versions: TraceTableVersions) => Promise<TraceSql>;
