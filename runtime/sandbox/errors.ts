// What can go wrong with a sandbox itself (never with the code that runs in it).
import { MemfunError } from '../core/index.js';
import type { EngineName } from '../ports/index.js';

/** The engine cannot run on this machine or in this editor. */
export class EngineUnavailableError extends MemfunError {
  readonly code = 'sandbox.unavailable';
  constructor(
    readonly engine: EngineName,
    reason: string,
    remedy: string,
    cause?: unknown,
  ) {
    super(`The sandbox engine "${engine}" cannot run here: ${reason}`, { remedy, cause });
  }
}

/** The engine started but did not come up, or died while nothing ran. */
export class EngineStartError extends MemfunError {
  readonly code = 'sandbox.start';
  constructor(
    readonly engine: EngineName,
    detail: string,
    cause?: unknown,
  ) {
    super(`The sandbox engine "${engine}" did not start: ${detail}`, {
      remedy: 'Run Memfun: Doctor, or choose the other engine under "memfun.sandbox.engine".',
      cause,
    });
  }
}

/** A call after `close()`. */
export class SandboxClosedError extends MemfunError {
  readonly code = 'sandbox.closed';
  constructor() {
    super('This sandbox session has ended.', { remedy: 'Open a new one.' });
  }
}
