// The database of all traces of a project: an index of their logs, brought up to date when it is asked, a little of it
// at a time. It can be missing, damaged, held by another process or of a newer version: then the logs are read.
import { breathe, type Clock, type ErrorInfo, type Logger, toErrorInfo } from '../../core/index.js';
import { factsOf } from '../analysis/facts.js';
import { TraceDatabaseDamagedError, TraceDatabaseNewerError } from '../errors.js';
import { summarize } from '../summary.js';
import type { TraceFiles, TraceFolder } from '../trace-folder.js';
import type { TraceRecord } from '../types.js';
import { RunTable } from './run-table.js';
import { TRACE_TABLES } from './schema.js';
import { SpanTable } from './span-table.js';
import type { OpenTraceSql, TraceSql } from './sql.js';

export interface TraceDatabaseOptions {
  readonly open: OpenTraceSql;
  readonly folder: TraceFolder;
  /** The logs that there are. */
  readonly look: () => Promise<TraceLogs>;
  readonly read: (turnId: string, log: TraceFiles) => Promise<TraceRecord>;
  /** Whether a window is in the middle of it: then it is read when it has ended. */
  readonly isRunning: (turnId: string) => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** By run, oldest first. */
export type TraceLogs = ReadonlyMap<string, TraceFiles>;

export interface TraceTables {
  readonly runs: RunTable;
  readonly spans: SpanTable;
}

/** What Doctor is told. */
export interface TraceDatabaseState {
  /** Absent when it could not be opened. */
  readonly file?: string;
  readonly engine?: string;
  readonly version: number;
  /** Runs that the tables hold, of those that have ended. */
  readonly runs: number;
  /** Why the logs are read in its place. */
  readonly problem?: ErrorInfo;
}

/** Whoever asks waits no longer than this for logs to be read that the tables do not hold; milliseconds. */
const PATIENCE_MS = 250;
/** After a failure the logs are read so long without another try; milliseconds. */
const REST_MS = 30_000;

export class TraceDatabase {
  readonly #options: TraceDatabaseOptions;
  #sql: TraceSql | undefined;
  #tables: TraceTables | undefined;
  /** One after the other: two that bring it up to date would read the same logs. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Records that need not be read: their runs have just ended. */
  readonly #fresh = new Map<string, TraceRecord>();
  #generation = 0;
  #hasRebuilt = false;
  #restsUntil = 0;
  #problem: ErrorInfo | undefined;
  #isBuilding = false;
  #closed = false;

  constructor(options: TraceDatabaseOptions) {
    this.#options = options;
  }

  /** Asks the tables once they hold every run that has ended. @returns nothing when the logs must be read; never throws */
  use<T>(ask: (tables: TraceTables, logs: TraceLogs) => T | Promise<T>): Promise<T | undefined> {
    return this.#inTurn(async (tables) => {
      const logs = await this.#options.look();
      if (await this.#catchUp(tables, logs)) return ask(tables, logs);
      this.#buildOn();
      return undefined;
    });
  }

