// What a search gives: its best candidate, and what it saw on the way.
import type { Candidate } from '../component.js';
import type { Evaluated } from '../evaluation.js';

export interface Tried {
  readonly candidate: Candidate;
  /** Mean value over the examples to choose by. */
  readonly mean: number;
  /** Where it came from, in words. */
  readonly origin: string;
}

export interface SearchResult {
  readonly best: Candidate;
  readonly bestOn: readonly Evaluated[];
  readonly originalOn: readonly Evaluated[];
  /** Candidates that were evaluated on all examples to choose by, in the order of their discovery. */
  readonly tried: readonly Tried[];
  /** Why it ended: nothing was left to do, or the budget was used up. */
  readonly ended: 'done' | 'budget';
}
