// What can go wrong between a caller and a tool's handler.
import { MemfunError } from '../core/index.js';
import type { AnyTool, ToolEffect } from '../ports/index.js';

export class UnknownToolError extends MemfunError {
  readonly code = 'tool.unknown';
  constructor(
    readonly tool: string,
    known: readonly AnyTool[],
  ) {
    super(`There is no function "${tool}".`, {
      remedy: `There are: ${known.map(({ name }) => name).join(', ')}.`,
    });
  }
}

export class ToolInputError extends MemfunError {
  readonly code = 'tool.input';
  constructor(
    readonly tool: string,
    problem: string,
    signature: string,
  ) {
    super(`${tool} was called with wrong arguments: ${problem}.`, {
      remedy: `Expected: ${signature}`,
    });
  }
}

export class ToolRefusedError extends MemfunError {
  readonly code = 'tool.refused';
  constructor(
    readonly tool: string,
    readonly effect: ToolEffect,
    reason: string,
    remedy: string,
  ) {
    super(`${tool} was refused: ${reason}`, { remedy });
  }
}

export class ToolOutputError extends MemfunError {
  readonly code = 'tool.output';
  constructor(
    readonly tool: string,
    problem: string,
  ) {
    super(`${tool} returned something other than it promises: ${problem}.`, {
      remedy: 'This is a fault in the tool, not in the call; use another function if you can.',
    });
  }
}

/** The text that would be kept is nobody's statement: it was only read. */
export class KeptTextError extends MemfunError {
  readonly code = 'tool.tainted';
  constructor(tool: string, source: string) {
    super(
      `${tool} would keep a text that stands word for word in ${source}: that is not what the user said.`,
      { remedy: 'Keep only what the user told you, or what you have verified, in your own words.' },
    );
  }
}
