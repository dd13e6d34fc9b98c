// What a tier can refuse.
import { MemfunError } from '../core/index.js';

/** The bus, store, queue or registry was closed. */
export class TierClosedError extends MemfunError {
  readonly code = 'tier.closed';
  constructor(what: string) {
    super(`The ${what} is closed.`, {
      remedy: 'This happens while Memfun shuts down. Start it again.',
    });
  }
}

/** A replay was asked for from a point that is no longer kept. Nothing is skipped in silence. */
export class HistoryGoneError extends MemfunError {
  readonly code = 'tier.history-gone';
  constructor(
    readonly asked: number,
    readonly oldest: number,
  ) {
    super(`The history from ${asked} on is no longer kept; the oldest kept entry is ${oldest}.`, {
      remedy: 'Read the present state and follow the changes from now on.',
    });
  }
}

export class UnknownTaskError extends MemfunError {
  readonly code = 'queue.unknown-task';
  constructor(readonly taskId: string) {
    super(`There is no task ${taskId}.`, {
      remedy: 'Check the id; ended tasks are forgotten in time.',
    });
  }
}

/** The agent's lease ran out, or a newer registration of the same agent took over. */
export class AgentGoneError extends MemfunError {
  readonly code = 'agents.gone';
  constructor(readonly agentId: string) {
    super(`The registration of agent ${agentId} is no longer valid.`, {
      remedy: 'Register the agent again.',
    });
  }
}

export class ToolExistsError extends MemfunError {
  readonly code = 'tools.exists';
  constructor(readonly tool: string) {
    super(`There is already a tool named "${tool}".`, { remedy: 'Give the tool another name.' });
  }
}

/** What carries a tier does not answer, or not as it should. */
export class TierUnreachableError extends MemfunError {
  readonly code = 'tier.unreachable';
  constructor(what: string, remedy: string, cause?: unknown) {
    const reason = cause instanceof Error ? `: ${cause.message}` : '';
    super(`${what}${reason}`, { remedy, cause });
  }
}

/** The certificate of a server behind TLS is not trusted, or names another one. */
export class TierUntrustedError extends TierUnreachableError {
  constructor(where: string, cause: unknown) {
    super(
      `${where} cannot be used`,
      'Name the file of the authority that signed the certificate of the server in NODE_EXTRA_CA_CERTS before Memfun or the editor is started, and the server as the certificate does.',
      cause,
    );
  }
}

export function isUntrusted(cause: unknown): boolean {
  return /certificate|ERR_TLS/i.test(String(cause));
}

const NO_SQLITE = {
  because: 'and without SQLite of its own this host cannot share it.',
  remedy:
    'Close the other window or process, or use an editor or Node (22.13 or newer) that has node:sqlite.',
};

/** Somebody else has the tier's file, and it can serve only one. */
export class TierInUseError extends MemfunError {
  readonly code = 'tier.in-use';
  constructor(
    readonly file: string,
    holder: string,
    why: { readonly because: string; readonly remedy: string } = NO_SQLITE,
  ) {
    super(`${file} is in use by ${holder}, ${why.because}`, { remedy: why.remedy });
  }
}

/** The tier's stored data were made by a newer version, or are damaged. */
export class TierFormatError extends MemfunError {
  readonly code = 'tier.format';
  constructor(
    readonly file: string,
    reason: string,
    cause?: unknown,
  ) {
    super(`${file} cannot be used: ${reason}`, {
      remedy: 'Update Memfun; if it is damaged, move the file away and start again.',
      cause,
    });
  }
}

/** Nothing is known of tables that are yet to come: the file is left to the version that made it. */
export class TierNewerError extends TierFormatError {
  constructor(file: string) {
    super(file, 'it was made by a newer version of Memfun.');
  }
}

/** A value, payload, result or name is larger than the tier takes. */
export class TooLargeError extends MemfunError {
  readonly code = 'tier.too-large';
  constructor(
    what: string,
    readonly size: number,
    readonly limit: number,
  ) {
    super(`${what} has ${size} bytes; this tier takes at most ${limit}.`, {
      remedy: 'Store it in a file and pass its path, or raise the limit of the server.',
    });
  }
}

/** Another program is in the middle of a change and does not end it: it may have been suspended. */
export class TierBusyError extends MemfunError {
  readonly code = 'tier.busy';
  constructor(file: string, waitedMs: number, cause: unknown) {
    super(`Another program has held ${file} for more than ${waitedMs / 1_000} seconds.`, {
      remedy: 'End that program, or let it go on when it was suspended, and try again.',
      cause,
    });
  }
}

/** There is no room left for what should be stored. What was acknowledged before is still there. */
export class TierFullError extends MemfunError {
  readonly code = 'tier.full';
  constructor(where: string, remedy: string, cause?: unknown) {
    super(`${where} is full: nothing more can be stored, and what was stored before is kept.`, {
      remedy,
      cause,
    });
  }
}
