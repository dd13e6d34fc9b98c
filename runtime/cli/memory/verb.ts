// The shape of one `memfun memory` verb.
import type { MemoryService } from '../../memory/index.js';
import type { CliOptions } from '../arguments.js';
import { UsageError } from '../arguments.js';

export interface VerbCall {
  readonly words: readonly string[];
  /** All words. */
  readonly text: string;
  readonly options: CliOptions;
  readonly memory: MemoryService;
  /** Standard output, for what is too long for one text. */
  readonly output: { write(text: string): unknown };
  readonly signal: AbortSignal;
}

export interface Verb {
  /** After `memfun memory `. */
  readonly usage: string;
  /** `undefined`: it was printed already. */
  run(call: VerbCall): Promise<VerbReply | undefined>;
}

export interface VerbReply {
  readonly text: string;
  readonly data: object;
  /** Default 0. */
  readonly code?: number;
}

/** @throws UsageError when there is none */
export function needed(words: string, what: string, usage: string): string {
  if (words === '') {
    throw new UsageError(`There is no ${what}.`, `Use: memfun memory ${usage}`);
  }
  return words;
}

/** @throws UsageError when there are any */
export function noWords(words: string, usage: string): void {
  if (words !== '') {
    throw new UsageError(`"memory ${usage}" takes no text.`, `Use: memfun memory ${usage}`);
  }
}
