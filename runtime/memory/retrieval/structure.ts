// Scores of turns of a conversation: their own words, what they answer, what stands around them, who said it and when.
// Weights as measured on long conversations; see weights.ts.
import type { Memory } from '../types.js';
import type { Conversations, SessionScores } from './conversations.js';
import { isQuestion, speakerOf } from './conversations.js';
import type { Documents } from './documents.js';
import type { Question } from './question.js';
import { WEIGHTS } from './weights.js';

/** What the words of a memory and its surroundings are worth, on one scale: 1 for all words of the question. */
export interface Structured {
  /** By its own words. */
  readonly lexical: number;
  /** What its surroundings and its speaker add. */
  readonly structure: number;
  /** What being said in a time that the question names adds. */
  readonly date: number;
}

const TIME_WORDS =
  /\b(?:january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|yesterday|tonight|noon|midnight|o'clock|weeks?|months?|years?|days?|hours?|minutes?|quarter|sprint|20\d\d|\d{1,2}:\d{2})\b/i;

export interface StructureParts {
  readonly question: Question;
  readonly documents: Documents;
  readonly conversations: Conversations;
  readonly sessionScore: SessionScores;
  /** Score of a memory's own words. */
  readonly lexicalOf: (number: number) => number;
}

export function structured(number: number, memory: Memory, parts: StructureParts): Structured {
  const { question, conversations, lexicalOf } = parts;
  const lexical = lexicalOf(number);
  const inTurn = conversations.sessionOf(number) !== undefined;
  const around = inTurn ? surroundings(number, parts) : 0;
  const factor = inTurn ? turnFactor(memory, question) : 1;
  // What is no turn is a session of its own: it has the session's part by its own words.
  const whole = inTurn ? (lexical + around) * factor : lexical * (1 + WEIGHTS.session);
  const scaled = whole / (1 + WEIGHTS.session);
  return {
    lexical,
    structure: scaled - lexical,
    date: isInTime(memory, question) ? scaled * WEIGHTS.date : 0,
  };
}

/** Whether it was said in a time that the question names. */
export function isInTime({ createdAt }: Memory, { times }: Question): boolean {
  return times.some(({ from, to }) => createdAt >= from && createdAt < to);
}

function surroundings(
  number: number,
  { documents, conversations, sessionScore, lexicalOf }: StructureParts,
): number {
  const scoreAt = (offset: number): number => {
    const other = conversations.neighbour(number, offset);
    return other === undefined ? 0 : lexicalOf(other);
  };
  const before = conversations.neighbour(number, -1);
  const previous = before === undefined ? undefined : documents.at(before);
  const answers = previous !== undefined && isQuestion(previous) ? scoreAt(-1) : 0;
  return (
    WEIGHTS.answer * answers +
    WEIGHTS.neighbour * (scoreAt(-1) + scoreAt(1)) +
    WEIGHTS.nextNeighbour * (scoreAt(-2) + scoreAt(2)) +
    WEIGHTS.session * sessionScore(number)
  );
}

function turnFactor(memory: Memory, { words, asksWhen }: Question): number {
  const speaker = speakerOf(memory);
  const isNamed = speaker !== undefined && words.has(speaker);
  return (
    (isNamed ? WEIGHTS.speaker : 1) *
    (isQuestion(memory) ? WEIGHTS.question : 1) *
    (asksWhen && TIME_WORDS.test(memory.content) ? WEIGHTS.when : 1)
  );
}
