// What can go wrong between a fix's proposal and its acceptance.
import { MemfunError } from '../../runtime/core/index.js';

/** The text that was to be fixed is no longer there as it was. Nothing was changed. */
export class FixConflictError extends MemfunError {
  readonly code = 'fix.conflict';
  constructor(readonly path: string) {
    super(
      `The selected lines of ${path} were edited after the fix was proposed, so it was not applied.`,
      { remedy: 'Select the lines again and run Memfun: Fix Selection once more.' },
    );
  }
}

/** Accept or reject without a proposal in front. */
export class NoProposalError extends MemfunError {
  readonly code = 'fix.none';
  constructor() {
    super('There is no proposed fix to accept or reject.', {
      remedy: 'Select some lines and run Memfun: Fix Selection.',
    });
  }
}

/** The editor would not take the edit (a read-only file, for example). Nothing was changed. */
export class FixRefusedError extends MemfunError {
  readonly code = 'fix.refused';
  constructor(readonly path: string) {
    super(`The editor refused to change ${path}.`, {
      remedy: 'Check that the file can be written and is not opened read-only, then accept again.',
    });
  }
}
