// Things of which one is used and the others are not: naming another one replaces what was said before.
import { analyse, stem } from '../analysis/index.js';

interface Group {
  readonly values: string;
  /** The values count only in a text that speaks of this (single *quotes*, answers in *German*). */
  readonly about?: RegExp;
}

const GROUPS: Readonly<Record<string, Group>> = {
  'package manager': { values: 'npm pnpm yarn bun' },
  'python packages': { values: 'pip poetry uv pipenv conda' },
  'test runner': { values: 'jest vitest mocha ava jasmine' },
  'python tests': { values: 'pytest unittest nose' },
  'browser tests': { values: 'playwright cypress puppeteer selenium' },
  formatter: { values: 'prettier biome dprint' },
  'python formatter': { values: 'black yapf autopep8' },
  linter: { values: 'eslint oxlint tslint' },
  bundler: { values: 'webpack rollup esbuild vite parcel turbopack' },
  indentation: { values: 'tabs spaces' },
  database: { values: 'postgres postgresql mysql mariadb sqlite mongodb' },
  'version control host': { values: 'github gitlab bitbucket' },
  quotes: { values: 'single double', about: /\bquot(?:es?|ation|ing)\b/i },
  theme: { values: 'dark light', about: /\b(?:theme|mode|scheme)\b/i },
  'length of answers': {
    values: 'short brief concise terse detailed long verbose',
    about: /\b(?:answers?|repl(?:y|ies)|explanations?|responses?)\b/i,
  },
  'language of answers': {
    values:
      'english german french spanish italian dutch portuguese polish russian japanese chinese korean',
    about: /\b(?:answers?|repl(?:y|ies)|respond|responses?|speak|talk|language)\b/i,
  },
};

/** Different words for one value. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['postgresql', 'postgres'],
  ['brief', 'short'],
  ['concise', 'short'],
  ['terse', 'short'],
  ['long', 'detailed'],
  ['verbose', 'detailed'],
]);

const VALUES: readonly { readonly group: string; readonly value: string; readonly term: string }[] =
  Object.entries(GROUPS).flatMap(([group, { values }]) =>
    values
      .split(' ')
      .map((value) => ({ group, value: SAME.get(value) ?? value, term: stem(value) })),
  );

/** By group the values that a text names. */
export function alternativesIn(
  text: string,
  terms: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { group, value, term } of VALUES) {
    if (!terms.has(term) || GROUPS[group]?.about?.test(text) === false) continue;
    found.set(group, (found.get(group) ?? new Set()).add(value));
  }
  return found;
}

/** A text with the other values of what it names, so that a search for it also finds what it may replace. */
export function withAlternatives(text: string): string {
  const terms = new Set(analyse(text).map(({ term }) => term));
  const groups = [...alternativesIn(text, terms).keys()];
  return [text, ...groups.map((group) => GROUPS[group]?.values ?? '')].join(' ');
}

/** Whether a term is a value of one of these groups. */
export function isValueOf(term: string, groups: ReadonlyMap<string, unknown>): boolean {
  return VALUES.some((value) => value.term === term && groups.has(value.group));
}
