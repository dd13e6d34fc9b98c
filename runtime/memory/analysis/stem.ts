// Word stems: M. F. Porter, "An algorithm for suffix stripping", 1980, after a table of irregular forms.
import { BASES, NAMES } from './forms.js';

/** The stem of a lower-case English word. Names of things and words that are not plain letters stay as they are. */
export function stem(word: string): string {
  const regular = BASES.get(word) ?? word;
  if (regular.length <= 2 || NAMES.has(regular) || !/^[a-z]+$/.test(regular)) return regular;
  return [plural, pastAndGerund, finalY, doubleSuffix, adjectiveSuffix, lastSuffix, finalE].reduce(
    (text, step) => step(text),
    regular,
  );
}

/** Step 1a. */
function plural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** Step 1b. */
function pastAndGerund(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const suffix = ['ed', 'ing'].find((end) => word.endsWith(end));
  if (suffix === undefined) return word;
  const rest = word.slice(0, -suffix.length);
  if (!hasVowel(rest)) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (endsInDoubleConsonant(rest) && !/[lsz]$/.test(rest)) return rest.slice(0, -1);
  return measure(rest) === 1 && endsInShortSyllable(rest) ? `${rest}e` : rest;
}

/** Step 1c, as mended in Porter's later "English" stemmer: not after a vowel, so that "deploy" meets "deployment". */
function finalY(word: string): string {
  return word.length > 2 && word.endsWith('y') && isConsonant(word, word.length - 2)
    ? `${word.slice(0, -1)}i`
    : word;
}

/** Step 2. */
function doubleSuffix(word: string): string {
  return replaceSuffix(word, DOUBLE_SUFFIXES, 0);
}

/** Step 3. */
function adjectiveSuffix(word: string): string {
  return replaceSuffix(word, ADJECTIVE_SUFFIXES, 0);
}

/** Step 4. */
function lastSuffix(word: string): string {
  const suffix = LAST_SUFFIXES.find((end) => word.endsWith(end));
  if (suffix === undefined) return word;
  const rest = word.slice(0, -suffix.length);
  if (suffix === 'ion' && !/[st]$/.test(rest)) return word;
  return measure(rest) > 1 ? rest : word;
}

/** Steps 5a and 5b. */
function finalE(word: string): string {
  let text = word;
  if (text.endsWith('e')) {
    const rest = text.slice(0, -1);
    const m = measure(rest);
    if (m > 1 || (m === 1 && !endsInShortSyllable(rest))) text = rest;
  }
  return text.endsWith('ll') && measure(text) > 1 ? text.slice(0, -1) : text;
}

function replaceSuffix(
  word: string,
  suffixes: readonly (readonly [string, string])[],
  minMeasure: number,
): string {
  const found = suffixes.find(([end]) => word.endsWith(end));
  if (found === undefined) return word;
  const rest = word.slice(0, -found[0].length);
  return measure(rest) > minMeasure ? rest + found[1] : word;
}

function isConsonant(word: string, index: number): boolean {
  const letter = word.charAt(index);
  if ('aeiou'.includes(letter)) return false;
  return letter !== 'y' || index === 0 || !isConsonant(word, index - 1);
}

/** How often a consonant follows a vowel: the "m" of the paper. */
function measure(word: string): number {
  let count = 0;
  for (let i = 1; i < word.length; i++) {
    if (isConsonant(word, i) && !isConsonant(word, i - 1)) count++;
  }
  return count;
}

function hasVowel(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (!isConsonant(word, i)) return true;
  return false;
}

function endsInDoubleConsonant(word: string): boolean {
  const last = word.length - 1;
  return last > 0 && word.charAt(last) === word.charAt(last - 1) && isConsonant(word, last);
}

/** Consonant, vowel, consonant other than w, x, y: the "*o" of the paper. */
function endsInShortSyllable(word: string): boolean {
  const last = word.length - 1;
  return (
    last >= 2 &&
    isConsonant(word, last) &&
    !isConsonant(word, last - 1) &&
    isConsonant(word, last - 2) &&
    !'wxy'.includes(word.charAt(last))
  );
}

/** Longer suffixes before those that they end in. */
const DOUBLE_SUFFIXES: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['ization', 'ize'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['ation', 'ate'],
  ['entli', 'ent'],
  ['ousli', 'ous'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['ator', 'ate'],
  ['eli', 'e'],
];

const ADJECTIVE_SUFFIXES: readonly (readonly [string, string])[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];

const LAST_SUFFIXES: readonly string[] =
  'ement ance ence able ible ment ant ent ion ism ate iti ous ive ize al er ic ou'.split(' ');
