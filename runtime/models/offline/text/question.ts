// Reads a question: what kind it is, which ideas it is about, and how each idea may be spelled in code.
import { type QuestionKind, sensesIn, type Wording, wordingOf } from '../../../wording/index.js';
import { phrasesIn, relatedTo } from './thesaurus.js';
import {
  contentWords,
  escapeRegex,
  isCommonVerb,
  isCommonWord,
  rootOf,
  sameWord,
  wordPattern,
  wordsOf,
} from './words.js';

/** One thing that the question is about. */
export interface Idea {
  /** As the user said it. */
  readonly label: string;
  /** Its words in the English of code, in lower case. */
  readonly words: readonly string[];
  /** 0 to 3: identifiers weigh most, words that all code is full of least. */
  readonly weight: number;
  /** Text to search for: a regular expression that both ripgrep and JavaScript read, case-insensitive. */
  readonly search: string;
  /** Regular expression over a text split into lower-case words with single spaces. */
  readonly main: string;
  /** The same for related words; empty when there are none. */
  readonly related: string;
  /** 0 to 1: what a related word counts against the word itself. */
  readonly near: number;
}

export interface Question {
  readonly text: string;
  /** How it is worded. */
  readonly wording: Wording;
  readonly kind: QuestionKind;
  readonly ideas: readonly Idea[];
  /** Identifiers named in the question, as spelled there. */
  readonly identifiers: readonly string[];
  /** Paths named in the question. */
  readonly paths: readonly string[];
  /** Whether tests, documents or change logs are themselves asked for. */
  readonly wants: { readonly tests: boolean; readonly docs: boolean };
}

const PATH =
  /(?:[\w@.-]+\/)+[\w@.-]+|\b[\w-]+\.(?:tsx?|jsx?|mjs|cjs|py|go|rs|java|rb|php|cs|c|h|cpp|hpp|sh|json|ya?ml|toml|md)\b/g;
const IDENTIFIER =
  /\b(?:[a-zA-Z_$][\w$]+(?:\.[a-z_$][\w$]+)+|[a-z]+[A-Z]\w*|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+|\w+_\w+|[a-zA-Z_]\w*(?=\(\)))/g;
const MAX_IDEAS = 8;
const NEAR = 0.3;

/** Whether it is written as a path, and not as a member of something. */
export function isPath(name: string): boolean {
  return name.replaceAll(PATH, '') === '';
}

