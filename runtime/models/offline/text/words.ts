// Words as code writes them: identifiers split into words, words reduced to roots that match their inflections.
import { english, type Wording } from '../../../wording/index.js';

/** Words that code is full of: they narrow a search a little, never alone. */
const COMMON_WORDS: ReadonlySet<string> = new Set(
  `class data default error file function line list method module name new object option package part piece
  run set start string system test thing type user value variable test run call change step time number`.split(
    /\s+/,
  ),
);

/** Endings to take off, the longest that leaves enough of the word. */
const SUFFIXES = [
  /(?:ations?|ators?|ates?|ated|ating)$/,
  /(?:ments?|ings?|ions?|ers?|ors?|ies|ied|ed|es|e|s|y)$/,
];
const INFLECTIONS =
  'e|es|ed|er|ers|ing|ings|s|y|ies|ied|ion|ions|or|ors|ation|ations|ator|able|ment|ments|ate|ates|ated|ating';

/** Verbs that questions are phrased with: they say what is done, seldom to what. */
const COMMON_VERBS: ReadonlySet<string> = new Set(
  `send receive store keep save read write load return pass put open close begin end add remove delete build
  check show find apply support process perform implement define manage provide look give choose pick reach
  notice lead would made given enforce middle come stay leave`
    .split(/\s+/)
    .map((word) => rootOf(word)),
);

export function isCommonWord(word: string): boolean {
  return COMMON_WORDS.has(word) || COMMON_WORDS.has(word.replace(/s$/, ''));
}

export function isCommonVerb(word: string): boolean {
  return COMMON_VERBS.has(rootOf(word));
}

/** Splits text into lower-case words; `parseHTTPHeader` and `parse_http_header` give the same three. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** The part of a word that its inflections share: `validation` and `validates` give `valid`, `order` stays. */
export function rootOf(word: string): string {
  for (const suffix of SUFFIXES) {
    const root = word.replace(suffix, '');
    const enough = root.length >= 4 || (root.length === 3 && /(?:ing|ed|s)$/.test(word));
    if (root !== word && enough) return root.replace(/([bdgmnprt])\1$/, '$1');
  }
  return word;
}

/** Source of a regular expression that matches one word (lower case, alone) and its inflections. */
export function wordPattern(word: string): string {
  const root = rootOf(word);
  return `${root}${root.slice(-1)}?(?:${INFLECTIONS})?`;
}

/** Text without characters that mean something in a regular expression. */
export function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The words of a text that carry meaning, in order, without repetition. */
export function contentWords(text: string, { plain, stopWords }: Wording = english): string[] {
  return [...new Set(wordsOf(plain(text)))].filter(
    (word) => !stopWords.has(word) && (word.length > 1 || /\d/.test(word)),
  );
}

/** Whether two words are inflections of one. */
export function sameWord(a: string, b: string): boolean {
  return a === b || rootOf(a) === rootOf(b);
}

/** How many of `wanted` (roots or words) a text speaks of. */
export function overlap(text: string, wanted: readonly string[]): number {
  const roots = new Set(wordsOf(text).map(rootOf));
  return wanted.filter((word) => roots.has(rootOf(word))).length;
}
