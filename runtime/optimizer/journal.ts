// The journal of an optimisation on disk: what was paid for once is not paid for again after a stop or a crash.
import * as z from 'zod';
import { type Clock, type IdMaker, type Json, jsonSchema } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import { HybridClock, SegmentLog } from '../storage/index.js';
import { JournalMismatchError } from './errors.js';
import type { Memo } from './evaluation.js';

export interface JournalOptions {
  readonly files: FileStore;
  /** Folder of this optimisation alone. */
  readonly dir: string;
  /** What is optimised, with which examples and options: a journal of something else is refused. */
  readonly fingerprint: string;
  readonly clock: Clock;
  readonly ids: IdMaker;
}

const entrySchema = z.union([
  z.object({ fingerprint: z.string() }),
  z.object({ key: z.string(), value: jsonSchema }),
]);

/** Append-only, with checksums: a kill loses at most the entry that was being written. */
export class Journal implements Memo {
  readonly #log: SegmentLog;
  readonly #hlc: HybridClock;
  readonly #known: Map<string, Json>;

  private constructor(log: SegmentLog, hlc: HybridClock, known: Map<string, Json>) {
    this.#log = log;
    this.#hlc = hlc;
    this.#known = known;
  }

  /** @throws JournalMismatchError, StorageReadError, StorageWriteError */
  static async open({ files, dir, fingerprint, clock, ids }: JournalOptions): Promise<Journal> {
    const window = ids.next('window');
    const log = new SegmentLog({ files, dir, window });
    const hlc = new HybridClock(clock, window);
    const known = new Map<string, Json>();
    let isNew = true;
    for (const { body } of await log.readNew()) {
      const entry = entrySchema.safeParse(body);
      if (!entry.success) continue; // of a later version
      if ('key' in entry.data) known.set(entry.data.key, entry.data.value);
      else if (entry.data.fingerprint === fingerprint) isNew = false;
      else throw new JournalMismatchError(dir);
    }
    const journal = new Journal(log, hlc, known);
    if (isNew) await journal.#append({ fingerprint });
    return journal;
  }

  /** Entries at hand. */
  get size(): number {
    return this.#known.size;
  }

  get(key: string): Json | undefined {
    return this.#known.get(key);
  }

  async set(key: string, value: Json): Promise<void> {
    this.#known.set(key, value);
    await this.#append({ key, value });
  }

  async close(): Promise<void> {
    await this.#log.close();
  }

  async #append(entry: Json): Promise<void> {
    await this.#log.append([{ hlc: this.#hlc.next(), body: entry }]);
  }
}
