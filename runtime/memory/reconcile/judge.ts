// Judging what rules cannot tell apart: asked without holding anything up, and void when the compared have changed.
import type { Judgement, Memory, Newcomer } from '../types.js';
import { claimOf, overlap } from './claim.js';
import { sameSubject } from './subject.js';

export interface Judged {
  readonly judgement: Judgement;
  /** The memories as they were when it was judged. */
  readonly compared: readonly Memory[];
}

/** Share of common terms from which two claims may be about one thing. */
export const DOUBTFUL = 0.25;

/** Candidates that may speak of the same thing as the newcomer, where no rule says how they fit. */
export function inDoubt(newcomer: Newcomer, candidates: readonly Memory[]): readonly Memory[] {
  const claim = claimOf(newcomer.content);
  return candidates.filter(
    ({ content, subject }) =>
      sameSubject(newcomer.subject, subject) ||
      overlap(claim.topic, claimOf(content).topic) >= DOUBTFUL,
  );
}

/** A judgement holds as long as nothing that it compared has changed; an unknown target voids it. */
export function holds({ judgement, compared }: Judged, now: readonly Memory[]): boolean {
  const current = new Map(now.map((memory) => [memory.id, memory]));
  const isAsItWas = ({ id, version, updatedAt, status }: Memory): boolean => {
    const memory = current.get(id);
    return (
      memory?.version === version && memory.updatedAt === updatedAt && memory.status === status
    );
  };
  return (
    compared.every(isAsItWas) &&
    (judgement.action === 'added' || compared.some(({ id }) => id === judgement.target))
  );
}
