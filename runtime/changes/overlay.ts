// The workspace as a run sees it: its writes, deletes and moves are held in memory until they are applied.
import type { Clock } from '../core/index.js';
import { systemClock } from '../core/index.js';
import type { ChangeTarget, DirEntry, FileChange, FileStat, FileStore } from '../ports/index.js';
import { FileMissingError, normalizePath, PathOutsideError } from '../ports/index.js';
import { FileExistsError, NotAFileError } from './errors.js';
import { sameBytes, stateOf } from './hash.js';

export interface OverlayOptions {
  readonly workspace: FileStore;
  /** Where files are read as the user sees them (unsaved edits included). Without it, from the workspace. */
  readonly target?: Pick<ChangeTarget, 'current'>;
  readonly clock?: Clock;
}

/** A file that the run has touched. */
interface Touched {
  /** Content at first touch; `undefined` when there was no such file. */
  readonly base: Uint8Array | undefined;
  /** Content now; `undefined` when deleted. */
  content: Uint8Array | undefined;
  /** The path whose base this content was moved from. */
  origin: string | undefined;
  mtime: number;
}

/** Content and mtime of one file, for several at once. */
export interface FileWrite {
  readonly path: string;
  readonly data: Uint8Array;
}

/**
 * A FileStore over a workspace that never writes to it. Links inside the workspace are followed: a change of
 * a link is the change of the file that it leads to. What a read or a write has touched once is not looked
 * up in the workspace again.
 */
