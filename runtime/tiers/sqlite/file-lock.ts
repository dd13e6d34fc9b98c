// One process at a time: a lock file that names its holder, and is taken over when the holder is dead.
import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import * as z from 'zod';
import { TierInUseError } from '../errors.js';
import { orDiskFull } from './disk-full.js';

const holderSchema = z.object({ pid: z.number(), host: z.string(), token: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** The holder touches its lock this often; on another machine it counts as dead after three times that. */
const PULSE_MS = 10_000;

export class FileLock {
  readonly #file: string;
  readonly #pulse: NodeJS.Timeout;

  private constructor(file: string) {
    this.#file = file;
    this.#pulse = setInterval(() => {
      const now = new Date();
      utimes(file, now, now).catch(() => undefined); // a lock that was removed is seen by its next holder
    }, PULSE_MS);
    this.#pulse.unref();
  }

  /** @throws TierInUseError while another process lives that holds it */
  static async take(guarded: string): Promise<FileLock> {
    const file = `${guarded}.lock`;
    const own: Holder = { pid: process.pid, host: os.hostname(), token: randomUUID() };
    for (let attempt = 0; ; attempt++) {
      try {
        await writeFile(file, JSON.stringify(own), { flag: 'wx' });
        return new FileLock(file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
          await rm(file, { force: true });
          throw orDiskFull(guarded, error);
        }
      }
      const holder = await livingHolder(file);
      if (holder !== undefined || attempt > 3) {
        throw new TierInUseError(guarded, holder ?? 'another process');
      }
      await rm(file, { force: true });
    }
  }

  async release(): Promise<void> {
    clearInterval(this.#pulse);
    await rm(this.#file, { force: true });
  }
}

/** For people: who holds the lock; `undefined` when nobody alive does. */
export async function livingHolder(file: string): Promise<string | undefined> {
  let holder: Holder;
  let touchedAt: number;
  try {
    touchedAt = (await stat(file)).mtimeMs;
    holder = holderSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
  const isAlive =
    holder.host === os.hostname() ? runs(holder.pid) : Date.now() - touchedAt < 3 * PULSE_MS;
  return isAlive ? `process ${holder.pid} on ${holder.host}` : undefined;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
