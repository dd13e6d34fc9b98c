// What a question asks for: which words and ideas count how much, which times it names, whom, and whether it asks when.
import { analyse, conceptsOf, isWeakTerm, plain, type Token } from '../analysis/index.js';
import type { TermWeights } from './bm25.js';
import { namedTimes, type TimeRange } from './dates.js';
import { WEIGHTS } from './weights.js';

/** A term that stands in most requests matters less; so does a whole identifier beside its parts. */
const WEAK_MATTER = 0.3;
export const WHOLE_MATTER = 0.5;

export interface Question {
  /** How much each word matters. */
  readonly matter: TermWeights;
  /** How much each idea matters that its words stand for. */
  readonly ideas: TermWeights;
  /** Ideas by the word that stands for them. */
  readonly ideasOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Words and ideas. */
  readonly all: TermWeights;
  /** How each word is written in the question. */
  readonly surfaces: ReadonlyMap<string, string>;
  readonly times: readonly TimeRange[];
  /** Words in lower case, for names of people. */
  readonly words: ReadonlySet<string>;
  readonly asksWhen: boolean;
  /** Whether it wants what holds now, or what was before. */
  readonly age: 'latest' | 'earlier' | undefined;
}

const WHEN =
  /^\s*(?:and |but |so )?(?:when\b|since when|until when|how long|(?:on |in |at |by |from )?(?:what|which) (?:date|day|time|month|week|year)\b)/i;
const LATEST =
  /\b(?:now|nowadays|currently?|at present|these days|today|at the moment|by now|latest|most recent(?:ly)?|newest|in the end|finally|end up|ended up|still)\b/i;
const EARLIER =
  /\b(?:originally|initially|at first|first|at the (?:start|beginning)|used to|previously|formerly|earlier|before (?:that|then|the|we|it)|in the past|once|old(?:er)?|original|former|initial)\b/i;

/** @param now milliseconds since the epoch: what "yesterday" is seen from */
export function readQuestion(text: string, now: number): Question {
  const { ranges, rest } = namedTimes(text, now);
  const tokens = analyse(rest);
  const matter = matterOf(tokens);
  const surfaces = new Map<string, string>();
  for (const { term, surface } of tokens) {
    if (!surfaces.has(term)) surfaces.set(term, surface);
  }
  const ideas = new Map<string, number>();
  const ideasOf = new Map<string, Set<string>>();
  for (const { idea, weight, term } of conceptsOf(tokens)) {
    const worth = WEIGHTS.idea * weight * (matter.get(term) ?? 0);
    ideas.set(idea, Math.max(ideas.get(idea) ?? 0, worth));
    ideasOf.set(term, (ideasOf.get(term) ?? new Set()).add(idea));
  }
  return {
    matter,
    ideas,
    ideasOf,
    all: new Map([...matter, ...ideas]),
    surfaces,
    times: ranges,
    words: new Set(
      plain(text)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [],
    ),
    asksWhen: WHEN.test(text),
    age: LATEST.test(text) ? 'latest' : EARLIER.test(text) ? 'earlier' : undefined,
  };
}

/** How much each word of a text matters. */
export function matterOf(tokens: readonly Token[]): ReadonlyMap<string, number> {
  const matter = new Map<string, number>();
  for (const { term, kind } of tokens) {
    const full = kind === 'whole' ? WHOLE_MATTER : 1;
    matter.set(term, Math.max(matter.get(term) ?? 0, isWeakTerm(term) ? WEAK_MATTER : full));
  }
  return matter;
}
