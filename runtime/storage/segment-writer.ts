// The writing half of a segment log: one writer per window, every flush under a new name, nothing overwritten.
import type { FileStore, LogOperation } from '../ports/index.js';
import { StorageClosedError, StorageWriteError } from './errors.js';
import { encodeBatch, encodeSegment, formatSegmentName } from './segment-file.js';

/** A segment is written anew with every flush, so it must not grow long. */
const ROLL_BYTES = 16 * 1024;

export interface SegmentWriterOptions {
  readonly files: FileStore;
  /** Folder below the store's root. */
  readonly dir: string;
  /** Put before every file name, so that several logs can share a folder. */
  readonly prefix: string;
  readonly window: string;
  /** Told of what is on disk, before `append` resolves. */
  readonly onWritten: (written: WrittenLines) => void;
}

/** Operations that now stand in a segment, from line `from` on (counted from 0). */
export interface WrittenLines {
  readonly window: string;
  readonly segment: number;
  readonly from: number;
  readonly operations: readonly LogOperation[];
  readonly bytes: number;
}

interface WaitingBatch {
  readonly operations: readonly LogOperation[];
  readonly lines: readonly string[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class SegmentWriter {
  readonly #options: SegmentWriterOptions;
  #segment = 0;
  #lines: readonly string[] = [];
  #bytes = 0;
  /** Generations that a newer one replaces. The last is kept, for slow readers and torn writes. */
  #replaced: string[] = [];
  #newest: string | undefined;
  #waiting: WaitingBatch[] = [];
  #draining: Promise<void> | undefined;
  #folderExists = false;
  #closed = false;

  constructor(options: SegmentWriterOptions) {
    this.#options = options;
  }

  /**
   * Resolves when the batch is on disk, as durable as the store's `write`. Batches that wait together are
   * written together.
   * @throws StorageWriteError when it could not be written; then it never will be
   * @throws StorageClosedError
   */
  append(operations: readonly LogOperation[]): Promise<void> {
    if (this.#closed) return Promise.reject(new StorageClosedError(this.#options.files.root));
    if (operations.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ operations, lines: encodeBatch(operations), resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Waits for what was appended, then tidies up. Later appends are refused. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
    await this.#removeReplaced(0);
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batches = this.#waiting;
      this.#waiting = [];
      try {
        await this.#write(batches);
        for (const batch of batches) batch.resolve();
      } catch (cause) {
        const error = new StorageWriteError(this.#options.files.root, cause);
        for (const batch of batches) batch.reject(error);
      }
      await this.#removeReplaced(1);
    }
    this.#draining = undefined;
  }

  async #write(batches: readonly WaitingBatch[]): Promise<void> {
    const { files, window, onWritten } = this.#options;
    const added = batches.flatMap((batch) => batch.lines);
    const lines = [...this.#lines, ...added];
    const data = await encodeSegment(lines);
    const file = this.#path(
      formatSegmentName({ window, segment: this.#segment, count: lines.length }),
    );
    try {
      await this.#ensureFolder();
      await files.write(file, data);
    } catch (error) {
      // The name may exist now with half a file in it: it is not used again.
      this.#startSegment();
      await files.remove(file).catch(() => undefined);
      throw error;
    }
    onWritten({
      window,
      segment: this.#segment,
      from: this.#lines.length,
      operations: batches.flatMap((batch) => batch.operations),
      bytes: added.reduce((sum, line) => sum + line.length, 0),
    });
    if (this.#newest !== undefined) this.#replaced.push(this.#newest);
    this.#newest = file;
    this.#lines = lines;
    this.#bytes = data.length;
    if (this.#bytes >= ROLL_BYTES) this.#startSegment();
  }

  #startSegment(): void {
    this.#segment++;
    this.#lines = [];
    this.#bytes = 0;
    this.#newest = undefined;
  }

  async #ensureFolder(): Promise<void> {
    if (this.#folderExists) return;
    await this.#options.files.ensureDir(this.#options.dir);
    this.#folderExists = true;
  }

  /** A generation that cannot be removed does no harm: readers take the highest. */
  async #removeReplaced(keep: number): Promise<void> {
    while (this.#replaced.length > keep) {
      const file = this.#replaced.shift();
      if (file !== undefined) await this.#options.files.remove(file).catch(() => undefined);
    }
  }

  #path(name: string): string {
    const { dir, prefix } = this.#options;
    return `${dir}/${prefix}${name}`;
  }
}
