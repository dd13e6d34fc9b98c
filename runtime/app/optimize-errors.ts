// What cannot be optimised, and by whom.
import { MemfunError } from '../core/index.js';
import { SIGNATURES } from './signature-targets.js';

export class UnknownTargetError extends MemfunError {
  readonly code = 'optimize.target';
  constructor(name: string) {
    super(`"${name}" cannot be optimised.`, {
      remedy: `What can be: ${[...SIGNATURES.keys()].join(', ')}, agent:NAME, skill:NAME, tools, router.`,
    });
  }
}

export class NoWriterError extends MemfunError {
  readonly code = 'optimize.model';
  constructor() {
    super('The built-in rules cannot write better prompts.', {
      remedy: 'Set up a language model first: memfun doctor says how.',
    });
  }
}
