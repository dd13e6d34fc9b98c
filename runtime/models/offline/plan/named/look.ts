// A look at one thing that a message names: the cell's part for it, and what is told of what that printed.
import type { Prose } from '../../compose/prose.js';

export interface Look {
  /** JavaScript that prints what it sees to `console`; what it throws is printed as well. */
  readonly code: string;
  /** @param seen what it printed */
  readonly tell: (seen: string) => Prose;
}

/** How a thing that was named is written in an answer. */
export function nameOf(token: string): string {
  return `\`${token}\``;
}
