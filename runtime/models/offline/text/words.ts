// Words as code writes them: identifiers split into words, words reduced to roots that match their inflections.

/** Words that carry no meaning of their own in a question about code. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been before being between both but by
  can could did do does doing done down during each exactly explain few find for from further get gets give
  had handle handled handles happen happened happening happens has have having he help here how i if in into
  is it its just know let lets like located look make makes many me more most much my need needs no not of on
  once one only or other our out over own please really same see show so some such tell than that the their
  them then there these they thing things this those through to too under until up us use used uses using
  very want was way we went were what when where which while who whose why will with work working works
  would you your code codebase repo repository project currently actually mean means place kind take takes
  come comes going goes go decide decides determine determines come called`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

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
export function contentWords(text: string): string[] {
  return [...new Set(wordsOf(text))].filter(
    (word) => !STOP_WORDS.has(word) && (word.length > 1 || /\d/.test(word)),
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
