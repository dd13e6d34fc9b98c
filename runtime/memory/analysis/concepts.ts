// From words to the ideas that they stand for, so that "database" and "PostgreSQL" meet.
import { analyse, type Token } from './analyse.js';
import { SOFTWARE } from './ideas-of-software.js';
import { THE_REST } from './ideas-of-the-rest.js';

/** An idea that a text speaks of. */
export interface Concept {
  /** The same for all words of one idea. */
  readonly idea: string;
  /** 0 to 1: less for a word that stands for many ideas. */
  readonly weight: number;
  /** The term of the text that stands for it. */
  readonly term: string;
}

const MAX_PHRASE = 3;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/;

/** Ideas of a text, each as often as a word of it stands for one. */
export function conceptsOf(tokens: readonly Token[]): readonly Concept[] {
  const terms = tokens.map(({ term }) => term);
  return terms.flatMap((term, at) => {
    const found = ideasOf(isAddress(term) ? 'ip' : term, term);
    if (!PHRASE_STARTS.has(term)) return found;
    for (let length = 2; length <= MAX_PHRASE && at + length <= terms.length; length++) {
      found.push(...ideasOf(terms.slice(at, at + length).join(' '), term));
    }
    return found;
  });
}

function isAddress(term: string): boolean {
  return term.length >= 7 && ADDRESS.test(term);
}

function ideasOf(key: string, term: string): Concept[] {
  const ideas = IDEAS.get(key);
  if (ideas === undefined) return [];
  return ideas.map((idea) => ({ idea, weight: 1 / Math.sqrt(ideas.length), term }));
}

/** By term, or terms of a phrase joined by spaces. */
const IDEAS: ReadonlyMap<string, readonly string[]> = readTable(
  `${SOFTWARE.trim()}\n${THE_REST.trim()}`,
);

/** Terms with which a phrase of the table begins. */
const PHRASE_STARTS: ReadonlySet<string> = new Set(
  [...IDEAS.keys()].flatMap((key) => (key.includes(' ') ? key.slice(0, key.indexOf(' ')) : [])),
);

function readTable(table: string): ReadonlyMap<string, readonly string[]> {
  const ideas = new Map<string, string[]>();
  for (const [number, line] of table.trim().split('\n').entries()) {
    for (const entry of line.split(' ')) {
      const words = entry.split('_');
      const terms = words.flatMap((word) => analyse(word).slice(0, 1)).map(({ term }) => term);
      // A phrase that is one word without its function words says something else.
      if (terms.length === 0 || (words.length > 1 && terms.length < 2)) continue;
      const key = terms.join(' ');
      const known = ideas.get(key) ?? [];
      const idea = `~${number}`;
      if (!known.includes(idea)) known.push(idea);
      ideas.set(key, known);
    }
  }
  return ideas;
}
