// What can go wrong while signing in to a server.
import { MemfunError } from '../../../core/index.js';

/** Whatever stands between a server and its token. */
export abstract class McpSignInError extends MemfunError {}

/** Nobody is signed in, or not any more; nothing has been opened or asked. */
export class McpSignInNeededError extends McpSignInError {
  readonly code = 'mcp.sign_in_needed';
  constructor(server: string, scope?: string, cause?: unknown) {
    super(
      scope === undefined
        ? `The server ${server} wants you to sign in.`
        : `The server ${server} wants more rights than you have given it: ${scope}.`,
      {
        remedy: `/mcp login ${server} opens its page; memfun mcp login ${server} does so too.`,
        cause,
      },
    );
  }
}

/** The person said no, or the page of the server did. */
export class McpSignInRefusedError extends McpSignInError {
  readonly code = 'mcp.sign_in_refused';
  constructor(server: string, why: string) {
    super(`You are not signed in to the server ${server}: ${why}.`, {
      remedy: `/mcp login ${server} asks again.`,
    });
  }
}

export class McpSignInFailedError extends McpSignInError {
  readonly code = 'mcp.sign_in_failed';
  constructor(server: string, problem: string, cause?: unknown) {
    super(`The sign-in to the server ${server} failed: ${problem}`, {
      remedy: `/mcp login ${server} tries again. A server that knows no sign-in takes a key in "headers" of its configuration.`,
      cause,
    });
  }
}

/** There is no browser here: the person opens the address elsewhere while this waits. */
export class McpSignInElsewhereError extends McpSignInError {
  readonly code = 'mcp.sign_in_elsewhere';
  /** Settles with the sign-in. */
  readonly done: Promise<void>;
  constructor(
    server: string,
    readonly address: string,
    minutes: number,
    done: Promise<void>,
  ) {
    super(
      `No browser can be opened here. Within ${minutes} minutes, open this address in any browser: ${address}`,
      {
        remedy: `If its last page cannot be loaded, because that browser runs on another machine, copy the address of that page and give it back: /mcp login ${server} ADDRESS`,
      },
    );
    this.done = done;
  }
}

export class NoSignInWaitingError extends McpSignInError {
  readonly code = 'mcp.sign_in_unknown';
  constructor(server: string) {
    super(`No sign-in to the server ${server} waits for this address.`, {
      remedy: `/mcp login ${server} begins one; give the whole address of the last page, with its code and state.`,
    });
  }
}