/** @param wording of the text, where more than its own words tell it */
export function readQuestion(text: string, wording: Wording = wordingOf(text)): Question {
  const paths = [...new Set(text.match(PATH) ?? [])];
  const prose = paths.reduce((rest, path) => rest.replaceAll(path, ' '), text);
  const quoted = [...prose.matchAll(/`([^`]+)`|"([\w.$]+)"|'([\w.$]+)'/g)]
    .map((m) => (m[1] ?? m[2] ?? m[3] ?? '').replace(/\(.*\)$/, '').trim())
    .filter((name) => /^[\w.$-]+$/.test(name));
  const identifiers = [...new Set([...quoted, ...(prose.match(IDENTIFIER) ?? [])])];
  const said = wording.plain(text);
  return {
    text,
    wording,
    kind: kindOf(said, wording),
    ideas: ideasOf(prose, identifiers, wording),
    identifiers,
    paths,
    wants: {
      tests: wording.question.tests.test(said),
      docs: wording.question.docs.test(said),
    },
  };
}

/** Whether more is asked for than to be told. */
export function asksTo(
  what: 'reviews' | 'mends' | 'wentWrong' | 'sumsUp',
  { text, wording }: Question,
): boolean {
  return wording.question[what].test(wording.plain(text));
}

function kindOf(text: string, { question }: Wording): QuestionKind {
  const said = text.toLowerCase().trim();
  return question.kinds.find((one) => one.said.test(said))?.kind ?? 'what';
}

/** What a question speaks of, and the word by which it does. */
interface Found extends Idea {
  readonly word: string;
}

function ideasOf(prose: string, identifiers: readonly string[], wording: Wording): readonly Idea[] {
  const ideas: Found[] = identifiers.map((name) => ({ ...identifierIdea(name), word: name }));
  let rest = identifiers.reduce((left, name) => left.replaceAll(name, ' '), prose);
  for (const { phrase, said } of phrasesIn(rest)) {
    const without = rest.replace(said, ' ');
    if (without === rest) continue;
    rest = without;
    ideas.push({ ...idea(phrase, 1.5), word: phrase });
  }
  for (const found of wordIdeas(rest, wording)) {
    const isSaid = ideas.some(
      ({ label, words }) =>
        sameWord(label, found.label) ||
        // Two words of another language may mean one.
        (wording.senses !== undefined && words.join(' ') === found.words.join(' ')),
    );
    if (!isSaid) ideas.push(found);
  }
  const plain = wording.plain(prose);
  const action = wording.question.action(plain);
  const isAction = ({ word }: Found): boolean => sameAs(wording)(word, action);
  return ideas
    .map((found) => ({ ...found, weight: found.weight * focusOf(found, plain, wording) }))
    .map((found) => (isAction(found) ? { ...found, ...ACTION(found) } : found))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_IDEAS)
    .map(({ word: _word, ...found }) => found);
}

function wordIdeas(text: string, wording: Wording): readonly Found[] {
  if (wording.senses === undefined)
    return contentWords(text).map((word) => ({ ...idea(word, weightOf(word)), word }));
  return sensesIn(text, wording).map(
    ({ label, word, english: [first = word, ...others], raw, cut }) => {
      const found = idea(first, weightOf(first));
      return {
        ...found,
        label,
        word,
        words: [first, ...others].flatMap(wordsOf),
        search: either([found.search, ...others.map(searchPattern), raw]),
        main: either([found.main, ...others.map(spokenPattern), cut]),
      };
    },
  );
}

/** Alternatives of a regular expression, each once. */
function either(patterns: readonly string[]): string {
  return [...new Set(patterns.filter((one) => one !== ''))].join('|');
}

function weightOf(word: string): number {
  return isCommonWord(word) || isCommonVerb(word) ? 0.4 : 1;
}

const ACTION = ({ weight }: Idea): Pick<Idea, 'weight' | 'near'> => ({
  weight: weight * 1.3,
  near: 0.7,
});

/** Whether two words of a language are forms of one; of a verb the part that stands apart may be left out. */
function sameAs({ senses }: Wording): (word: string, said: string) => boolean {
  if (senses === undefined) return sameWord;
  const { rootOf: root } = senses;
  return (word, said) =>
    said !== '' && (word === said || word.endsWith(said) || root(word) === root(said));
}

/** What stands before “when …”, “if …”, “without …” is what the question is about; the rest is its circumstances. */
function focusOf({ label, word }: Found, prose: string, wording: Wording): number {
  const [main = '', ...circumstances] = prose.split(wording.question.circumstances);
  if (circumstances.length === 0 || contentWords(main, wording).length === 0) return 1;
  const same = sameAs(wording);
  const spoken = wordsOf(main);
  const own = wording.senses === undefined ? wordsOf(label) : [word];
  return own.some((one) => spoken.some((other) => same(one, other))) ? 1.3 : 0.9;
}

function identifierIdea(name: string): Idea {
  const last = name.split('.').pop() ?? name;
  return {
    label: name,
    words: wordsOf(name),
    weight: 3,
    search: last === name ? escapeRegex(last) : `\\b${escapeRegex(last)}\\b`,
    main: wordsOf(last).join(' '),
    related: '',
    near: NEAR,
  };
}

function idea(label: string, weight: number): Idea {
  const related = relatedTo(label, sameWord).slice(0, 8);
  return {
    label,
    words: wordsOf(label),
    weight,
    search: [label, ...related].map(searchPattern).join('|'),
    main: spokenPattern(label),
    related: related.map(spokenPattern).join('|'),
    near: NEAR,
  };
}

/** `out of memory` is written outOfMemory, out_of_memory, out-of-memory: anything may stand between. */
function searchPattern(entry: string): string {
  const parts = entry.split(' ').map((word) => (entry.includes(' ') ? word : rootOf(word)));
  const joined = parts.map(escapeRegex).join('[ _.-]?');
  return entry.length <= 3 ? `\\b${joined}` : joined;
}

function spokenPattern(entry: string): string {
  return entry.includes(' ') ? `${entry.replaceAll(' ', ' ?')}s?` : wordPattern(entry);
}
