// The tables of a file are of the version that the program knows: made, brought forward, or refused as newer.
import { TierNewerError } from '../errors.js';
import { int, type SqlDatabase } from './database.js';

export interface SqlVersions {
  /** What `pragma user_version` says of the present tables. */
  readonly version: number;
  /** Statements that lead there: from an empty file (0), or from an earlier version. */
  readonly stepsFrom: (found: number) => readonly string[];
}

/**
 * All steps or none, in one transaction.
 * @throws TierNewerError when the file was made by a newer version; it is left as it is
 */
export function bringUp(db: SqlDatabase, { version, stepsFrom }: SqlVersions): void {
  if (isThere(db, version)) return;
  db.write(() => {
    if (isThere(db, version)) return; // another process was faster
    for (const statement of stepsFrom(versionOf(db))) db.engine.exec(statement);
    db.engine.exec(`pragma user_version = ${version}`);
  });
}

function isThere(db: SqlDatabase, version: number): boolean {
  const found = versionOf(db);
  if (found > version) throw new TierNewerError(db.engine.file);
  return found === version;
}

function versionOf(db: SqlDatabase): number {
  return int(db.first('pragma user_version')?.['user_version']);
}
