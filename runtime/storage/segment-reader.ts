// The reading half of a segment log: the highest valid generation of every segment, each operation once.
import { isAbort, throwIfAborted, toErrorInfo } from '../core/index.js';
import type { FileStore, LogDamage, LogOperation, LogPoints } from '../ports/index.js';
import { FileMissingError } from '../ports/index.js';
import { forEachPoint, pointsOf } from './log-points.js';
import type { SegmentName } from './segment-file.js';
import { decodeSegment, parseSegmentName } from './segment-file.js';
import type { WrittenLines } from './segment-writer.js';

/** Files read at the same time. */
const PARALLEL = 16;
/** Listings of the folder while writers replace the files that were listed. */
const MAX_LISTINGS = 10;

export interface SegmentReaderOptions {
  readonly files: FileStore;
  readonly dir: string;
  readonly prefix: string;
  /** Names of its files where they are known: the folder is listed only once one of them has gone. */
  readonly listed?: readonly string[];
}

/** All generations of one segment, and what was taken of it already. */
interface Segment {
  readonly window: string;
  readonly segment: number;
  /** Stamps that were returned: in a damaged file the number of a line says nothing. */
  readonly taken: Set<string>;
  /** Lines of the highest generation that was read intact; all of them were returned. */
  count: number;
}

interface Generation extends SegmentName {
  readonly name: string;
}

/** How much was returned. */
export interface ReadVolume {
  readonly operations: number;
  /** About. */
  readonly bytes: number;
}

export class SegmentReader {
  readonly #options: SegmentReaderOptions;
  readonly #segments = new Map<string, Segment>();
  readonly #damage = new Map<string, LogDamage>();
  /** Taken from files, not returned yet: a read that is aborted leaves them for the next. */
  #found: LogOperation[] = [];
  #foundBytes = 0;
  /** Written by this log itself and not returned yet: it need not be read from its file. */
  #written: WrittenLines[] = [];
  #volume: ReadVolume = { operations: 0, bytes: 0 };
  /** Files of which everything was taken: there may be thousands, and they are listed with every reading. */
  #done = new Set<string>();
  #listed: readonly string[] | undefined;

  constructor(options: SegmentReaderOptions) {
    this.#options = options;
    this.#listed = options.listed;
  }

