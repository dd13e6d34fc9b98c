// The reading half of a segment log: the highest valid generation of every segment, each operation once.
import { isAbort, throwIfAborted, toErrorInfo } from '../core/index.js';
import type { FileStore, LogDamage, LogOperation } from '../ports/index.js';
import { FileMissingError } from '../ports/index.js';
import { decodeSegment, parseSegmentName } from './segment-file.js';

/** Files read at the same time. */
const PARALLEL = 16;
/** Listings of the folder while writers replace the files that were listed. */
const MAX_LISTINGS = 10;

export interface SegmentReaderOptions {
  readonly files: FileStore;
  readonly dir: string;
  readonly prefix: string;
}

/** All generations of one segment, and what was taken of it already. */
interface Segment {
  /** Lines that were returned. */
  readonly taken: boolean[];
  /** Lines of the highest generation that was read intact. */
  intact: number;
}

interface Generation {
  readonly name: string;
  readonly count: number;
}

export class SegmentReader {
  readonly #options: SegmentReaderOptions;
  readonly #segments = new Map<string, Segment>();
  readonly #damage = new Map<string, LogDamage>();
  /** Taken from files, not returned yet: a read that is aborted leaves them for the next. */
  #found: LogOperation[] = [];

  constructor(options: SegmentReaderOptions) {
    this.#options = options;
  }

  /**
   * Operations that were not returned yet, of all writers. Damaged files yield what is intact of them and
   * are left where they are.
   * @throws AbortedError, and nothing else
   */
  async readNew(signal?: AbortSignal): Promise<readonly LogOperation[]> {
    for (let listing = 0; listing < MAX_LISTINGS; listing++) {
      const names = await this.#list();
      throwIfAborted(signal);
      const missed = await this.#readSegments(names, signal);
      if (!missed) break;
    }
    const found = this.#found;
    this.#found = [];
    return found;
  }

  damage(): readonly LogDamage[] {
    return [...this.#damage.values()];
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
    const groups = this.#group(names);
    this.#forgetVanished(new Set(names));
    let missed = false;
    const work = [...groups];
    await Promise.all(
      Array.from({ length: PARALLEL }, async () => {
        for (let next = work.shift(); next !== undefined; next = work.shift()) {
          const [key, generations] = next;
          missed = (await this.#readSegment(key, generations, signal)) || missed;
        }
      }),
    );
    return missed;
  }

  async #readSegment(
    key: string,
    generations: readonly Generation[],
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const segment = this.#segments.get(key) ?? { taken: [], intact: 0 };
    this.#segments.set(key, segment);
    for (const { name, count } of generations) {
      if (count <= segment.intact) return false;
      throwIfAborted(signal);
      const bytes = await this.#read(name, signal);
      if (bytes === 'missing') return true;
      if (bytes === 'unreadable') continue;
      const { operations, damage } = await decodeSegment(bytes, count);
      operations.forEach((operation, line) => {
        if (operation === undefined || segment.taken[line] === true) return;
        segment.taken[line] = true;
        this.#found.push(operation);
      });
      if (damage === undefined) {
        segment.intact = count;
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
      group.push({ name, count: parsed.count });
      groups.set(key, group);
    }
    for (const group of groups.values()) group.sort((a, b) => b.count - a.count);
    return groups;
  }

  /** A half-written file that its writer has replaced since is no damage. */
  #forgetVanished(present: ReadonlySet<string>): void {
    for (const name of this.#damage.keys()) {
      if (name !== this.#options.dir && !present.has(name)) this.#damage.delete(name);
    }
  }
}
