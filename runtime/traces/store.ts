// All traces of a project: one segment log per run, as conversations have. A run is written by one window only, each
// flush is a new file with a checksum, and a kill or a second window can cost no more than the last moment. What is
// asked of many runs is asked of a database over the logs, and of the logs themselves while there is none.
import type { Clock, IdMaker, Logger, RunEvent } from '../core/index.js';
import { breathe, throwIfAborted, toErrorInfo } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { HybridClock, SegmentLog, type SegmentLogOptions } from '../storage/index.js';
import { digest, mergeDigests, type TraceDigest } from './analysis/digest.js';
import { boundEvent, type Redact } from './bound.js';
import type { OpenTraceSql } from './database/sql.js';
import {
  TraceDatabase,
  type TraceDatabaseState,
  type TraceLogs,
} from './database/trace-database.js';
import { TraceMissingError } from './errors.js';
import { encodeLine, eventLine, linesOf, recordOf } from './records.js';
import { holdsLease, RunLease } from './run-lease.js';
import { matches, newestFirst, summarize, tellsCost } from './summary.js';
import { type TraceFiles, TraceFolder } from './trace-folder.js';
import type {
  CostQuery,
  FoundRuns,
  RunQuery,
  TraceLimits,
  TraceRecord,
  TraceSummary,
} from './types.js';
import { TraceWriter } from './writer.js';

/** Runs that the database sums up at a time, for others to have their turn between. */
const DIGEST_RUNS = 50;
/** Logs that are read for one digest where there is no database. */
const LOGS_OF_DIGEST = 50;
/** The newest runs of which costs are told where there is no database. */
const RUNS_OF_COSTS = 100;

export interface TraceStoreOptions {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly logger: Logger;
  /** Takes secrets out of a text. */
  readonly redact: Redact;
  readonly limits: () => TraceLimits;
  /** SQLite on the disk of the traces; absent where there is none. */
  readonly database?: OpenTraceSql | undefined;
}

export class TraceStore {
  readonly #options: TraceStoreOptions;
  readonly #folder: TraceFolder;
  readonly #window: string;
  readonly #hlc: HybridClock;
  readonly #running = new Map<string, TraceWriter>();
  readonly #leases = new Map<string, RunLease>();
  /** Runs that go on in other windows, as of the last look. */
  readonly #elsewhere = new Set<string>();
  /** By run: the summary, and the files that it was made from. */
  readonly #made = new Map<string, { readonly files: string; readonly of: TraceSummary }>();
  readonly #database: TraceDatabase | undefined;
  #pruning: Promise<void> = Promise.resolve();

  constructor(options: TraceStoreOptions) {
    this.#options = options;
    const folder = new TraceFolder(options.files, options.clock);
    this.#folder = folder;
    const { database: open, clock, logger } = options;
    this.#database =
      open &&
      new TraceDatabase({
        open,
        folder,
        clock,
        logger,
        look: () => this.#looked(),
        read: (turnId, log) => this.#read(turnId, log),
        isRunning: (turnId) => this.isRunning(turnId),
      });
    this.#window = options.ids.next('window');
    this.#hlc = new HybridClock(options.clock, this.#window);
  }

  /** For one run that is about to begin. */
  record(sessionId: string): TraceWriter {
    const { redact, logger } = this.#options;
    const writer: TraceWriter = new TraceWriter({
      sessionId,
      redact,
      logger,
      stamp: () => this.#hlc.next(),
      open: (turnId) => {
        this.#running.set(turnId, writer);
        const { files, clock } = this.#options;
        const path = this.#folder.leasePath(turnId);
        this.#leases.set(turnId, new RunLease(files, path, () => clock.now()));
        return this.#logOf(turnId);
      },
      onEnd: (turnId, events, dropped) => this.#ended({ turnId, sessionId, events, dropped }),
      onLost: (turnId) => this.#over(turnId),
    });
    return writer;
  }

