// A conflict of two tasks put together by a model: one text for each place where they differ.
import type { TeamSite } from '../agents/index.js';
import { MemfunError } from '../core/index.js';
import { conflictMerge } from '../models/index.js';
import type { WriterConflict } from '../writers/index.js';

/** The model has left a place out, or made one up. */
class MendError extends MemfunError {
  readonly code = 'writers.mend';
  constructor(wanted: number, given: number) {
    super(`The agent gave ${given} texts for ${wanted} places.`, {
      remedy: 'Take one of the two versions, or edit.',
    });
  }
}

/** @throws MendError, ModelError, BudgetExceededError, AbortedError */
export async function mendConflict(
  site: TeamSite,
  { path, a, b, hunks }: WriterConflict,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { output } = await site.predictor.predict(
    conflictMerge,
    {
      request: site.task,
      path,
      a: a.agent,
      b: b.agent,
      places: hunks.map((hunk) => ({ base: hunk.base, a: hunk.a, b: hunk.b })),
    },
    { signal, budget: site.budget, emit: site.emit, turnId: site.turnId },
  );
  if (output.texts.length !== hunks.length) throw new MendError(hunks.length, output.texts.length);
  return output.texts;
}
