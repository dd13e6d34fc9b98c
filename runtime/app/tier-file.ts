// Where the SQLite tier lies: one file for all programs of this machine that work on the same folder, or in the same space.
import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { folderKey, tiersFolder } from '../storage/index.js';
import { moveSqliteFile, SQLITE_FILE } from '../tiers/index.js';
import type { MemfunEnvironment, TierHome } from './types.js';

/** @param storage as in `tiersFolder` */
export async function tierHomeOf(workspace: string, storage?: string): Promise<TierHome> {
  return {
    folder: tiersFolder(storage),
    // The editor and the command line may have come there by different ways.
    workspace: await realpath(workspace).catch(() => path.resolve(workspace)),
  };
}

export interface TierPlace {
  /** `undefined` where there is no local disk. */
  readonly folder: string | undefined;
  /** A file of an earlier version that could not take this place, because another one has it. */
  readonly left: string | undefined;
}

/**
 * The folder of the file. One that an earlier version has put among the things of the window or of the command line
 * is taken there; while another process has that one open, it stays where it is and is used there.
 * @throws TierFullError
 */
export async function tierPlace(
  { tierHome, projectStorage }: Pick<MemfunEnvironment, 'tierHome' | 'projectStorage'>,
  space: string | undefined,
): Promise<TierPlace> {
  const before = projectStorage.localRoot;
  if (tierHome === undefined) return { folder: before, left: undefined };
  const name = space === undefined ? folderKey(tierHome.workspace) : folderKey(`space/${space}`);
  const folder = path.join(tierHome.folder, name);
  const old = before && path.join(before, SQLITE_FILE);
  if (old === undefined || !existsSync(old)) return { folder, left: undefined };
  const file = path.join(folder, SQLITE_FILE);
  // By us, or by another process at the same moment.
  const isMoved = (await moveSqliteFile(old, file)) || !existsSync(old);
  if (isMoved) return { folder, left: undefined };
  return existsSync(file) ? { folder, left: old } : { folder: before, left: undefined };
}