  /** @throws StorageReadError */
  async find(query: RunQuery): Promise<FoundRuns> {
    const found = await this.#database?.use(async ({ runs }, logs) => {
      const going = [...logs].filter(([turnId]) => this.isRunning(turnId));
      const ended = runs.find(
        query,
        going.map(([turnId]) => turnId),
      );
      return withLive(query, ended, await this.#summaries(going));
    });
    if (found !== undefined) return found;
    const all = await this.#summaries([...(await this.#looked())]);
    return withLive(query, { runs: [], total: 0 }, all);
  }

  /**
   * Of given runs, in the order in which their spans are to be shown; those that are gone are left out. Without a
   * database only the first fifty are looked at.
   * @throws AbortedError
   */
  async digest(turnIds: readonly string[], signal: AbortSignal): Promise<TraceDigest> {
    const held = await this.#database?.use(async ({ runs, spans }) => {
      const ended = turnIds.filter((turnId) => runs.known().has(turnId) && !this.isRunning(turnId));
      const parts: TraceDigest[] = [];
      for (let at = 0; at < ended.length && !signal.aborted; at += DIGEST_RUNS) {
        parts.push(spans.digest(ended.slice(at, at + DIGEST_RUNS)));
        await breathe();
      }
      return { parts, ended: new Set(ended) };
    });
    const parts = [...(held?.parts ?? [])];
    const rest = held === undefined ? turnIds.slice(0, LOGS_OF_DIGEST) : turnIds;
    for (const turnId of rest) {
      throwIfAborted(signal);
      const record = held?.ended.has(turnId) === true ? undefined : await this.#getOrNone(turnId);
      if (record !== undefined) parts.push(digest([record]));
    }
    return mergeDigests(parts);
  }

  /**
   * What runs of a model have cost that are over, were not cut short and were not free: US dollars, the newest first.
   * Without a database only the hundred newest runs are looked at. @throws StorageReadError
   */
  async costs(query: CostQuery): Promise<readonly number[]> {
    const held = await this.#database?.use(({ runs }, logs) =>
      runs.costs(
        query,
        [...logs.keys()].filter((turnId) => this.isRunning(turnId)),
      ),
    );
    if (held !== undefined) return held;
    const ended = [...(await this.#looked())].filter(([turnId]) => !this.isRunning(turnId));
    return newestFirst(await this.#summaries(ended.slice(-RUNS_OF_COSTS)))
      .filter((summary) => tellsCost(summary, query))
      .slice(0, query.limit)
      .map(({ usage }) => usage.costUsd);
  }

  /** Everything kept of a run; of a damaged one what can be read. @throws TraceMissingError */
  async get(turnId: string): Promise<TraceRecord> {
    await this.#running.get(turnId)?.settled();
    const log = (await this.#looked(turnId)).get(turnId);
    if (log === undefined) throw new TraceMissingError(turnId);
    return this.#read(turnId, log);
  }

  /** What Doctor is told of the database; absent where there is none. */
  async databaseState(): Promise<TraceDatabaseState | undefined> {
    return this.#database?.state();
  }

  /** Whether a window is in the middle of it: this one, or at the last look another. */
  isRunning(turnId: string): boolean {
    return this.#running.has(turnId) || this.#elsewhere.has(turnId);
  }

  /** The files of all runs, and which of them (or of only this one) go on in other windows. */
  async #looked(only?: string): Promise<TraceLogs> {
    const { files, clock } = this.#options;
    const runs = await this.#folder.list();
    for (const [turnId, { lease }] of runs) {
      if (this.#running.has(turnId) || (only !== undefined && only !== turnId)) continue;
      const holds =
        lease !== undefined &&
        (await holdsLease(files, this.#folder.leasePath(turnId), clock.now()));
      if (holds) this.#elsewhere.add(turnId);
      else this.#elsewhere.delete(turnId);
    }
    return runs;
  }

  /** @throws TraceMissingError */
  async remove(turnId: string): Promise<void> {
    if (!(await this.#folder.list()).has(turnId)) throw new TraceMissingError(turnId);
    await this.#removeAll([turnId]);
  }

  /** Removes the runs of a conversation. */
  async removeOf(sessionId: string): Promise<void> {
    const { runs } = await this.find({ sessionId });
    await this.#removeAll(runs.map(({ turnId }) => turnId));
  }

  async #removeAll(turnIds: readonly string[]): Promise<void> {
    const logs = await this.#folder.list();
    for (const turnId of turnIds) {
      const files = logs.get(turnId);
      if (files !== undefined) await this.#folder.remove(files);
      this.#made.delete(turnId);
    }
    await this.#database?.forget(turnIds);
  }

  /** Keeps a record from elsewhere; one that is there already stays as it is. @returns whether it is new */
  async add(record: TraceRecord): Promise<boolean> {
    if ((await this.#folder.list()).has(record.turnId)) return false;
    const log = this.#logOf(record.turnId);
    await log.append(
      linesOf(record).map((line) => ({ hlc: this.#hlc.next(), body: encodeLine(line) })),
    );
    await log.close();
    await this.#keepSummary(record);
    return true;
  }

  /** Adds what became of a run after its end; nothing where its trace is gone. */
  async note(event: RunEvent): Promise<void> {
    const { turnId } = event;
    await this.#running.get(turnId)?.settled();
    if (!(await this.#folder.list()).has(turnId)) return;
    const bounded = boundEvent(event, this.#options.redact);
    if (bounded === undefined) return;
    this.#database?.outgrown(turnId);
    // A writer of its own: as this window it would begin where that of the run began, and be taken for less of the same.
    const log = this.#logOf(turnId, { window: this.#options.ids.next('window') });
    await log.append([{ hlc: this.#hlc.next(), body: encodeLine(eventLine(bounded)) }]);
    await log.close();
  }

  /** Removes what is over the limits: never a run that goes on, nor the newest of all. */
  prune(): Promise<void> {
    const { limits, clock, logger } = this.#options;
    this.#pruning = this.#pruning.then(async () => {
      try {
        const sizes = await this.#database?.use(({ runs }) => runs.sizes());
        const isRunning = (turnId: string): boolean => this.isRunning(turnId);
        const removed = await this.#folder.prune(limits(), clock.now(), isRunning, sizes);
        await this.#database?.forget(removed);
      } catch (thrown) {
        logger.warn('old traces could not be removed', { ...toErrorInfo(thrown) });
      }
    });
    return this.#pruning;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.values()].map((writer) => writer.settled()));
    await Promise.all([...this.#leases.values()].map((lease) => lease.letGo()));
    await this.#pruning;
    await this.#database?.close();
  }

  async #ended(record: TraceRecord): Promise<void> {
    await this.#over(record.turnId);
    await this.#keepSummary(record);
    this.#database?.ended(record);
    void this.prune(); // nobody waits for it but who closes
  }

  async #over(turnId: string): Promise<void> {
    this.#running.delete(turnId);
    await this.#leases.get(turnId)?.letGo();
    this.#leases.delete(turnId);
  }

  async #keepSummary(record: TraceRecord): Promise<void> {
    await this.#folder.keepSummary(summarize(record, false)).catch(() => undefined);
  }

  /** Of runs that are still there. */
  async #summaries(
    logs: readonly (readonly [string, TraceFiles])[],
  ): Promise<readonly TraceSummary[]> {
    const all: TraceSummary[] = [];
    for (const [turnId, files] of logs) {
      try {
        all.push(await this.#summary(turnId, files));
      } catch (error) {
        if (!(error instanceof TraceMissingError)) throw error;
      }
    }
    return all;
  }

  async #summary(turnId: string, files: TraceFiles): Promise<TraceSummary> {
    const signature = files.segments.join('\n');
    const known = this.#made.get(turnId);
    if (known?.files === signature && !this.isRunning(turnId)) return known.of;
    const kept = files.summary === undefined ? undefined : await this.#folder.readSummary(turnId);
    const summary = kept ?? summarize(await this.get(turnId), this.isRunning(turnId));
    // How long a run that goes on has taken changes without its files, and so does whether it goes on.
    if (this.isRunning(turnId)) this.#made.delete(turnId);
    else this.#made.set(turnId, { files: signature, of: summary });
    return summary;
  }

  async #getOrNone(turnId: string): Promise<TraceRecord | undefined> {
    try {
      return await this.get(turnId);
    } catch (error) {
      if (error instanceof TraceMissingError) return undefined;
      throw error;
    }
  }

  async #read(turnId: string, { segments }: TraceFiles): Promise<TraceRecord> {
    return recordOf(turnId, await this.#logOf(turnId, { listed: segments }).readNew());
  }

  #logOf(
    turnId: string,
    more: Partial<Pick<SegmentLogOptions, 'listed' | 'window'>> = {},
  ): SegmentLog {
    const { files } = this.#options;
    return new SegmentLog({
      files,
      dir: this.#folder.dir,
      prefix: `${turnId}.`,
      window: this.#window,
      ...more,
    });
  }
}

/** What the database found, with the runs that it does not hold. */
function withLive(
  query: RunQuery,
  { runs, total }: FoundRuns,
  live: readonly TraceSummary[],
): FoundRuns {
  const fitting = live.filter((summary) => matches(summary, query));
  const all = fitting.length === 0 ? runs : newestFirst([...fitting, ...runs]);
  return { runs: all.slice(0, query.limit), total: total + fitting.length };
}
