// What can go wrong with a server of others.
import { MemfunError } from '../../core/index.js';

/** It does not keep to the protocol. */
export class McpProtocolError extends MemfunError {
  readonly code = 'mcp.protocol';
}

export class McpConnectError extends MemfunError {
  readonly code = 'mcp.connect';
  constructor(server: string, problem: string, cause?: unknown) {
    super(`The server ${server} could not be connected: ${problem}`, {
      remedy: `/mcp logs ${server} shows what it printed, /mcp restart ${server} tries again.`,
      cause,
    });
  }
}

/** A call did not give a result: the server was too slow, ended, or said no. */
export class McpCallError extends MemfunError {
  readonly code = 'mcp.call';
  constructor(server: string, what: string, problem: string, cause?: unknown) {
    super(`${what} of the server ${server} failed: ${problem}`, {
      remedy: 'Check the arguments against its description, or go on without it.',
      cause,
    });
  }
}

/** The user has not allowed it, or it is not what the user has allowed. */
export class McpNotAllowedError extends MemfunError {
  readonly code = 'mcp.not_allowed';
  constructor(server: string) {
    super(`The server ${server} is not started: nobody has allowed it as it is configured now.`, {
      remedy: `/mcp show ${server} shows what would run, /mcp allow ${server} allows it.`,
    });
  }
}

export class UnknownMcpServerError extends MemfunError {
  readonly code = 'mcp.unknown';
  constructor(server: string, known: readonly string[]) {
    super(`There is no server "${server}".`, {
      remedy:
        known.length === 0
          ? 'Servers are configured in .memfun/mcp.json, .vscode/mcp.json or .mcp.json of the workspace.'
          : known.length === 1
            ? `There is only ${known[0]}.`
            : `There are: ${known.join(', ')}.`,
    });
  }
}

export class UnknownMcpToolError extends MemfunError {
  readonly code = 'mcp.unknown_tool';
  constructor(server: string, tool: string, known: readonly { readonly name: string }[]) {
    super(`The server ${server} has no tool "${tool}".`, {
      remedy:
        known.length === 0
          ? `It has none, or is not connected: /mcp restart ${server} connects it.`
          : `It has: ${known.map(({ name }) => name).join(', ')}.`,
    });
  }
}

/** It is not the tool that was looked at: its server describes it otherwise, or has just brought it. */
export class McpToolChangedError extends MemfunError {
  readonly code = 'mcp.tool_changed';
  constructor(server: string, tool: string) {
    super(`The tool ${tool} is not what it was when the server ${server} was allowed.`, {
      remedy: `/mcp show ${server} shows it as it is now, /mcp allow ${server} accepts it.`,
    });
  }
}
