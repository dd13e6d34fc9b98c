// What can go wrong between writers that work side by side.
import { MemfunError } from '../core/index.js';

/** Git could not make, read or remove the checkout of a writer. */
export class WorktreeError extends MemfunError {
  readonly code = 'writers.worktree';
  constructor(problem: string, cause?: unknown) {
    super(`The writer has no checkout of its own: ${problem}.`, {
      remedy: 'Let the tasks run one after the other, or look at "git status" of the project.',
      cause,
    });
  }
}

/** A ground was given back twice. */
export class GroundClosedError extends MemfunError {
  readonly code = 'writers.closed';
  constructor(taskId: string) {
    super(`The work of the task "${taskId}" is over already.`, {
      remedy: 'Open a new ground for more work.',
    });
  }
}

/** Somebody else's work was merged into the file since the text was written. */
export class ConflictMovedOnError extends MemfunError {
  readonly code = 'writers.moved-on';
  constructor(path: string) {
    super(`"${path}" was changed again meanwhile; your text was not put in its place.`, {
      remedy: 'Look at the conflict again and write the text on top of what is there now.',
    });
  }
}

/** The file is no text, or not every place of it has its text. */
export class ConflictTextError extends MemfunError {
  readonly code = 'writers.text';
  constructor(path: string) {
    super(`"${path}" cannot be put together from texts.`, {
      remedy: 'Take one of the two versions.',
    });
  }
}

/** There is no model that could put the two versions together. */
export class NoMenderError extends MemfunError {
  readonly code = 'writers.no-agent';
  constructor() {
    super('No agent can be asked here.', { remedy: 'Take one of the two versions, or edit.' });
  }
}

/** Nobody waits for this decision any more. */
export class NoSuchConflictError extends MemfunError {
  readonly code = 'writers.no-conflict';
  constructor() {
    super('This conflict is settled already, or its run is over.', {
      remedy: 'Look at the changes of the turn; the files can still be edited.',
    });
  }
}
