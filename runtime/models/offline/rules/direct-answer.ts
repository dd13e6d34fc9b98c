// Rule for direct answers: greetings, questions on Memfun itself, and what memory knows; all else needs the agent.
import { fileOrderIn, type Wording, wordingOf } from '../../../wording/index.js';
import { directAnswer } from '../../signatures/index.js';
import { tellOfMemfun } from '../compose/about-memfun.js';
import { defineRule } from '../rule.js';
import { relatedTo } from '../text/thesaurus.js';
import { contentWords, isCommonWord, rootOf, wordsOf } from '../text/words.js';
import { statementIn } from './statements.js';

interface Reply {
  readonly needsAgent: boolean;
  readonly answer: string;
  readonly citations: [];
}

const NEEDS_AGENT: Reply = { needsAgent: true, answer: '', citations: [] };

const SMALL_TALK = {
  greeting:
    'Hello! Ask me about this project: where something is, how it works, what happens when. Right now the built-in rule-based engine answers, without a language model.',
  thanks: 'You are welcome.',
} as const;

export const directAnswerRule = defineRule({ signature: directAnswer, answer: reply });

interface Asked {
  readonly task: string;
  readonly memories: readonly string[];
  readonly context: readonly { readonly path: string }[];
}

function reply({ task, memories, context }: Asked): Reply {
  const text = task.trim();
  // What is named with @ is looked at, whatever the words around it sound like.
  if (context.some(({ path }) => path.startsWith('@'))) return NEEDS_AGENT;
  if (fileOrderIn(text) !== undefined) return NEEDS_AGENT;
  const wording = wordingOf(text);
  const plain = wording.plain(text);
  const { request } = wording;
  if (request.greeting.test(plain)) return said(SMALL_TALK.greeting);
  if (request.thanks.test(plain)) return said(SMALL_TALK.thanks);
  const told = tellOfMemfun(text);
  if (told !== undefined) return said(told);
  if (request.remembered.test(plain)) {
    return said(
      memories.length === 0
        ? 'I remember nothing that bears on this yet. Tell me what to keep in mind, for example “I prefer port 8080 for dev servers”.'
        : `This is what I remember:\n${memories.map((line) => `- ${unmarked(line)}`).join('\n')}`,
    );
  }
  if (statementIn(text)) {
    return said(
      'Noted. I keep what is worth keeping of it for later conversations; **Memfun: Open Memory** shows it.',
    );
  }
  return fromMemory(text, wording, memories) ?? NEEDS_AGENT;
}

/** Answers a question about the user or the project's conventions when one memory clearly speaks of it. */
function fromMemory(
  question: string,
  wording: Wording,
  memories: readonly string[],
): Reply | undefined {
  const { personal, preference } = wording.request;
  const wanted = contentWords(question, wording).filter((word) => !preference.test(word));
  if (!personal.test(wording.plain(question)) || wanted.length === 0) return undefined;
  const rated = memories
    .map(unmarked)
    .map((line) => ({ line, hits: matches(wanted, wording.plain(line), wording) }))
    .sort((a, b) => b.hits - a.hits);
  const best = rated[0];
  if (best === undefined || best.hits < Math.max(0.5, weightOf(wanted) * 0.5)) return undefined;
  const others = rated
    .slice(1)
    .filter((m) => m.hits >= best.hits * 0.99 && m.line !== best.line)
    .slice(0, 2);
  const more = others.map((m) => `\n- ${toReader(m.line)}`).join('');
  return said(
    `${toReader(best.line)}\n\n_From memory: you told me in an earlier message._${more === '' ? '' : `\n\nAlso remembered:${more}`}`,
  );
}

function weightOf(words: readonly string[]): number {
  return words.reduce((n, word) => n + (isCommonWord(word) ? 0.5 : 1), 0);
}

function matches(wanted: readonly string[], line: string, { senses }: Wording): number {
  const root = senses?.rootOf ?? rootOf;
  const roots = new Set(wordsOf(line).map(root));
  return wanted.reduce((n, word) => {
    const value = isCommonWord(word) ? 0.5 : 1;
    if (roots.has(root(word))) return n + value;
    const related = relatedTo(word, (a, b) => a === b).some((other) => roots.has(root(other)));
    return related ? n + value / 2 : n;
  }, 0);
}

/** A memory line without the marks that precede it in a prompt, e.g. `[core/preference] `. */
function unmarked(line: string): string {
  return line
    .replace(/^[-*•]\s*/, '')
    .replace(/^(?:\[[^\]]*\]|\([^)]*\)|#\d+|[a-z]+(?:\/[a-z]+)?:(?=\s))\s*/i, '')
    .trim();
}

/** Said to the user instead of by the user: “I prefer” becomes “You prefer”; in other languages it is quoted. */
export function toReader(text: string): string {
  const { toReader: turn } = wordingOf(text).request;
  if (turn === undefined) return `You said: “${text}”`;
  const turned = turn(text);
  const sentence = `${turned.charAt(0).toUpperCase()}${turned.slice(1)}`;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function said(answer: string): Reply {
  return { needsAgent: false, answer, citations: [] };
}