  /** A run has ended: its log need not be read for the tables to hold it. */
  ended(record: TraceRecord): void {
    if (this.#tables !== undefined) this.#fresh.set(record.turnId, record);
  }

  /** What is known of it is no longer all: more is told of a run after its end. */
  outgrown(turnId: string): void {
    this.#fresh.delete(turnId);
  }

  /** Runs that were removed: nothing of them stays here either. */
  async forget(turnIds: readonly string[]): Promise<void> {
    if (turnIds.length > 0)
      await this.#inTurn(async (tables) => {
        this.#forget(tables, turnIds);
        await this.#sql?.flush();
      });
  }

  async state(): Promise<TraceDatabaseState> {
    const runs = await this.#inTurn(async (tables) => {
      await this.#catchUp(tables, await this.#options.look());
      return tables.runs.known().size;
    });
    const { version } = TRACE_TABLES;
    if (this.#sql === undefined)
      return { version, runs: 0, ...(this.#problem && { problem: this.#problem }) };
    const { file, kind } = this.#sql.engine;
    return { version, runs: runs ?? 0, file, engine: kind };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    await this.#sql?.close().catch(() => undefined); // what is missing is read again
    this.#sql = undefined;
    this.#tables = undefined;
  }

  #inTurn<T>(work: (tables: TraceTables) => Promise<T>): Promise<T | undefined> {
    const mine = this.#turn.then(async () => {
      try {
        const tables = await this.#opened();
        return tables === undefined ? undefined : await work(tables);
      } catch (thrown) {
        await this.#failed(thrown);
        return undefined;
      }
    });
    this.#turn = mine;
    return mine;
  }

  /**
   * Reads the logs that the tables do not hold, one after the other, and forgets the runs that are gone.
   * @returns whether the tables hold every run that has ended
   */
  async #catchUp(tables: TraceTables, logs: TraceLogs): Promise<boolean> {
    const { isRunning, clock } = this.#options;
    const known = tables.runs.known();
    const gone = [...known.keys()].filter((turnId) => !logs.has(turnId));
    const stale = [...logs].filter(
      ([turnId, files]) => !isRunning(turnId) && known.get(turnId) !== signatureOf(files),
    );
    if (gone.length > 0) this.#forget(tables, gone);
    const until = clock.monotonic() + PATIENCE_MS;
    for (const [at, [turnId, files]] of stale.entries()) {
      if (at > 0 && (clock.monotonic() > until || this.#closed)) return false;
      await this.#keep(tables, turnId, files);
      await breathe();
    }
    if (stale.length + gone.length > 0) await this.#sql?.flush();
    return true;
  }

  async #keep(tables: TraceTables, turnId: string, files: TraceFiles): Promise<void> {
    // Of one that was removed meanwhile nothing can be read; then it is gone with the next listing.
    const record = this.#fresh.get(turnId) ?? (await this.#options.read(turnId, files));
    this.#fresh.delete(turnId);
    const size = await this.#options.folder.measure(files);
    const summary = summarize(record, false);
    const facts = factsOf(record);
    this.#write(() => {
      tables.runs.put({ summary, files: signatureOf(files), size });
      tables.spans.put(facts);
    });
  }

  #forget({ runs, spans }: TraceTables, turnIds: readonly string[]): void {
    for (const turnId of turnIds) this.#fresh.delete(turnId);
    this.#write(() => {
      spans.remove(turnIds);
      runs.remove(turnIds);
    });
  }

  #write(work: () => void): void {
    this.#sql?.write(work);
  }

  /** What is too much for whoever asked is read afterwards, in pieces, so that others have their turn between. */
  #buildOn(): void {
    if (this.#isBuilding || this.#closed) return;
    this.#isBuilding = true;
    const step = async (): Promise<void> => {
      let isWhole: boolean | undefined = false;
      while (isWhole === false && !this.#closed)
        isWhole = await this.#inTurn(async (tables) =>
          this.#catchUp(tables, await this.#options.look()),
        );
      this.#isBuilding = false;
    };
    void step();
  }

  async #opened(): Promise<TraceTables | undefined> {
    const { clock, folder } = this.#options;
    if (this.#closed) return undefined;
    if (this.#tables !== undefined) return this.#tables;
    if (clock.monotonic() < this.#restsUntil) return undefined;
    const generation = Math.max(1, this.#generation, ...(await folder.databases()));
    this.#sql = await this.#openOrRebuild(generation);
    this.#tables = { runs: new RunTable(this.#sql), spans: new SpanTable(this.#sql) };
    this.#problem = undefined;
    await folder.removeDatabases(this.#generation);
    return this.#tables;
  }

  /**
   * A damaged file is left to whoever still has it open; a new one takes its place under the next number, since SQLite
   * may not be moved away from below a process (https://sqlite.org/howtocorrupt.html, section 2.4).
   */
  async #openOrRebuild(generation: number): Promise<TraceSql> {
    const { open, folder } = this.#options;
    try {
      this.#generation = generation;
      return await open(folder.databasePath(generation), TRACE_TABLES);
    } catch (error) {
      if (!(error instanceof TraceDatabaseDamagedError) || this.#hasRebuilt) throw error;
      this.#hasRebuilt = true;
      this.#generation = generation + 1;
      return open(folder.databasePath(generation + 1), TRACE_TABLES);
    }
  }

  async #failed(thrown: unknown): Promise<void> {
    const sql = this.#sql;
    this.#sql = undefined;
    this.#tables = undefined;
    this.#fresh.clear();
    const isDamaged = sql !== undefined && !isIntact(sql);
    await sql?.close().catch(() => undefined);
    if (isDamaged && !this.#hasRebuilt) {
      this.#hasRebuilt = true;
      this.#generation++;
    } else {
      const isFinal = thrown instanceof TraceDatabaseNewerError;
      const { clock } = this.#options;
      this.#restsUntil = isFinal ? Number.POSITIVE_INFINITY : clock.monotonic() + REST_MS;
    }
    const problem = toErrorInfo(thrown);
    if (problem.message !== this.#problem?.message)
      this.#options.logger.warn('traces are read from their logs, not from the database', {
        ...problem,
      });
    this.#problem = problem;
  }
}

function signatureOf({ segments }: TraceFiles): string {
  return segments.join('\n');
}

function isIntact(sql: TraceSql): boolean {
  try {
    return sql.all('pragma quick_check(1)')[0]?.['quick_check'] === 'ok';
  } catch {
    return false;
  }
}
