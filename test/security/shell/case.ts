// What a row of the tables of command lines is: a command and the decision it must get.
import type { CommandMode, CommandVerdict } from '../../../runtime/safety/index.js';

export interface Case {
  readonly command: string;
  readonly mode: CommandMode;
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
  readonly expect: CommandVerdict;
  readonly why: string;
}

type Extra = Pick<Case, 'allow' | 'deny'>;

/** Many commands that are rows for the same reason. */
export function cases(
  mode: CommandMode,
  expect: CommandVerdict,
  why: string,
  commands: readonly string[],
  extra: Extra = {},
): Case[] {
  return commands.map((command) => ({ command, mode, expect, why, ...extra }));
}