  /**
   * Operations that were not returned yet, of all writers. Damaged files yield what is intact of them and
   * are left where they are.
   * @throws AbortedError, and nothing else
   */
  async readNew(signal?: AbortSignal): Promise<readonly LogOperation[]> {
    this.#takeWritten();
    for (let listing = 0; listing < MAX_LISTINGS; listing++) {
      const names = this.#listed ?? (await this.#list());
      this.#listed = undefined;
      throwIfAborted(signal);
      const missed = await this.#readSegments(names, signal);
      if (!missed) break;
    }
    const found = this.#found;
    this.#found = [];
    this.#volume = {
      operations: this.#volume.operations + found.length,
      bytes: this.#volume.bytes + this.#foundBytes,
    };
    this.#foundBytes = 0;
    return found;
  }

  damage(): readonly LogDamage[] {
    return [...this.#damage.values()];
  }

  /** What was returned since the last `restartVolume`. */
  get volume(): ReadVolume {
    return this.#volume;
  }

  /** Forgets single stamps too: of a segment that is damaged later, operations may be returned again. */
  restartVolume(): void {
    this.#volume = { operations: 0, bytes: 0 };
    for (const { taken } of this.#segments.values()) taken.clear();
  }

  /** Takes note of what the writer has put on disk. */
  wrote(written: WrittenLines): void {
    this.#written.push(written);
  }

  /** How far the intact segments have been returned; nothing while something read waits to be returned. */
  points(): LogPoints {
    return this.#found.length > 0 ? {} : pointsOf(this.#segments.values());
  }

  /** What lies before these points will not be returned. */
  resume(points: LogPoints): void {
    forEachPoint(points, (window, number, count) => {
      const segment = this.#segment(window, number);
      segment.count = Math.max(segment.count, count);
    });
  }

  #segment(window: string, number: number): Segment {
    const key = `${window}-${number}`;
    const known = this.#segments.get(key);
    if (known !== undefined) return known;
    const segment = { window, segment: number, taken: new Set<string>(), count: 0 };
    this.#segments.set(key, segment);
    return segment;
  }

  /** Those of a segment that were not returned yet. */
  #take(segment: Segment, operations: readonly (LogOperation | undefined)[]): number {
    let taken = 0;
    for (const operation of operations) {
      if (operation === undefined || segment.taken.has(operation.hlc)) continue;
      segment.taken.add(operation.hlc);
      this.#found.push(operation);
      taken++;
    }
    return taken;
  }

  #takeWritten(): void {
    const written = this.#written;
    this.#written = [];
    for (const { window, segment: number, from, operations, bytes } of written) {
      const segment = this.#segment(window, number);
      const count = from + operations.length;
      if (count <= segment.count) continue;
      this.#take(segment, operations.slice(Math.max(0, segment.count - from)));
      this.#foundBytes += bytes;
      // Whoever wrote a line has written those before it.
      segment.count = count;
    }
  }

  async #list(): Promise<readonly string[]> {
    const { files, dir, prefix } = this.#options;
    try {
      const entries = await files.list(dir);
      this.#damage.delete(dir);
      return entries
        .filter(({ name, kind }) => kind === 'file' && name.startsWith(`${prefix}seg-`))
        .map(({ name }) => name);
    } catch (error) {
      const reason = `the folder cannot be read: ${toErrorInfo(error).message}`;
      this.#damage.set(dir, { file: dir, reason });
      return [];
    }
  }

  /** @returns whether a file vanished between the listing and its reading */
  async #readSegments(names: readonly string[], signal: AbortSignal | undefined): Promise<boolean> {
    const groups = this.#group(names.filter((name) => !this.#done.has(name)));
    this.#forgetVanished(names);
    let missed = false;
    const work = [...groups.values()];
    await Promise.all(
      Array.from({ length: PARALLEL }, async () => {
        for (let next = work.shift(); next !== undefined; next = work.shift()) {
          missed = (await this.#readSegment(next, signal)) || missed;
        }
      }),
    );
    return missed;
  }

  async #readSegment(
    generations: readonly Generation[],
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    for (const { name, window, segment: number, count } of generations) {
      const segment = this.#segment(window, number);
      if (count <= segment.count) {
        this.#done.add(name);
        return false;
      }
      throwIfAborted(signal);
      const bytes = await this.#read(name, signal);
      if (bytes === 'missing') return true;
      if (bytes === 'unreadable') continue;
      const { operations, damage } = await decodeSegment(bytes, count);
      const taken = this.#take(
        segment,
        damage === undefined ? operations.slice(segment.count) : operations,
      );
      this.#foundBytes += (bytes.length * taken) / Math.max(1, operations.length);
      if (damage === undefined) {
        segment.count = count;
        this.#damage.delete(name);
        this.#reassure(generations, count);
        return false;
      }
      this.#damage.set(name, { file: name, reason: damage });
    }
    return false;
  }

  /** A damaged generation over an intact one is most often a write that was cut off by a kill. */
  #reassure(generations: readonly Generation[], intact: number): void {
    for (const { name, count } of generations) {
      const damage = this.#damage.get(name);
      if (damage === undefined || count < intact) continue;
      const reason = `${damage.reason}; what was written before it is intact`;
      this.#damage.set(name, { file: name, reason });
    }
  }

  async #read(
    name: string,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array | 'missing' | 'unreadable'> {
    const { files, dir } = this.#options;
    try {
      return await files.read(`${dir}/${name}`, signal);
    } catch (error) {
      if (error instanceof FileMissingError) return 'missing';
      if (isAbort(error)) throw error;
      const reason = `it cannot be read: ${toErrorInfo(error).message}`;
      this.#damage.set(name, { file: name, reason });
      return 'unreadable';
    }
  }

  /** Generations by segment, highest first. */
  #group(names: readonly string[]): ReadonlyMap<string, readonly Generation[]> {
    const groups = new Map<string, Generation[]>();
    for (const name of names) {
      const parsed = parseSegmentName(name.slice(this.#options.prefix.length));
      if (parsed === undefined) {
        this.#damage.set(name, { file: name, reason: 'its name has an unknown form' });
        continue;
      }
      const key = `${parsed.window}-${parsed.segment}`;
      const group = groups.get(key) ?? [];
      group.push({ name, ...parsed });
      groups.set(key, group);
    }
    for (const group of groups.values()) group.sort((a, b) => b.count - a.count);
    return groups;
  }

  /** A half-written file that its writer has replaced since is no damage. */
  #forgetVanished(names: readonly string[]): void {
    if (this.#damage.size === 0 && this.#done.size <= 2 * names.length) return;
    const present = new Set(names);
    this.#done = new Set(names.filter((name) => this.#done.has(name)));
    for (const name of this.#damage.keys()) {
      if (name !== this.#options.dir && !present.has(name)) this.#damage.delete(name);
    }
  }
}
