// Evidence: what may be learned rests on words that were really said, by whom, and not only asked, supposed or recalled.
import { wordingOf } from '../wording/index.js';
import { analyse, isWeakTerm } from './analysis/index.js';
import type { Provenance } from './model.js';

/** What can be learned from, as it may be quoted. */
export interface Transcript {
  /** The user's own words. */
  readonly said: string;
  /** What the agent said before, when the user has just agreed to it; else empty. */
  readonly agreed: string;
  /** How the project's own tests ended, one line each. */
  readonly outcomes: readonly string[];
  /** Contents of the memories that were put before this turn. */
  readonly recalled: readonly string[];
}

/** The user's text without what they only pasted, marked as private, or took from memory. */
export function ownWords(text: string): string {
  return withoutPrivate(text)
    .replaceAll(/```[\s\S]*?(?:```|$)/g, ' ')
    .replaceAll(/^>.*$/gm, ' ')
    .replaceAll(INJECTED_LINE, ' ');
}

/** Without `<private>…</private>`, also where it is not closed. */
export function withoutPrivate(text: string): string {
  return text.replaceAll(/<private>[\s\S]*?(?:<\/private>|$)/gi, ' ');
}

/** A memory as a model is given it. */
const INJECTED_LINE = /^[ \t]*(?:[-*] )?\[(?:core|project|recent|session)\/\w+\].*$/gm;

/** Whether a message agrees to what was said before, without reservation. */
export function agrees(text: string): boolean {
  const { plain, statement } = wordingOf(text);
  const said = plain(text);
  return statement.agreement.test(said) && !statement.reservation.test(said) && !text.includes('?');
}

/**
 * Who gave the evidence of a candidate; `undefined` when nobody did: it was not said, only asked or supposed, was
 * recalled from memory, or does not bear the content (another subject, a path, name or number that nobody said).
 */
export function witnessOf(
  candidate: { readonly content: string; readonly evidence: string },
  { said, agreed, outcomes, recalled }: Transcript,
): Extract<Provenance['source'], 'user' | 'agent' | 'tool'> | undefined {
  const quoted = flat(candidate.evidence);
  if (quoted === '' || quoted.includes('[redacted:')) return undefined;
  if (recalled.some((memory) => flat(memory).includes(quoted))) return undefined;
  if (!bears(candidate.evidence, candidate.content)) return undefined;
  if (holds(said, quoted) && isStated(said, quoted) && namesOnly(candidate.content, said)) {
    return 'user';
  }
  const isTold = holds(agreed, quoted) && !isSupposed(quoted) && !/\bor\b/.test(quoted);
  if (isTold && !restates(quoted, recalled) && namesOnly(candidate.content, `${agreed} ${said}`)) {
    return 'agent';
  }
  const outcome = outcomes.find((line) => holds(line, quoted));
  return outcome !== undefined && namesOnly(candidate.content, outcome) ? 'tool' : undefined;
}

function holds(text: string, quoted: string): boolean {
  return flat(text).includes(quoted);
}

/** Whether a sentence with these words says so, and does not only ask or suppose. */
function isStated(said: string, quoted: string): boolean {
  const sentences = said.match(/[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?\n]*/g) ?? [];
  const holders = sentences.filter((sentence) => holds(sentence, quoted));
  // Words over several sentences have no sentence of their own.
  if (holders.length === 0) return !isSupposed(quoted) && !quoted.includes('?');
  return holders.some((sentence) => !/\?\s*$/.test(sentence) && !isSupposed(sentence));
}

/** A supposition says nothing about what is: "if we used Redis…", "maybe it lives in src/cache.ts". */
function isSupposed(sentence: string): boolean {
  const { plain, statement } = wordingOf(sentence);
  const said = plain(sentence);
  return statement.supposed.test(said) && !statement.explicit.test(said);
}

/** Evidence and content speak of the same thing. */
function bears(evidence: string, content: string): boolean {
  const given = termsOf(evidence);
  return [...termsOf(content)].some((term) => given.has(term));
}

/** What an agent repeats from memory is no news. */
function restates(quoted: string, recalled: readonly string[]): boolean {
  const told = [...termsOf(quoted)];
  return recalled.some((memory) => {
    const known = termsOf(memory);
    return told.length > 0 && told.filter((term) => known.has(term)).length >= told.length * 0.6;
  });
}

function termsOf(text: string): ReadonlySet<string> {
  return new Set(
    analyse(text)
      .map(({ term }) => term)
      .filter((term) => !isWeakTerm(term)),
  );
}

/** Numbers, paths and identifiers: what a model likes to invent. */
const NAMES =
  /\d+(?:\.\d+)*|[\w.-]*\/[\w./-]*\w|\b\w+\.[a-z]{1,5}\b|\b\w*[a-z][A-Z]\w*\b|\b\w+_\w+\b/g;

function namesOnly(content: string, said: string): boolean {
  const source = said.toLowerCase();
  return (content.match(NAMES) ?? []).every((name) => source.includes(name.toLowerCase()));
}

/** Case, spaces and quotation marks make no difference. */
function flat(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s"'“”‘’`]+/g, ' ')
    .replace(/[\s.!,;:]+$/, '')
    .trim();
}
