// The folder of all traces: which files belong to which run, and which runs are too many.
//
//   traces/<run>.seg-…           the events of the run
//   traces/<run>.summary.json    what a list shows of it; can be lost
//   traces/<run>.running.json    while it goes on, in whatever window
//   traces/index-<n>.sqlite      the database over them; can be lost
import type { Clock } from '../core/index.js';
import type { DirEntry, FileStore } from '../ports/index.js';
import { StorageReadError } from '../storage/index.js';
import { type TraceLimits, type TraceSummary, traceSummarySchema } from './types.js';

/** Disks tell a change to two seconds at the coarsest (FAT): one that is newer might be followed by one of the same time. */
const AT_REST_MS = 3_000;
const DATABASE = /^index-(\d+)\.sqlite/;
const FILE = /^(trn_[a-z0-9]+)\.(?:(seg-.+)|(summary|running)\.json)$/;

export interface TraceFiles {
  /** Names of the files of events, sorted. */
  readonly segments: readonly string[];
  readonly summary: string | undefined;
  /** The lease of a run that goes on, or of one that was killed. */
  readonly lease: string | undefined;
}

interface Found {
  segments: string[];
  summary: string | undefined;
  lease: string | undefined;
}

export interface RunSize {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
}

export class TraceFolder {
  readonly dir = 'traces';
  readonly #files: FileStore;
  /** Of segments that are there: a file of events does not change under its name. */
  readonly #stats = new Map<string, { readonly size: number; readonly mtime: number }>();

  readonly #clock: Clock;
  /** What was listed while the folder was at rest, and when the folder had changed last. */
  #listed:
    | { readonly changedAt: number; readonly runs: ReadonlyMap<string, TraceFiles> }
    | undefined;

  constructor(files: FileStore, clock: Clock) {
    this.#files = files;
    this.#clock = clock;
  }

  /** By run, oldest first. One listing, whatever the number of runs; none while nothing changes. @throws StorageReadError */
  async list(): Promise<ReadonlyMap<string, TraceFiles>> {
    const changedAt = await this.#changedAt();
    if (changedAt !== undefined && this.#listed?.changedAt === changedAt) return this.#listed.runs;
    const isAtRest = changedAt !== undefined && this.#clock.now() - changedAt > AT_REST_MS;
    const runs = await this.#list();
    this.#listed = isAtRest ? { changedAt, runs } : undefined;
    return runs;
  }

  /** On a disk of this machine: when a file of the folder came or went last. */
  async #changedAt(): Promise<number | undefined> {
    if (this.#files.localRoot === undefined) return undefined;
    return (await this.#files.stat(this.dir).catch(() => undefined))?.mtime;
  }

  async #list(): Promise<ReadonlyMap<string, TraceFiles>> {
    const found = new Map<string, Found>();
    const entries = await this.#entries();
    const names = new Set(entries.map(({ name }) => name));
    // Other windows remove runs too.
    for (const name of this.#stats.keys()) if (!names.has(name)) this.#stats.delete(name);
    for (const { name, kind } of entries) {
      const [, turnId, segment, other] = FILE.exec(name) ?? [];
      if (turnId === undefined || kind !== 'file') continue;
      const files = found.get(turnId) ?? { segments: [], summary: undefined, lease: undefined };
      if (other === 'summary') files.summary = name;
      else if (other === 'running') files.lease = name;
      else if (segment !== undefined) files.segments.push(name);
      found.set(turnId, files);
    }
    for (const { segments } of found.values()) segments.sort();
    return new Map(
      [...found]
        .filter(([, { segments }]) => segments.length > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  leasePath(turnId: string): string {
    return `${this.dir}/${turnId}.running.json`;
  }

  async remove({ segments, summary, lease }: TraceFiles): Promise<void> {
    for (const name of [summary, lease, ...segments].filter((one) => one !== undefined)) {
      await this.#files.remove(`${this.dir}/${name}`);
      this.#stats.delete(name);
    }
  }

  async keepSummary(summary: TraceSummary): Promise<void> {
    const bytes = new TextEncoder().encode(`${JSON.stringify(summary)}\n`);
    await this.#files.write(`${this.dir}/${summary.turnId}.summary.json`, bytes);
  }

  /** `undefined` when there is none that is whole. */
  async readSummary(turnId: string): Promise<TraceSummary | undefined> {
    try {
      const bytes = await this.#files.read(`${this.dir}/${turnId}.summary.json`);
      const summary = traceSummarySchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
      return summary.turnId === turnId ? summary : undefined;
    } catch {
      return undefined; // It is made again from the events.
    }
  }

  /** @returns the runs that were removed */
  async prune(
    { runs, bytes, ageMs }: TraceLimits,
    now: number,
    isRunning: (turnId: string) => boolean,
    sizes: ReadonlyMap<string, RunSize> = new Map(),
  ): Promise<readonly string[]> {
    const newestFirst = [...(await this.list())].reverse();
    const removed: string[] = [];
    let total = 0;
    for (const [at, [turnId, files]] of newestFirst.entries()) {
      const { size, changedAt } = sizes.get(turnId) ?? (await this.measure(files));
      const isOver = at >= runs || total + size > bytes || now - changedAt > ageMs;
      if (at > 0 && isOver && !isRunning(turnId)) {
        await this.remove(files);
        removed.push(turnId);
      } else total += size;
    }
    return removed;
  }

  /** What the log of a run takes, and when it last grew. */
  async measure({ segments }: TraceFiles): Promise<RunSize> {
    let size = 0;
    let changedAt = 0;
    for (const name of segments) {
      const known = this.#stats.get(name) ?? (await this.#files.stat(`${this.dir}/${name}`));
      if (known === undefined) continue;
      this.#stats.set(name, { size: known.size, mtime: known.mtime });
      size += known.size;
      changedAt = Math.max(changedAt, known.mtime);
    }
    return { size, changedAt };
  }

  databasePath(generation: number): string {
    return `${this.dir}/index-${generation}.sqlite`;
  }

  /** The numbers of the databases that are there. */
  async databases(): Promise<readonly number[]> {
    return (await this.#entries()).flatMap(({ name }) => databaseOf(name) ?? []);
  }

  /** Removes those before a number, as far as nobody keeps that from being done. */
  async removeDatabases(before: number): Promise<void> {
    for (const { name } of await this.#entries())
      if ((databaseOf(name) ?? before) < before)
        await this.#files.remove(`${this.dir}/${name}`).catch(() => undefined);
  }

  async #entries(): Promise<readonly DirEntry[]> {
    try {
      return await this.#files.list(this.dir);
    } catch (error) {
      throw new StorageReadError(this.#files.root, error);
    }
  }
}

function databaseOf(name: string): number | undefined {
  const [, generation] = DATABASE.exec(name) ?? [];
  return generation === undefined ? undefined : Number(generation);
}
