// The folders of writers that this machine has made: each says whose it is, so that those of the dead are removed.
import { mkdir, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { isRunning } from '../processes/index.js';

const leaseSchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** The repository's own folder (`.git`), where git keeps its record of the checkout. */
  common: z.string(),
});

export interface Lease {
  /** Folder of Memfun's own that holds all that belongs to one writer. */
  readonly folder: string;
  /** Name of the checkout: git's record of it has the same. */
  readonly name: string;
  readonly common: string;
}

const LEASE = 'lease.json';
const ID = /^[a-z0-9_]{8,64}$/;
/** No turn works for so long: whoever has the process id now is somebody else. */
const LONGEST_MS = 24 * 60 * 60 * 1000;
/** Time for a folder to get its lease. */
const UNNAMED_MS = 10 * 60 * 1000;

/** The checkout of a writer lies in a folder of this name. */
export function checkoutOf({ folder, name }: Lease): string {
  return path.join(folder, name);
}

/** Takes a folder for a writer, before anything else is made for it. */
export async function takeLease(
  place: string,
  id: string,
  common: string,
  now: number,
): Promise<Lease> {
  const folder = path.join(place, id);
  await mkdir(folder, { recursive: true });
  const lease = { pid: process.pid, host: hostname(), at: now, common };
  await writeFile(path.join(folder, LEASE), JSON.stringify(lease));
  return { folder, name: nameOf(id), common };
}

/**
 * Removes a writer's folder and git's record of its checkout, whatever there is of them: what `git worktree
 * remove` does, also for what was only half made. Another checkout's record is never touched.
 */
export async function dropLease({ folder, name, common }: Lease): Promise<void> {
  const record = path.join(common, 'worktrees', name);
  const owner = await readFile(path.join(record, 'gitdir'), 'utf8').catch(() => undefined);
  if (owner === undefined || isInside(folder, owner.trim())) {
    await rm(record, { recursive: true, force: true });
    // As git does: with its last checkout the folder goes, else this fails and nothing happens.
    await rmdir(path.dirname(record)).catch(() => undefined);
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes what writers of processes that are gone have left. @returns how many there were */
export async function sweepLeases(place: string, now: number): Promise<number> {
  const names = await readdir(place).catch(() => []);
  let swept = 0;
  for (const id of names.filter((name) => ID.test(name))) {
    const folder = path.join(place, id);
    const lease = await readLease(folder);
    if (lease === undefined) {
      const info = await stat(folder).catch(() => undefined);
      if (info === undefined || now - info.mtimeMs < UNNAMED_MS) continue;
      await rm(folder, { recursive: true, force: true });
    } else if (isStale(lease, now)) {
      await dropLease({ folder, name: nameOf(id), common: lease.common });
    } else continue;
    swept++;
  }
  return swept;
}

async function readLease(folder: string): Promise<z.infer<typeof leaseSchema> | undefined> {
  try {
    return leaseSchema.parse(JSON.parse(await readFile(path.join(folder, LEASE), 'utf8')));
  } catch {
    return undefined;
  }
}

function isStale({ pid, host, at }: z.infer<typeof leaseSchema>, now: number): boolean {
  if (now - at > LONGEST_MS) return true;
  return host === hostname() && !isRunning(pid);
}

function nameOf(id: string): string {
  return `memfun-${id}`;
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}
