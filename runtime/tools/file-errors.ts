// What can go wrong when a tool reads a file.
import { MemfunError } from '../core/index.js';

export class BinaryFileError extends MemfunError {
  readonly code = 'tool.binary-file';
  constructor(readonly path: string) {
    super(`"${path}" is a binary file and cannot be read as text.`, {
      remedy:
        'Look for a text file with the same information, or use listFiles to see what is there.',
    });
  }
}

export class FileTooLargeError extends MemfunError {
  readonly code = 'tool.file-too-large';
  constructor(
    readonly path: string,
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`"${path}" has ${bytes} bytes; a tool reads at most ${limit}.`, {
      remedy: 'Use search with a glob for this file to find the lines that matter.',
    });
  }
}

export class PatternError extends MemfunError {
  readonly code = 'tool.pattern';
  constructor(pattern: string, reason: string) {
    super(`The pattern ${JSON.stringify(pattern)} is no valid regular expression: ${reason}`, {
      remedy: 'Mend the expression, or leave out {regex: true} to search for the literal text.',
    });
  }
}
