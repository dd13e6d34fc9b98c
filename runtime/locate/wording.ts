// A text as weighted terms: what a person wrote about code, and what stands in code.
import { analyse } from '../memory/index.js';

/** Of a text to locate only so much is read, in characters. */
const MAX_TEXT = 8_000;
/** Says who and which ticket, not what. */
const TRAILERS =
  /^(?:signed-off-by|co-authored-by|reviewed-by|acked-by|tested-by|change-id|refs?|fix(?:es|ed)?|close[sd]?|resolve[sd]?)\b[: ]\s*(?:#?\d+|.*@.*|\S+)\s*$/gim;
const TICKETS = /(?:\b[\w./-]+)?#\d+/g;
const ADDRESSES = /\bhttps?:\S+/g;

export type Terms = ReadonlyMap<string, number>;

/** How often each term stands in a text. */
export function termsOf(text: string): Map<string, number> {
  const terms = new Map<string, number>();
  for (const { term } of analyse(text)) terms.set(term, (terms.get(term) ?? 0) + 1);
  return terms;
}

/** The terms of an issue or a commit message, each once: what is repeated in it is no more meant than the rest. */
export function questionOf(text: string): Map<string, number> {
  return new Map([...termsOf(plainMessage(text)).keys()].map((term) => [term, 1]));
}

/** Without trailers, tickets and addresses. */
export function plainMessage(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .replaceAll(TRAILERS, '')
    .replaceAll(ADDRESSES, '')
    .replaceAll(TICKETS, '');
}

/** So many clauses are read of a text. */
const MAX_CLAUSES = 8;
/** Where a sentence or a part of it ends. */
const CLAUSE_ENDS = /[;:.,!?](?=\s|$)|\s[–—-]\s|\n/;

/** The clauses of a text that have at least two terms, as questions of their own: each may speak of another file. */
export function clausesOf(text: string): readonly Terms[] {
  return plainMessage(text)
    .split(CLAUSE_ENDS)
    .map((clause) => questionOf(clause))
    .filter(({ size }) => size >= 2)
    .slice(0, MAX_CLAUSES);
}
