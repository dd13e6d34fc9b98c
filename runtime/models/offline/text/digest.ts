// What a conversation was about, by rule: the first sentences of what was asked and answered, and what was stated.
import { statementsIn } from '../rules/statements.js';

interface Exchange {
  readonly user: string;
  readonly assistant: string;
}

const TOPIC_CHARS = 100;
const SENTENCE_CHARS = 160;

/** What was asked, newest last, without repetition. */
export function topicsOf(turns: readonly Exchange[], most: number): string[] {
  return newest(
    turns.map(({ user }) => firstSentence(user, TOPIC_CHARS)),
    most,
  );
}

/** Plain statements of the user: what they decided, prefer, or laid down. */
export function decisionsOf(turns: readonly Exchange[], most: number): string[] {
  return newest(
    turns.flatMap(({ user }) =>
      statementsIn(user).map(({ sentence }) => cut(sentence, SENTENCE_CHARS)),
    ),
    most,
  );
}

/** How each turn was answered, in a sentence. */
export function progressOf(turns: readonly Exchange[], most: number): string[] {
  return newest(
    turns.map(({ assistant }) => firstSentence(assistant, SENTENCE_CHARS)),
    most,
  );
}

/** The last different ones that say something. */
export function newest(lines: readonly string[], most: number): string[] {
  return [...new Set(lines.filter((line) => line !== ''))].slice(-most);
}

/** Prose only: code, headings and lists are left out. */
function firstSentence(text: string, chars: number): string {
  const prose = text
    .replaceAll(/```[\s\S]*?(?:```|$)/g, ' ')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:#+|[-*>|]|\d+\.)\s*/, '').trim())
    .find((line) => /\p{L}{2}/u.test(line));
  const sentence = prose?.match(/^.*?[.!?](?=\s|$)/)?.[0] ?? prose ?? '';
  return cut(sentence.replaceAll(/\s+/g, ' '), chars);
}

function cut(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars - 1)}…`;
}
