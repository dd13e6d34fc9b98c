// MEMORY.md as it is cannot be understood: nothing is read from it, and nothing is written over it.
import { MemfunError } from '../../core/index.js';

export class MemoryFileError extends MemfunError {
  readonly code = 'memory.file';
  constructor(problem: string) {
    super(`.memfun/MEMORY.md is left as it is: ${problem}.`, {
      remedy:
        'Mend the file or take it from version control; or delete it, and it is written again from memory.',
    });
  }
}
