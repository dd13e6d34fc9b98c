// What memory refuses, and why: each error says what to do instead.
import { MemfunError } from '../core/index.js';

/** The text holds a secret: it is not kept, not even redacted. The secret itself is not part of the error. */
export class SecretInMemoryError extends MemfunError {
  readonly code = 'memory.secret';
  constructor(readonly kinds: readonly string[]) {
    super(`This was not remembered because it holds a secret (${kinds.join(', ')}).`, {
      remedy: 'Say it without the secret. Keys belong into Memfun: Set Up, never into memory.',
    });
  }
}

/** Text of a page or the output of a tool wanted to say who the user is: what anybody may have written. */
export class UntrustedMemoryError extends MemfunError {
  readonly code = 'memory.untrusted';
  constructor(source: string) {
    super(`What comes from a ${source === 'web' ? 'page' : 'tool'} says nothing about the user.`, {
      remedy: 'Remember it for the project, or say it yourself.',
    });
  }
}

export class MemoryMissingError extends MemfunError {
  readonly code = 'memory.missing';
  constructor(readonly id: string) {
    super(`There is no memory "${id}".`, {
      remedy:
        'List what is remembered with /memory, or "memfun memory list", and use an id from there.',
    });
  }
}

/** What was to be remembered has not the form of a memory. */
export class MemoryDraftError extends MemfunError {
  readonly code = 'memory.draft';
  constructor(problem: string, cause?: unknown) {
    super(`This cannot be remembered: ${problem}.`, {
      remedy: 'Remember one thing at a time, in a sentence or two.',
      cause,
    });
  }
}

/** The index of the memory could not be loaded; nothing that is stored is touched. */
export class MemoryIndexError extends MemfunError {
  readonly code = 'memory.index';
  constructor(file: string, cause: unknown) {
    super(`Memory cannot be opened: ${file} could not be loaded. What is stored is untouched.`, {
      remedy: 'Install Memfun again; the file is part of it.',
      cause,
    });
  }
}
