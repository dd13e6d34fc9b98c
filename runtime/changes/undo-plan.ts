// What taking turns back would do, worked out from their records and the files as they are now.
import type { ChangeConflict, FileChange } from '../ports/index.js';
import { stateOf } from './hash.js';
import { toChange } from './steps.js';
import type { TurnRecord } from './turn-records.js';

/** A file's part in a turn. */
export interface TurnFile {
  readonly turnId: string;
  readonly path: string;
}

export interface UndoConflict extends ChangeConflict {
  /** What overwriting the file would do; absent when its backup is gone. */
  readonly overwrite?: FileChange;
}

export interface UndoPlan {
  /** The parts of turns that are taken back. */
  readonly undoes: readonly TurnFile[];
  /** What would be restored. */
  readonly changes: readonly FileChange[];
  /** Files that are already as they would be restored. */
  readonly already: readonly string[];
  /** Files that somebody else changed since, or whose backup is gone: never overwritten without being asked. */
  readonly conflicts: readonly UndoConflict[];
}

export interface UndoSources {
  readonly current: (path: string) => Promise<Uint8Array | undefined>;
  readonly backup: (hash: string) => Promise<Uint8Array | undefined>;
}

/** The records whose work stands, newest first, each with only the files that were not taken back. */
export function standing(records: readonly TurnRecord[]): readonly TurnRecord[] {
  const gone = new Set<string>();
  const key = (turnId: string, path: string): string => `${turnId}\0${path}`;
  return records.toReversed().flatMap((record) => {
    const stands = (path: string): boolean => !gone.has(key(record.turnId, path));
    // What took something back and was itself taken back has no effect any more.
    for (const { turnId, path } of record.undoes) if (stands(path)) gone.add(key(turnId, path));
    const files = record.files.filter(({ path }) => stands(path));
    return files.length === 0 ? [] : [{ ...record, files }];
  });
}

/** Plans to take back these parts of turns, given newest first. */
export async function planUndo(
  records: readonly TurnRecord[],
  { current, backup }: UndoSources,
): Promise<UndoPlan> {
  const changes: FileChange[] = [];
  const already: string[] = [];
  const conflicts: UndoConflict[] = [];
  const undoes = records.flatMap(({ turnId, files }) =>
    files.map(({ path }) => ({ turnId, path })),
  );

  for (const path of [...new Set(undoes.map((part) => part.path))].sort()) {
    const history = records.flatMap(({ files }) =>
      files.filter((file) => file.path === path).toReversed(),
    );
    const wanted = history.at(-1)?.before ?? null;
    const now = await current(path);
    const nowHash = stateOf(now);
    if (nowHash === wanted) {
      already.push(path);
      continue;
    }
    const before = wanted === null ? undefined : await backup(wanted);
    if (wanted !== null && before === undefined) {
      conflicts.push({ path, reason: 'its backup was dropped or is damaged' });
      continue;
    }
    const change = toChange({ path, before: now, after: before });
    if (change === undefined) continue;
    const reason = foreignChange(history, nowHash);
    if (reason === undefined) changes.push(change);
    else conflicts.push({ path, reason, overwrite: change });
  }
  return { undoes, changes, already, conflicts };
}

/** Why the file holds something that none of these turns has made. `history` is newest first. */
function foreignChange(
  history: readonly TurnRecord['files'][number][],
  now: string | null,
): string | undefined {
  if (history[0]?.after.includes(now) !== true) return 'it was changed since';
  for (const [index, { before }] of history.entries()) {
    const older = history[index + 1];
    if (older !== undefined && !older.after.includes(before)) {
      return 'somebody else changed it in between';
    }
  }
  return undefined;
}
