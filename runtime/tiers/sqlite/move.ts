// Takes the file of a tier to another folder, when nobody has it open and nothing stands there.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { orDiskFull } from './disk-full.js';
import { livingHolder } from './file-lock.js';
import { foldLog } from './node-sqlite.js';

/** What lies beside the file and is of no use without it. */
const COMPANIONS = ['-wal', '-shm', '.machine'];

/**
 * Whole or not at all: what was accepted is in one of the two files at every moment.
 * @returns whether it was moved; it is left where it is while somebody has it open, when it is no database, and when
 * there is one at the target
 * @throws TierFullError
 */
export async function moveSqliteFile(from: string, to: string): Promise<boolean> {
  if (existsSync(to) || (await livingHolder(`${from}.lock`)) !== undefined) return false;
  if (!foldLog(from)) return false;
  try {
    // For nobody but the user: conversations may lie in it.
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    if (!(await placed(from, to))) return false;
  } catch (error) {
    if (existsSync(to)) return false; // somebody was faster
    throw orDiskFull(to, error);
  }
  for (const end of COMPANIONS) await rm(`${from}${end}`, { force: true });
  return true;
}

/** @returns false when somebody was faster */
async function placed(from: string, to: string): Promise<boolean> {
  const whole = `${to}.${randomUUID()}`;
  try {
    if (!(await renamed(from, to))) return false;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    await copyFile(from, whole); // from another disk
    if (!(await renamed(whole, to))) return false;
  } finally {
    await rm(whole, { force: true });
  }
  await rm(from, { force: true });
  return true;
}

/** Never over another file, which may be in use already. @returns false when there is one */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch {
    if (existsSync(to)) return false;
    await rename(from, to); // a disk without links
  }
  return true;
}
