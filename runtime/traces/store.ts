// All traces of a project: one segment log per run, as conversations have. A run is written by one window only, each
// flush is a new file with a checksum, and a kill or a second window can cost no more than the last moment; the spans
// and the list are folded from it, so there is no index that could be lost, only summaries that can be made again.
import type { Clock, IdMaker, Logger, RunEvent } from '../core/index.js';
import { toErrorInfo } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { HybridClock, SegmentLog } from '../storage/index.js';
import { boundEvent, type Redact } from './bound.js';
import { TraceMissingError } from './errors.js';
import { encodeLine, eventLine, linesOf, recordOf } from './records.js';
import { holdsLease, RunLease } from './run-lease.js';
import { matches, summarize } from './summary.js';
import { type TraceFiles, TraceFolder } from './trace-folder.js';
import type { TraceLimits, TraceRecord, TraceSummary } from './types.js';
import { TraceWriter } from './writer.js';

export interface TraceStoreOptions {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly logger: Logger;
  /** Takes secrets out of a text. */
  readonly redact: Redact;
  readonly limits: () => TraceLimits;
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
  readonly #summaries = new Map<string, { readonly files: string; readonly of: TraceSummary }>();
  #pruning: Promise<void> = Promise.resolve();

  constructor(options: TraceStoreOptions) {
    this.#options = options;
    this.#folder = new TraceFolder(options.files);
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
    });
    return writer;
  }

  /** Newest first; only those in which every word of the query occurs. @throws StorageReadError */
  async list(query = ''): Promise<readonly TraceSummary[]> {
    const all: TraceSummary[] = [];
    for (const [turnId, files] of await this.#looked())
      all.push(await this.#summary(turnId, files));
    return all
      .filter((summary) => query.trim() === '' || matches(summary, query.trim()))
      .sort((a, b) => b.startedAt - a.startedAt || (a.turnId < b.turnId ? 1 : -1));
  }

  /** Everything kept of a run; of a damaged one what can be read. @throws TraceMissingError */
  async get(turnId: string): Promise<TraceRecord> {
    await this.#running.get(turnId)?.settled();
    if (!(await this.#looked(turnId)).has(turnId)) throw new TraceMissingError(turnId);
    return recordOf(turnId, await this.#logOf(turnId).readNew());
  }

  /** Whether a window is in the middle of it: this one, or at the last look another. */
  isRunning(turnId: string): boolean {
    return this.#running.has(turnId) || this.#elsewhere.has(turnId);
  }

  /** The files of all runs, and which of them (or of only this one) go on in other windows. */
  async #looked(only?: string): Promise<ReadonlyMap<string, TraceFiles>> {
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
    const files = (await this.#folder.list()).get(turnId);
    if (files === undefined) throw new TraceMissingError(turnId);
    await this.#folder.remove(files);
    this.#summaries.delete(turnId);
  }

  /** Removes the runs of a conversation. */
  async removeOf(sessionId: string): Promise<void> {
    for (const { turnId, sessionId: of } of await this.list())
      if (of === sessionId) await this.remove(turnId);
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
    const log = this.#logOf(turnId);
    await log.append([{ hlc: this.#hlc.next(), body: encodeLine(eventLine(bounded)) }]);
    await log.close();
  }

  /** Removes what is over the limits: never a run that goes on, nor the newest of all. */
  prune(): Promise<void> {
    this.#pruning = this.#pruning.then(() =>
      this.#folder.prune(this.#options.limits(), this.#options.clock.now(), (turnId) =>
        this.isRunning(turnId),
      ),
    );
    return this.#pruning.catch((thrown: unknown) =>
      this.#options.logger.warn('old traces could not be removed', { ...toErrorInfo(thrown) }),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.values()].map((writer) => writer.settled()));
    await Promise.all([...this.#leases.values()].map((lease) => lease.letGo()));
    await this.#pruning.catch(() => undefined);
  }

  async #ended(record: TraceRecord): Promise<void> {
    this.#running.delete(record.turnId);
    await this.#leases.get(record.turnId)?.letGo();
    this.#leases.delete(record.turnId);
    await this.#keepSummary(record);
    await this.prune();
  }

  async #keepSummary(record: TraceRecord): Promise<void> {
    await this.#folder.keepSummary(summarize(record, false)).catch(() => undefined);
  }

  async #summary(turnId: string, files: TraceFiles): Promise<TraceSummary> {
    const signature = files.segments.join('\n');
    const known = this.#summaries.get(turnId);
    if (known?.files === signature && !this.isRunning(turnId)) return known.of;
    const kept = files.summary === undefined ? undefined : await this.#folder.readSummary(turnId);
    const summary = kept ?? summarize(await this.get(turnId), this.isRunning(turnId));
    // How long a run that goes on has taken changes without its files, and so does whether it goes on.
    if (this.isRunning(turnId)) this.#summaries.delete(turnId);
    else this.#summaries.set(turnId, { files: signature, of: summary });
    return summary;
  }

  #logOf(turnId: string): SegmentLog {
    const { files } = this.#options;
    return new SegmentLog({
      files,
      dir: this.#folder.dir,
      prefix: `${turnId}.`,
      window: this.#window,
    });
  }
}
