// One machine at a time: processes share a write-ahead log through memory, which two machines do not have in common.
import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { TierInUseError } from '../errors.js';

/** Whoever has the file open touches the mark this often; after three times that its machine counts as gone. */
const PULSE_MS = 10_000;

export class MachineMark {
  readonly #pulse: NodeJS.Timeout;

  private constructor(mark: string) {
    this.#pulse = setInterval(() => {
      const now = new Date();
      utimes(mark, now, now).catch(() => undefined); // a mark that was removed is made by the next one who opens
    }, PULSE_MS);
    this.#pulse.unref();
  }

  /**
   * @param file the database
   * @throws TierInUseError while another machine has it open
   */
  static async set(file: string): Promise<MachineMark> {
    const mark = `${file}.machine`;
    const own = os.hostname();
    const found = await read(mark);
    if (found !== undefined && found.host !== own && found.ageMs < 3 * PULSE_MS) {
      throw new TierInUseError(file, `the machine ${found.host}`, ANOTHER_MACHINE);
    }
    // Whole at once: processes that open at the same time must not read half a name.
    const fresh = `${mark}.${randomUUID()}`;
    try {
      await writeFile(fresh, own);
      await rename(fresh, mark);
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
    return new MachineMark(mark);
  }

  release(): void {
    clearInterval(this.#pulse);
  }
}

const ANOTHER_MACHINE = {
  because: 'and a file of SQLite serves the processes of one machine only.',
  remedy:
    'Close Memfun there and wait half a minute, keep the folder on a local disk, or choose "redis" or "nats" as "memfun.tier".',
};

async function read(mark: string): Promise<{ host: string; ageMs: number } | undefined> {
  try {
    const [host, { mtimeMs }] = await Promise.all([readFile(mark, 'utf8'), stat(mark)]);
    return { host, ageMs: Date.now() - mtimeMs };
  } catch {
    return undefined;
  }
}
