// The one error base: every error a person can meet says what happened and what to do about it.

/** What crosses a boundary (sandbox, bridge, log) when an error is reported. */
export interface ErrorInfo {
  /** Class name, e.g. `ToolInputError`. */
  readonly name: string;
  /** Stable machine-readable code, e.g. `tool.input`. */
  readonly code: string;
  /** What happened and what it means, one or two sentences. */
  readonly message: string;
  /** What the reader can do about it. */
  readonly remedy?: string;
}

export interface MemfunErrorOptions {
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** Base of all typed errors. Subclasses fix `code` and add their own facts. */
export abstract class MemfunError extends Error {
  abstract readonly code: string;
  readonly remedy: string | undefined;

  constructor(message: string, options: MemfunErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.remedy = options.remedy;
  }
}

/** A run, call or wait was ended by its `AbortSignal`. Never an error for the user. */
export class AbortedError extends MemfunError {
  readonly code = 'aborted';
  constructor(what = 'The operation was stopped.', cause?: unknown) {
    super(what, { cause });
  }
}

/** A bug in Memfun itself: an invariant did not hold. */
export class InvariantError extends MemfunError {
  readonly code = 'invariant';
  constructor(message: string) {
    super(message, {
      remedy: 'This is a fault in Memfun. Please report it with the output of Memfun: Doctor.',
    });
  }
}

/** Any thrown value as a plain record that can be logged, stored or sent. */
export function toErrorInfo(thrown: unknown): ErrorInfo {
  if (thrown instanceof MemfunError) {
    const { name, code, message, remedy } = thrown;
    return remedy === undefined ? { name, code, message } : { name, code, message, remedy };
  }
  if (thrown instanceof Error) {
    return { name: thrown.name, code: 'unexpected', message: thrown.message };
  }
  return { name: 'Error', code: 'unexpected', message: String(thrown) };
}

/** Whether a thrown value only says that somebody stopped the work. */
export function isAbort(thrown: unknown): boolean {
  return (
    thrown instanceof AbortedError || (thrown instanceof Error && thrown.name === 'AbortError')
  );
}
