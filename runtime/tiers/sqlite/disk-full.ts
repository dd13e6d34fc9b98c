// Tells a full disk from other troubles with a file.
import { statfsSync } from 'node:fs';
import path from 'node:path';
import { TierFullError } from '../errors.js';

/** Result codes of SQLite, https://sqlite.org/rescode.html: what may also mean that there was no room. */
const [FULL, IOERR, CANTOPEN] = [13, 10, 14];
/** Less than this is no room: SQLite needs a few pages at once. */
const ROOM_BYTES = 64 * 1024;

/** The error of a file that could not be made or could not grow; any other error as it was. */
export function orDiskFull(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !isFull(file, error)) return error;
  return new TierFullError(
    `The disk of ${file}`,
    'Make room on that disk and try again; accepted tasks go on by themselves.',
    error,
  );
}

function isFull(file: string, error: Error): boolean {
  if ('errcode' in error && typeof error.errcode === 'number') {
    const code = error.errcode & 0xff;
    return code === FULL || ((code === IOERR || code === CANTOPEN) && hasNoRoom(file));
  }
  return 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

function hasNoRoom(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path.dirname(file));
    return bavail * bsize < ROOM_BYTES;
  } catch {
    return false;
  }
}
