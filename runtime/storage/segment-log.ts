// The log on files: append-only segments over any FileStore, several windows at once, no lock.
import type { Clock } from '../core/index.js';
import type {
  FileStore,
  KnowledgeBase,
  LogDamage,
  LogOperation,
  LogSnapshots,
} from '../ports/index.js';
import { parseSegmentName } from './segment-file.js';
import { SegmentReader } from './segment-reader.js';
import { SegmentWriter } from './segment-writer.js';
import { SnapshotFolder } from './snapshot-folder.js';

const POLL_MS = 5_000;

export interface SegmentLogOptions {
  readonly files: FileStore;
  /** Folder below the store's root. */
  readonly dir: string;
  /** An id of lower-case letters, digits and `_` that no other open log has, e.g. `ids.next('window')`. */
  readonly window: string;
  /** Put before every file name, so that several logs can share a folder. */
  readonly prefix?: string;
  /** Names of its files where whoever opens it has just listed the folder: it is not listed again for the first reading. */
  readonly listed?: readonly string[];
  /** Milliseconds between two looks for changes of other windows. Default 5,000. */
  readonly pollMs?: number;
  /** Tells at once when something in the folder changes, where the host can (the poll stays). */
  readonly watch?: (onChange: () => void) => { dispose(): void };
  /** Keeps snapshots beside the segments, and removes segments when two snapshots hold them, going by this clock. */
  readonly snapshots?: { readonly clock: Clock };
}

/**
 * Every flush writes the window's current segment under a new name with a checksum and only then removes an
 * older generation; renaming over a file is atomic nowhere but on a local disk, so it is never done. A kill at
 * any moment leaves every acknowledged operation in a valid file.
 */
export class SegmentLog implements KnowledgeBase {
  readonly #options: SegmentLogOptions & { readonly prefix: string };
  readonly #writer: SegmentWriter;
  readonly #reader: SegmentReader;
  readonly #snapshots: SnapshotFolder | undefined;
  readonly #handlers = new Set<() => void>();
  #reading: Promise<unknown> = Promise.resolve();
  #seen = '';
  #poll: NodeJS.Timeout | undefined;
  #watcher: { dispose(): void } | undefined;

  constructor(options: SegmentLogOptions) {
    this.#options = { prefix: '', ...options };
    const reader = new SegmentReader(this.#options);
    this.#reader = reader;
    this.#writer = new SegmentWriter({
      ...this.#options,
      onWritten: (written) => {
        reader.wrote(written);
      },
    });
    const clock = options.snapshots?.clock;
    this.#snapshots =
      clock === undefined ? undefined : new SnapshotFolder({ ...this.#options, clock }, reader);
  }

  get snapshots(): LogSnapshots | undefined {
    return this.#snapshots;
  }

  /** @throws StorageWriteError, StorageClosedError */
  append(operations: readonly LogOperation[]): Promise<void> {
    return this.#writer.append(operations);
  }

  /** Calls wait for each other, so that no operation is returned twice. */
  readNew(signal?: AbortSignal): Promise<readonly LogOperation[]> {
    const result = this.#reading.then(() => {
      this.#snapshots?.noteReading();
      return this.#reader.readNew(signal);
    });
    this.#reading = result.catch(() => undefined);
    return result;
  }

  onForeignChange(handler: () => void): { dispose(): void } {
    this.#handlers.add(handler);
    this.#startWatching();
    return {
      dispose: () => {
        this.#handlers.delete(handler);
        if (this.#handlers.size === 0) this.#stopWatching();
      },
    };
  }

  damage(): readonly LogDamage[] {
    return [...this.#reader.damage(), ...(this.#snapshots?.damage() ?? [])];
  }

  async close(): Promise<void> {
    this.#stopWatching();
    this.#handlers.clear();
    await Promise.all([this.#writer.close(), this.#reading]);
  }

  #startWatching(): void {
    if (this.#poll !== undefined) return;
    const look = (): void => void this.#lookForForeign();
    look();
    this.#poll = setInterval(look, this.#options.pollMs ?? POLL_MS);
    this.#poll.unref();
    this.#watcher = this.#options.watch?.(look);
  }

  #stopWatching(): void {
    clearInterval(this.#poll);
    this.#poll = undefined;
    this.#watcher?.dispose();
    this.#watcher = undefined;
  }

  /** The names of the other windows' files say whether there is something new: every flush has a new name. */
  async #lookForForeign(): Promise<void> {
    const { files, dir, prefix, window } = this.#options;
    const entries = await files.list(dir).catch(() => undefined);
    if (entries === undefined) return;
    const names = entries
      .filter(({ name }) => name.startsWith(prefix))
      .filter(({ name }) => {
        const parsed = parseSegmentName(name.slice(prefix.length));
        return parsed !== undefined && parsed.window !== window;
      })
      .map(({ name }) => name)
      .sort()
      .join('\n');
    if (names === this.#seen) return;
    this.#seen = names;
    for (const handler of this.#handlers) handler();
  }
}
