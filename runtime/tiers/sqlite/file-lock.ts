// One process at a time: a lock file that names its holder, and is taken over when the holder is dead.
import { randomUUID } from 'node:crypto';
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import os from 'node:os';
import * as z from 'zod';
import { isRunning } from '../../processes/index.js';
import { TierInUseError } from '../errors.js';
import { orDiskFull } from './disk-full.js';

const holderSchema = z.object({ pid: z.number(), host: z.string(), token: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** The holder touches its lock this often; on another machine it counts as dead after three times that. */
const PULSE_MS = 10_000;
const BEING_MADE_MS = 2_000;

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
        if (await made(file, JSON.stringify(own))) return new FileLock(file);
      } catch (error) {
        throw orDiskFull(guarded, error);
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

/** @returns false when there is one; @throws what the disk says, and then there is none of ours */
async function made(file: string, content: string): Promise<boolean> {
  const opened = await open(file, 'wx').catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  });
  if (opened === undefined) return false;
  try {
    await opened.writeFile(content);
    return true;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await opened.close();
  }
}

/**
 * For people: who holds the lock; `undefined` when nobody alive does.
 * @throws what the disk says when it cannot be read: then nobody knows
 */
export async function livingHolder(file: string): Promise<string | undefined> {
  let content: string;
  let ageMs: number;
  try {
    ageMs = Date.now() - (await stat(file)).mtimeMs;
    content = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const holder = holderIn(content);
  // It is made before its words are in it.
  if (holder === undefined)
    return ageMs < BEING_MADE_MS ? 'a process that just opens it' : undefined;
  const isAlive = holder.host === os.hostname() ? isRunning(holder.pid) : ageMs < 3 * PULSE_MS;
  return isAlive ? `process ${holder.pid} on ${holder.host}` : undefined;
}

function holderIn(content: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(content));
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
