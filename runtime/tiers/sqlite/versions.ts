// The tables of a file are of the version that the program knows: made, brought forward, or refused as newer.
import { TierNewerError } from '../errors.js';
import { int } from './database.js';
import type { SqlEngine } from './engine.js';

export interface SqlVersions {
  /** What `pragma user_version` says of the present tables. */
  readonly version: number;
  /** Statements that lead there: from an empty file (0), or from an earlier version. */
  readonly stepsFrom: (found: number) => readonly string[];
  /** Run when committed changes did not reach the file, and it was gone back to. */
  readonly afterLoss?: string;
}

/**
 * All steps or none, in one transaction.
 * @throws TierNewerError when the file was made by a newer version; it is left as it is
 */
export function bringUp(engine: SqlEngine, { version, stepsFrom }: SqlVersions): void {
  const found = versionOf(engine);
  if (found === version) return;
  if (found > version) throw new TierNewerError(engine.file);
  engine.exec('begin immediate');
  try {
    const present = versionOf(engine); // another process may have been faster
    if (present > version) throw new TierNewerError(engine.file);
    if (present < version) {
      for (const statement of stepsFrom(present)) engine.exec(statement);
      engine.exec(`pragma user_version = ${version}`);
    }
    engine.exec('commit');
  } catch (error) {
    engine.rollback();
    throw error;
  }
}

function versionOf(engine: SqlEngine): number {
  return int(engine.first('pragma user_version', [])?.['user_version']);
}
