// Conflicts of writers as the page shows them, folded from events.
import type { RunEventOf } from '../../runtime/core/index.js';

export interface ConflictView
  extends Omit<RunEventOf<'writer.conflict'>, 'type' | 'at' | 'turnId'> {
  /** What was decided; absent: it waits. */
  readonly take?: RunEventOf<'writer.resolved'>['take'];
}

/** A conflict that is told again, because it has changed, takes the place of the first. */
export function withConflict(
  conflicts: readonly ConflictView[],
  { type: _type, at: _at, turnId: _turnId, ...conflict }: RunEventOf<'writer.conflict'>,
): readonly ConflictView[] {
  const others = conflicts.filter(({ conflictId }) => conflictId !== conflict.conflictId);
  return [...others, conflict];
}

export function withDecision(
  conflicts: readonly ConflictView[],
  { conflictId, take }: RunEventOf<'writer.resolved'>,
): readonly ConflictView[] {
  return conflicts.map((one) => (one.conflictId === conflictId ? { ...one, take } : one));
}
