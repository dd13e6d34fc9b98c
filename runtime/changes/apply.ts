// Puts changes where they belong, on top of what the user did meanwhile, or not at all.

import { throwIfAborted } from '../core/index.js';
import type { ChangeConflict, ChangeTarget, FileChange } from '../ports/index.js';
import { ChangedMeanwhileError } from '../ports/index.js';
import { sameBytes } from './hash.js';
import { merge } from './merge.js';

/**
 * Applies all changes or none. A file that the user changed since `before` is merged by hunks.
 * Resolves with the changes as they were applied: `before` is what the user had. What was already as wanted
 * is not among them.
 * @throws ChangedMeanwhileError naming every file that could not be merged; then nothing is written.
 */
export async function applyChanges(
  target: ChangeTarget,
  changes: readonly FileChange[],
  signal: AbortSignal,
): Promise<readonly FileChange[]> {
  const fitted = await fitChanges(target, changes, signal);
  if (fitted.length > 0) await target.apply(fitted, signal);
  return fitted;
}

/** The changes as they would be applied now; writes nothing. @throws ChangedMeanwhileError */
export async function fitChanges(
  target: Pick<ChangeTarget, 'current'>,
  changes: readonly FileChange[],
  signal: AbortSignal,
): Promise<readonly FileChange[]> {
  const fitted: FileChange[] = [];
  const conflicts: ChangeConflict[] = [];
  for (const change of changes) {
    throwIfAborted(signal);
    const result = await fit(target, change);
    if (result === 'done') continue;
    if ('reason' in result) conflicts.push(result);
    else fitted.push(result);
  }
  if (conflicts.length > 0) throw new ChangedMeanwhileError(conflicts);
  return fitted;
}

async function fit(
  target: Pick<ChangeTarget, 'current'>,
  change: FileChange,
): Promise<FileChange | ChangeConflict | 'done'> {
  const { path } = change;
  const now = await target.current(path);
  if (change.kind === 'move') return fitMove(target, change, now);
  if (sameBytes(now, change.after)) return 'done';
  if (sameBytes(now, change.before)) return change;
  if (change.kind === 'create') return { path, reason: 'a file of this name was made meanwhile' };
  if (change.kind === 'delete') return { path, reason: 'it is to be deleted but was edited' };
  if (now === undefined) return { path, reason: 'it was deleted' };
  const result = merge(change.before, change.after, now);
  if (!result.merged) return { path, reason: result.reason };
  return sameBytes(result.content, now)
    ? 'done'
    : { ...change, before: now, after: result.content };
}

async function fitMove(
  target: Pick<ChangeTarget, 'current'>,
  change: FileChange & { kind: 'move' },
  there: Uint8Array | undefined,
): Promise<FileChange | ChangeConflict | 'done'> {
  const { path, from } = change;
  const now = await target.current(from);
  if (now === undefined && sameBytes(there, change.after)) return 'done';
  if (there !== undefined) return { path, reason: 'a file of this name was made meanwhile' };
  if (now === undefined) return { path: from, reason: 'it was deleted or moved' };
  if (sameBytes(now, change.before)) return change;
  const result = merge(change.before, change.after, now);
  if (!result.merged) return { path: from, reason: result.reason };
  return { ...change, before: now, after: result.content };
}
