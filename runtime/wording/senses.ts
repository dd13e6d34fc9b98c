// What the words of another language mean in the English of code: by a list of words, their roots and their parts.
import type { Senses, Wording } from './wording.js';

/** One thing that is spoken of. */
export interface Sense {
  /** As it stands in the text. */
  readonly label: string;
  /** In plain lower case; of a verb whose part stands apart, with that part. */
  readonly word: string;
  /** How it is called in English, the likeliest first; the word itself where it is none of the language. */
  readonly english: readonly string[];
  /** Regular expression for the word in raw text, whatever its case; empty where it is none of the language. */
  readonly raw: string;
  /** The same for text cut at all but plain lower-case letters and digits. */
  readonly cut: string;
}

const SHORTEST_PART = 3;
const SHORTEST_COMPOUND = 7;

/** What a text speaks of, in order and without repetition. Empty for a language that needs no list. */
export function sensesIn(text: string, wording: Wording): readonly Sense[] {
  const found = new Map<string, Sense>();
  for (const clause of text.split(/[,;:?!]|\.(?=\s|$)/)) {
    for (const sense of clauseSenses(clause, wording)) {
      if (!found.has(sense.word)) found.set(sense.word, sense);
    }
  }
  return [...found.values()];
}

interface Said {
  readonly label: string;
  readonly word: string;
}

function clauseSenses(clause: string, wording: Wording): readonly Sense[] {
  const words = joinedVerb(
    (clause.match(/[\p{L}\p{N}]+/gu) ?? []).map((label) => ({
      label,
      word: wording.plain(label).toLowerCase(),
    })),
    wording,
  );
  return words.flatMap((said) => sensesOf(said, wording));
}

/** “ruft … auf” is one verb: its part goes to the word that makes a known one with it. */
function joinedVerb(words: readonly Said[], { senses }: Wording): readonly Said[] {
  const last = words.at(-1);
  if (senses === undefined || last === undefined || !senses.particles.has(last.word)) return words;
  const at = words.findIndex(
    ({ word }) => known(`${last.word}${word}`, senses) !== undefined && word !== last.word,
  );
  const verb = words[at];
  if (verb === undefined) return words;
  const joined = { label: `${verb.label} ${last.label}`, word: `${last.word}${verb.word}` };
  return [...words.slice(0, at), joined, ...words.slice(at + 1, -1)];
}

function sensesOf({ label, word }: Said, wording: Wording): readonly Sense[] {
  const { senses, stopWords } = wording;
  if (senses === undefined || stopWords.has(word) || !(word.length > 1 || /\d/.test(word)))
    return [];
  const english = known(word, senses);
  if (english !== undefined)
    return english.length === 0
      ? []
      : [{ label, word, english, ...spellings(word, english, senses) }];
  return partsOf({ label, word }, wording) ?? [{ label, word, english: [word], raw: '', cut: '' }];
}

/** The parts of a compound, when all of them are known; a part that says nothing is left out. */
function partsOf({ label, word }: Said, wording: Wording): readonly Sense[] | undefined {
  const { senses, stopWords } = wording;
  if (senses === undefined || word.length < SHORTEST_COMPOUND) return undefined;
  const isNoun = /^\p{Lu}/u.test(label);
  for (const isPart of [exactly, inSomeForm]) {
    for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
      const right = word.slice(at);
      if (!stopWords.has(right) && !inSomeForm(right, senses)) continue;
      const left = [...senses.joints, '']
        .filter((joint) => word.slice(0, at).endsWith(joint))
        .map((joint) => word.slice(0, at - joint.length))
        .find((part) => part.length >= SHORTEST_PART && isPart(part, senses));
      if (left === undefined) continue;
      return [
        { label: labelPart(label, 0, left.length, wording), word: left },
        { label: labelPart(label, at, word.length, wording), word: right },
      ]
        .flatMap((part) => sensesOf(part, wording))
        .map((part) => ({ ...part, label: isNoun ? capital(part.label) : part.label }));
    }
  }
  return undefined;
}

/** The letters of a word as it was written which stand from one place to another in its plain spelling. */
function labelPart(label: string, from: number, to: number, { plain }: Wording): string {
  let at = 0;
  return Array.from(label.normalize('NFC'))
    .filter((letter) => {
      const start = at;
      at += plain(letter).length;
      return start >= from && start < to;
    })
    .join('');
}

function exactly(part: string, { english }: Senses): boolean {
  return english.has(part);
}

/** A short word has many others in its forms. */
function inSomeForm(part: string, senses: Senses): boolean {
  return part.length > SHORTEST_PART + 1
    ? known(part, senses) !== undefined
    : exactly(part, senses);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function known(word: string, { english, rootOf }: Senses): readonly string[] | undefined {
  return english.get(word) ?? english.get(`-${rootOf(word)}`);
}

/** A loanword needs no spelling of its own. */
function spellings(word: string, english: readonly string[], { inflections, spelled }: Senses) {
  const [likeliest = ''] = english;
  if (word.startsWith(likeliest)) return { raw: '', cut: '' };
  const stem = word.replace(new RegExp(`(?<=\\w{4})(?:${inflections})$`), '');
  const { raw, cut } = spelled(stem);
  return { raw, cut: `${cut}(?:${inflections})?` };
}
