// One process at a time: a lock file that names its holder, and is taken over when the holder is dead.
// It appears with its words in it. The right to remove or replace it is a file of its own, named after the token in the
// lock: whoever makes that file, looks again and still finds the token, is the only one who may. If he dies before, the
// right to go on is a file named after his token.
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import * as z from 'zod';
import { isRunning } from '../../processes/index.js';
import { TierInUseError } from '../errors.js';
import { orDiskFull } from './disk-full.js';

const holderSchema = z.object({ pid: z.number(), host: z.string(), token: z.uuid() });
type Holder = z.infer<typeof holderSchema>;

/** The holder touches its lock this often; on another machine it counts as dead after three times that. */
const PULSE_MS = 10_000;
const BEING_MADE_MS = 2_000;
const TRIES = 5;

interface Found {
  /** `undefined` while its words are not in it. */
  readonly holder: Holder | undefined;
  readonly ageMs: number;
}

export class FileLock {
  readonly #guarded: string;
  readonly #file: string;
  readonly #token: string;
  readonly #pulse: NodeJS.Timeout;

  private constructor(guarded: string, token: string) {
    this.#guarded = guarded;
    this.#file = lockOf(guarded);
    this.#token = token;
    this.#pulse = setInterval(() => {
      this.#touch().catch(() => undefined); // it is looked at again before every write
    }, PULSE_MS);
    this.#pulse.unref();
  }

  /** @throws TierInUseError while another process lives that holds it */
  static async take(guarded: string): Promise<FileLock> {
    const file = lockOf(guarded);
    const token = randomUUID();
    const own: Holder = { pid: process.pid, host: os.hostname(), token };
    const fresh = `${file}.${token}`;
    try {
      await writeFile(fresh, JSON.stringify(own), { flag: 'wx' });
      for (let attempt = 0; attempt < TRIES; attempt++) {
        if (await madeOnce(fresh, file)) return new FileLock(guarded, token);
        const found = await look(file);
        const living = livingIn(found);
        if (living !== undefined) throw new TierInUseError(guarded, living);
        if (found !== undefined && (await takenOver(guarded, tokenOf(found), fresh)))
          return new FileLock(guarded, token);
      }
      throw new TierInUseError(guarded, 'another process');
    } catch (error) {
      throw orDiskFull(guarded, error);
    } finally {
      await rm(fresh, { force: true });
    }
  }

  /** @throws TierInUseError when another process took it for the lock of a dead one: on another machine, after a sleep */
  async mustHold(): Promise<void> {
    const found = await look(this.#file);
    if (found === undefined || tokenOf(found) === this.#token) return;
    const living = livingIn(found);
    throw new TierInUseError(this.#guarded, living ?? 'another process');
  }

  async release(): Promise<void> {
    clearInterval(this.#pulse);
    // Whoever lives is not taken over, so that nothing comes between these two.
    if (await this.#isOurs()) await rm(this.#file, { force: true });
  }

  async #touch(): Promise<void> {
    if (!(await this.#isOurs())) return;
    const now = new Date();
    await utimes(this.#file, now, now);
  }

  async #isOurs(): Promise<boolean> {
    const found = await look(this.#file);
    return found !== undefined && tokenOf(found) === this.#token;
  }
}

/**
 * For people: who holds the lock; `undefined` when nobody alive does.
 * @throws what the disk says when it cannot be read: then nobody knows
 */
export async function livingHolder(file: string): Promise<string | undefined> {
  return livingIn(await look(file));
}

function livingIn(found: Found | undefined): string | undefined {
  if (found === undefined) return undefined;
  const { holder, ageMs } = found;
  // A copy is made before its words are in it.
  if (holder === undefined)
    return ageMs < BEING_MADE_MS ? 'a process that just opens it' : undefined;
  const isAlive = holder.host === os.hostname() ? isRunning(holder.pid) : ageMs < 3 * PULSE_MS;
  return isAlive ? `process ${holder.pid} on ${holder.host}` : undefined;
}

function tokenOf({ holder }: Found): string {
  return holder?.token ?? 'unfinished';
}

function lockOf(guarded: string): string {
  return `${guarded}.lock`;
}

function claimOf(file: string, token: string): string {
  return `${file}.after-${token}`;
}

/** Puts `fresh` in the place of a lock of nobody. @returns false when somebody else was faster; @throws TierInUseError */
async function takenOver(guarded: string, token: string, fresh: string): Promise<boolean> {
  const file = lockOf(guarded);
  /** The lock, and the claims of those who died while they took it over. */
  const dead = [{ path: file, token }];
  for (let last = token; ; ) {
    const claim = claimOf(file, last);
    if (await madeOnce(fresh, claim)) {
      const isOurs = await areStillDead(dead);
      if (isOurs) await rename(fresh, file);
      const [, ...older] = dead.map(({ path }) => path);
      for (const over of isOurs ? [...older, claim] : [claim]) await rm(over, { force: true });
      return isOurs;
    }
    const found = await look(claim);
    if (found === undefined) return false;
    const living = livingIn(found);
    if (living !== undefined) throw new TierInUseError(guarded, living);
    if (tokenOf(found) === last) return false;
    last = tokenOf(found);
    dead.push({ path: claim, token: last });
  }
}

async function areStillDead(
  files: readonly { readonly path: string; readonly token: string }[],
): Promise<boolean> {
  for (const { path, token } of files) {
    const found = await look(path);
    if (found === undefined || tokenOf(found) !== token) return false;
    if (livingIn(found) !== undefined) return false;
  }
  return true;
}

/** Gives a file a second name, with all that is in it. @returns false when there is such a file, or no longer the other */
async function madeOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to).catch(async (error: unknown) => {
      if (['EEXIST', 'ENOENT'].includes(codeOf(error) ?? '')) throw error;
      await copyFile(from, to, constants.COPYFILE_EXCL); // a disk without second names
    });
    return true;
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

async function look(file: string): Promise<Found | undefined> {
  let content: string;
  let ageMs: number;
  try {
    ageMs = Date.now() - (await stat(file)).mtimeMs;
    content = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  return { holder: holderIn(content), ageMs };
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
