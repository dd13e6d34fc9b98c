// What can go wrong while optimising, each with what to do about it.
import { MemfunError } from '../core/index.js';

/** The next evaluation would pass the budget of the optimisation. Ends the search in an orderly way. */
export class OptimizeBudgetError extends MemfunError {
  readonly code = 'optimize.budget';
  constructor(what: string) {
    super(`The optimisation's budget of ${what} is used up.`, {
      remedy: 'Raise it with --calls or --usd, or use fewer examples.',
    });
  }
}

/** A journal belongs to another optimisation. */
export class JournalMismatchError extends MemfunError {
  readonly code = 'optimize.journal';
  constructor(readonly path: string) {
    super(`"${path}" was written by an optimisation of something else, or with other examples.`, {
      remedy: 'Start afresh without resuming, or restore the examples and options of that run.',
    });
  }
}

/** There is too little to learn from, or to judge by. */
export class TooFewExamplesError extends MemfunError {
  readonly code = 'optimize.examples';
  constructor(
    readonly found: number,
    readonly needed: number,
  ) {
    super(`There are ${found} examples; at least ${needed} are needed.`, {
      remedy:
        'Use Memfun for a while so that more runs are recorded, or give examples of your own with --examples FILE.',
    });
  }
}
