// Reads what a task names with @: the lines under the user's words, which the variable `mentions` holds in the same order.
import { type MentionKind, mentionKindSchema } from '../../../../core/index.js';
import { english, type Wording, wordingOf } from '../../../../wording/index.js';
import type { Idea, Question } from '../../text/question.js';
import { readQuestion } from '../../text/question.js';
import { contentWords } from '../../text/words.js';

/** A place of the workspace; without lines the whole file. */
export interface Place {
  readonly path: string;
  readonly startLine?: number;
  readonly endLine?: number;
}

export interface NamedThing {
  /** As it was written, with its @. */
  readonly token: string;
  /** `outside`: attached, and no file of the workspace. */
  readonly kind: MentionKind | 'outside';
  /** Where it stands in `mentions`, or in `attachments` when it is attached. */
  readonly index: number;
  /** Of a file. */
  readonly place: Place | undefined;
  /** Of a page of the web. */
  readonly address: string | undefined;
}

/** These say who works and how, not what is asked about. */
export const MANNERS: ReadonlySet<string> = new Set(['agent', 'skill']);

export interface NamedThings {
  readonly found: readonly NamedThing[];
  readonly missing: readonly { readonly token: string; readonly why: string }[];
}

const HEAD = '\n\nWhat the user names with @:\n';
const FOUND = new RegExp(`^(@.+?) is the (${mentionKindSchema.options.join('|')}) (.*)$`);
const MISSING = /^(@.+?) was not found: (.*)$/;
const READ =
  /readFile\(("(?:[^"\\]|\\.)*")(?:, \{ startLine: (\d+), endLine: (\d+) \})?\) reads it\.$/;
const FETCH = /webFetch\(("(?:[^"\\]|\\.)*")\) reads it\.$/;

export function readNamed(task: string): NamedThings {
  const at = task.lastIndexOf(HEAD);
  if (at < 0) return { found: [], missing: [] };
  const [block = ''] = task.slice(at + HEAD.length).split('\n\n');
  const found: NamedThing[] = [];
  const missing: { token: string; why: string }[] = [];
  for (const line of block.split('\n')) {
    const [, token, word, rest = ''] = FOUND.exec(line) ?? [];
    const kind = mentionKindSchema.safeParse(word);
    if (token !== undefined && kind.success) {
      const place = kind.data === 'file' ? placeIn(rest) : undefined;
      const address = kind.data === 'url' ? textIn(FETCH.exec(rest)?.[1]) : undefined;
      found.push({ token, kind: kind.data, index: found.length, place, address });
      continue;
    }
    const [, absent, why = ''] = MISSING.exec(line) ?? [];
    if (absent !== undefined) missing.push({ token: absent, why });
  }
  return { found, missing };
}

function placeIn(rest: string): Place | undefined {
  const [, written, from, to] = READ.exec(rest) ?? [];
  const path = textIn(written);
  if (path === undefined) return undefined;
  return from === undefined ? { path } : { path, startLine: Number(from), endLine: Number(to) };
}

function textIn(json: string | undefined): string | undefined {
  if (json === undefined) return undefined;
  const text: unknown = JSON.parse(json);
  return typeof text === 'string' ? text : undefined;
}

/** The words of the user without the names of things. */
export function withoutNames(words: string, { found, missing }: NamedThings): string {
  return [...found, ...missing]
    .map(({ token }) => token)
    .sort((a, b) => b.length - a.length)
    .reduce((left, token) => left.replaceAll(token, ' '), words)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

export interface AskedOf {
  readonly question: Question;
  /** The thing as a whole is meant, not one matter in it. */
  readonly whole: boolean;
  /** A fault is to be mended, whatever the words say. */
  readonly mends: boolean;
}

interface Asking {
  readonly words: string;
  readonly named: NamedThings;
  readonly mends: boolean;
}

/** What is asked of the things that are named. */
export function askedOf({ words, named, mends }: Asking): AskedOf {
  const read = readQuestion(withoutNames(words, named), wordingOf(words));
  const ideas = read.ideas.filter((idea) => !isOfWhole(idea, read.wording));
  return {
    question: { ...read, ideas },
    whole: ideas.length === 0,
    mends,
  };
}

/** Whether it asks for a thing as a whole or names the thing itself, in its own words or in those of code. */
function isOfWhole({ label, words }: Idea, wording: Wording): boolean {
  const { whole } = wording.question;
  return (
    contentWords(label, wording).every((word) => whole.has(word)) ||
    words.every((word) => english.question.whole.has(word))
  );
}
