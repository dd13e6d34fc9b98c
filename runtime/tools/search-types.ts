// What both search engines take and give, and the errors a search can end with.
import { MemfunError } from '../core/index.js';

export interface SearchRequest {
  readonly pattern: string;
  readonly regex: boolean;
  readonly caseSensitive: boolean;
  /** Lines shown before and after a match. */
  readonly context: number;
  /** Whether a path is to be searched. */
  readonly accepts: (path: string) => boolean;
  readonly signal: AbortSignal;
}

export interface SearchMatch {
  path: string;
  /** From 1. */
  line: number;
  /** Of the first match in the line, in UTF-16 units, from 1. */
  column: number;
  text: string;
  before?: string[];
  after?: string[];
}

export interface SearchFound {
  readonly matches: readonly SearchMatch[];
  /** The search was ended early because there were too many matches. */
  readonly stopped: boolean;
  /** Files that could not be read. */
  readonly unreadable: number;
}

/** Matching lines after which a search is ended. */
export const MAX_FOUND = 100_000;
/** Larger files are not searched. */
export const MAX_SEARCHED_BYTES = 50_000_000;
const MAX_LINE = 500;

/** A line as it is shown: long ones are cut. */
export function shownLine(line: string): string {
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line;
}

export class SearchPatternError extends MemfunError {
  readonly code = 'search.pattern';
  constructor(pattern: string, reason: string, cause?: unknown) {
    super(`The pattern ${JSON.stringify(pattern)} is no valid regular expression: ${reason}`, {
      remedy: 'Correct it (no lookaround, no back references), or search with regex: false.',
      cause,
    });
  }
}

export class SearchTooSlowError extends MemfunError {
  readonly code = 'search.too_slow';
  constructor(pattern: string, path: string) {
    super(
      `The pattern ${JSON.stringify(pattern)} took too long on "${path}"; the search was ended.`,
      {
        remedy: 'Use a pattern without nested repetition, such as (a+)+, or search for plain text.',
      },
    );
  }
}

export class SearchFailedError extends MemfunError {
  readonly code = 'search.failed';
  constructor(reason: string, cause?: unknown) {
    super(`The search program failed: ${reason}`, {
      remedy: 'Try again; if it stays, check that ripgrep (rg) runs on this machine.',
      cause,
    });
  }
}
