// What can go wrong in the conversation, in words for people.
import { MemfunError } from '../../runtime/core/index.js';

/** A second request while one is being answered. */
export class TurnRunningError extends MemfunError {
  readonly code = 'chat.running';
  constructor(wanted: string) {
    super(`Memfun is still answering, so it cannot ${wanted} yet.`, {
      remedy: 'Wait for the answer, or stop it (Memfun: Stop) and try again.',
    });
  }
}

export class EmptyQuestionError extends MemfunError {
  readonly code = 'chat.empty';
  constructor() {
    super('There is nothing to answer: the message is empty.', {
      remedy: 'Write a question, or use a command such as Memfun: Review File.',
    });
  }
}

/** Too many messages wait already. */
export class QueueFullError extends MemfunError {
  readonly code = 'chat.queue-full';
  constructor() {
    super('Too many messages wait already, so this one was not taken.', {
      remedy: 'Remove some of them, or wait until they were answered.',
    });
  }
}

/** A retry of a turn that is not in the open conversation. */
export class TurnMissingError extends MemfunError {
  readonly code = 'chat.turn-missing';
  constructor(readonly turnId: string) {
    super('That request is not in the open conversation, so it cannot be run again.', {
      remedy: 'Open the conversation it belongs to, or ask again.',
    });
  }
}