export class Overlay implements FileStore {
  readonly #workspace: FileStore;
  readonly #target: Pick<ChangeTarget, 'current'> | undefined;
  readonly #clock: Clock;
  readonly #touched = new Map<string, Touched>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ workspace, target, clock = systemClock }: OverlayOptions) {
    this.#workspace = workspace;
    this.#target = target;
    this.#clock = clock;
  }

  get root(): string {
    return this.#workspace.root;
  }

  /** Only while nothing is changed: programs that read the disk themselves would miss the changes. */
  get localRoot(): string | undefined {
    return this.changes().length === 0 ? this.#workspace.localRoot : undefined;
  }

  /** For programs that read the disk: what they would see wrong. */
  readonly overDisk = (): { root: string; differing: readonly string[] } | undefined => {
    const { localRoot } = this.#workspace;
    if (localRoot === undefined) return undefined;
    const differing = this.changes().flatMap((change) =>
      change.kind === 'move' ? [change.from, change.path] : [change.path],
    );
    return { root: localRoot, differing };
  };

  /** Runs work that reads and then writes; calls wait for each other, so that none loses another's write. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async read(path: string, signal?: AbortSignal): Promise<Uint8Array> {
    const key = await this.#key(path);
    const touched = this.#touched.get(key);
    const content = touched === undefined ? await this.#base(key, signal) : touched.content;
    if (content === undefined) throw new FileMissingError(path);
    return new Uint8Array(content);
  }

  async write(path: string, data: Uint8Array): Promise<void> {
    await this.writeAll([{ path, data }]);
  }

  /** All or none: when one path cannot be written, nothing is. */
  async writeAll(writes: readonly FileWrite[]): Promise<void> {
    const entries: Touched[] = [];
    for (const { path } of writes) entries.push(await this.#touch(path));
    for (const [index, { data }] of writes.entries()) {
      const entry = entries[index];
      if (entry !== undefined) this.#set(entry, new Uint8Array(data), entry.origin);
    }
  }

  async remove(path: string): Promise<void> {
    this.#set(await this.#touch(path), undefined, undefined);
  }

  /** @throws FileMissingError, FileExistsError when something stands at `to`. */
  async move(from: string, to: string): Promise<void> {
    const source = await this.#touch(from);
    const target = await this.#touch(to);
    if (source.content === undefined) throw new FileMissingError(from);
    if (target.content !== undefined) throw new FileExistsError(to);
    this.#set(target, source.content, source.origin ?? (await this.#key(from)));
    this.#set(source, undefined, undefined);
  }

  async list(dir: string): Promise<readonly DirEntry[]> {
    const base = await this.#key(dir);
    const entries = new Map(
      (await this.#workspace.list(base)).map((entry) => [entry.name, entry] as const),
    );
    const prefix = base === '' ? '' : `${base}/`;
    for (const [path, { content }] of this.#touched) {
      if (!path.startsWith(prefix)) continue;
      const [name = '', ...deeper] = path.slice(prefix.length).split('/');
      if (content === undefined) {
        if (deeper.length === 0) entries.delete(name);
      } else if (!entries.has(name)) {
        entries.set(name, { name, kind: deeper.length > 0 ? 'directory' : 'file', symlink: false });
      }
    }
    return [...entries.values()];
  }

  async stat(path: string): Promise<FileStat | undefined> {
    const normal = await this.#keyOfEntry(path);
    const touched = this.#touched.get(normal);
    if (touched === undefined) {
      return (await this.#workspace.stat(normal)) ?? this.#createdFolder(normal);
    }
    const { content, mtime, base } = touched;
    if (content === undefined) return undefined;
    const unchanged = sameBytes(content, base) ? await this.#workspace.stat(normal) : undefined;
    return unchanged ?? { kind: 'file', symlink: false, size: content.length, mtime };
  }

  /** Folders come with their files; an empty one is not a change. */
  async ensureDir(dir: string): Promise<void> {
    await this.#key(dir);
  }

  async realPath(path: string): Promise<string | undefined> {
    return this.#workspace.realPath(normalizePath(path, this.root));
  }

  /** What would have to be done to the workspace, by path. Writes that restored the old content are none. */
  changes(): readonly FileChange[] {
    const moved = this.#moves();
    const sources = new Set(moved.values());
    const changes: FileChange[] = [];
    for (const [path, { base, content }] of this.#touched) {
      if (sameBytes(base, content) || sources.has(path)) continue;
      const from = moved.get(path);
      const before = from === undefined ? base : this.#touched.get(from)?.base;
      if (content === undefined) {
        if (before !== undefined) changes.push({ kind: 'delete', path, before, after: undefined });
      } else if (before === undefined) {
        changes.push({ kind: 'create', path, before, after: content });
      } else if (from === undefined) {
        changes.push({ kind: 'modify', path, before, after: content });
      } else changes.push({ kind: 'move', path, from, before, after: content });
    }
    return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** SHA-256 of each touched file at its first touch; `null` where there was none. */
  fingerprints(): ReadonlyMap<string, string | null> {
    return new Map([...this.#touched].map(([path, { base }]) => [path, stateOf(base)]));
  }

  /** Whether the run has made this file: the workspace has none there. */
  isNew(path: string): boolean {
    const touched = this.#touched.get(path);
    return touched !== undefined && touched.base === undefined;
  }

  /**
   * The workspace with the changes of this moment, as a ground for another overlay: what is changed here
   * afterwards is not seen there.
   */
  snapshot(): Overlay {
    const target = this.#target;
    const frozen = new Overlay({
      workspace: this.#workspace,
      ...(target === undefined ? {} : { target }),
      clock: this.#clock,
    });
    for (const [path, entry] of this.#touched) frozen.#touched.set(path, { ...entry });
    return frozen;
  }

  /** Forgets everything: from now on the workspace is seen as it is. To be called after it was applied. */
  reset(): void {
    this.#touched.clear();
  }

  /** New path → old path, where a file of the workspace stands somewhere else now and nothing took its place. */
  #moves(): ReadonlyMap<string, string> {
    const moves = new Map<string, string>();
    const taken = new Set<string>();
    for (const [path, { base, content, origin }] of this.#touched) {
      if (origin === undefined || content === undefined || base !== undefined) continue;
      const source = this.#touched.get(origin);
      if (source?.base === undefined || source.content !== undefined || taken.has(origin)) continue;
      taken.add(origin);
      moves.set(path, origin);
    }
    return moves;
  }

  async #key(path: string): Promise<string> {
    const real = await this.realPath(path);
    if (real === undefined) throw new PathOutsideError(path, this.root);
    return real;
  }

  /** A link at the end is not followed: what `stat` is asked about is the entry itself. */
  async #keyOfEntry(path: string): Promise<string> {
    const parts = normalizePath(path, this.root).split('/');
    const name = parts.pop() ?? '';
    const parent = parts.length === 0 ? '' : await this.#key(parts.join('/'));
    return parent === '' ? name : `${parent}/${name}`;
  }

  /** Nothing can be created below a file. */
  async #checkParents(key: string): Promise<void> {
    const parts = key.split('/').slice(0, -1);
    for (; parts.length > 0; parts.pop()) {
      const parent = parts.join('/');
      const info = await this.stat(parent);
      if (info?.kind === 'directory') return;
      if (info !== undefined) throw new NotAFileError(key, `below "${parent}", which is a file`);
    }
  }

  async #touch(path: string): Promise<Touched> {
    const key = await this.#key(path);
    const known = this.#touched.get(key);
    if (known !== undefined) return known;
    const info = await this.#workspace.stat(key);
    if (info?.kind === 'directory' || this.#createdFolder(key) !== undefined) {
      throw new NotAFileError(path, 'a folder');
    }
    // What is still a link here leads nowhere: writing would create its target, wherever that is.
    if (info?.kind === 'other' || info?.symlink === true) {
      throw new NotAFileError(path, 'a link or a device');
    }
    if (info === undefined) await this.#checkParents(key);
    const base = info === undefined ? undefined : await this.#base(key);
    // Another touch may have come first while this one was reading.
    const entry = this.#touched.get(key) ?? {
      base,
      content: base,
      origin: undefined,
      mtime: info?.mtime ?? this.#clock.now(),
    };
    this.#touched.set(key, entry);
    return entry;
  }

  async #base(key: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
    const current = await this.#target?.current(key);
    return current ?? this.#workspace.read(key, signal);
  }

  #set(entry: Touched, content: Uint8Array | undefined, origin: string | undefined): void {
    entry.content = content;
    entry.origin = origin;
    entry.mtime = this.#clock.now();
  }

  #createdFolder(path: string): FileStat | undefined {
    const prefix = `${path}/`;
    for (const [file, { content, mtime }] of this.#touched) {
      if (content === undefined || !file.startsWith(prefix)) continue;
      return { kind: 'directory', symlink: false, size: 0, mtime };
    }
    return undefined;
  }
}
