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

/**
 * Which of the sentences a text is as a whole, in any language: whole sentences tell their language themselves, and
 * short ones often have no other word that does.
 */
export function sentenceOf<Topic extends string>(
  text: string,
  sentences: (wording: Wording) => Readonly<Record<Topic, RegExp>>,
): Topic | undefined {
  for (const wording of WORDINGS) {
    const said = wording.plain(text.trim());
    for (const [topic, asked] of Object.entries(sentences(wording)) as [Topic, RegExp][])
      if (asked.test(said)) return topic;
  }
  return undefined;
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
