// The languages that are understood, and which of them a text is in.
import { english } from './english/index.js';
import { german } from './german/index.js';
import type { Wording } from './wording.js';

/** The first is taken where a text tells none, or tells two alike. */
export const WORDINGS: readonly [Wording, ...Wording[]] = [english, german];

/** Code, names and addresses are in no language. */
const NOT_PROSE =
  /```[\s\S]*?(?:```|$)|`[^`]*`|@"[^"]*"|@\S+|"[\w.$-]+"|\b[a-z]+:\/\/\S+|(?:[\w.-]+\/)+[\w.-]*|\b\w*[a-z][A-Z]\w*\b|\b\w+_\w+\b|\b\w+\(\)/g;

/** The language that most words belong to which no other language has. */
export function wordingOf(text: string): Wording {
  const prose = text.replaceAll(NOT_PROSE, ' ');
  const [first, ...others] = WORDINGS;
  let best = first;
  let most = wordsOnlyIn(first, prose);
  for (const wording of others) {
    const count = wordsOnlyIn(wording, prose);
    if (count > most) [best, most] = [wording, count];
  }
  return best;
}

function wordsOnlyIn(wording: Wording, prose: string): number {
  const words =
    prose
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const others = WORDINGS.filter((other) => other !== wording);
  return words.filter((word) => has(wording, word) && !others.some((other) => has(other, word)))
    .length;
}

function has({ plain, stopWords, marks, letters }: Wording, word: string): boolean {
  const said = plain(word);
  return stopWords.has(said) || marks.has(said) || letters?.test(word) === true;
}
