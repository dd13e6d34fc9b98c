// The words in which a failed cell is told to the model and to people.
import type { CellError } from '../ports/index.js';

type FailureKind = CellError['kind'];

const SAYS: Readonly<Record<FailureKind, { readonly name: string; readonly message: string }>> = {
  timeout: {
    name: 'TimeoutError',
    message: 'The cell ran out of time and was ended. Do less in one cell, or in smaller parts.',
  },
  aborted: { name: 'AbortError', message: 'The cell was stopped.' },
  memory: {
    name: 'OutOfMemoryError',
    message:
      'The cell used more memory than the sandbox has. Keep less in variables, or work in smaller parts.',
  },
  crash: { name: 'CrashError', message: 'The cell crashed its engine.' },
  exception: { name: 'Error', message: 'The cell failed.' },
  syntax: { name: 'SyntaxError', message: 'The cell is not JavaScript.' },
};

/** The error of a cell that did not end by itself. */
export function rejectionOf(kind: FailureKind, detail = ''): CellError {
  const { name, message } = SAYS[kind];
  const fact = kind === 'exception' && detail !== '' ? detail : message;
  return { name, message: fact, kind };
}
