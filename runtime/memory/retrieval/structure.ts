// Scores of turns of a conversation: their own words, what they answer, what stands around them, who said it and when.
import type { Memory } from '../types.js';
import type { Conversations, SessionScores } from './conversations.js';
import { isQuestion, speakerOf } from './conversations.js';
import type { Documents } from './documents.js';
import type { Question } from './question.js';
import { WEIGHTS } from './weights.js';

/** The parts of a score on one scale: 1 for all words of the question, or what surroundings make of it. */
export interface Structured {
  /** By its own words. */
  readonly lexical: number;
  /** By ideas that its words share with the question. */
  readonly semantic: number;
  /** What its surroundings and who said it add. */
  readonly structure: number;
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
  /** Score of the ideas of its words. */
  readonly semanticOf: (number: number) => number;
}

export function structured(number: number, parts: StructureParts): Structured {
  const lexical = parts.lexicalOf(number);
  const semantic = parts.semanticOf(number);
  const own = lexical + semantic;
  const isTurn = parts.conversations.sessionOf(number) !== undefined;
  // Only of turns more than their words and times counts.
  const memory = isTurn ? parts.documents.at(number) : undefined;
  if (memory === undefined) {
    // A session of its own.
    return { lexical, semantic, structure: own * WEIGHTS.session };
  }
  const factor =
    turnFactor(memory) *
    (parts.question.words.has(speakerOf(memory) ?? '') ? WEIGHTS.speaker : 1) *
    (parts.question.asksWhen && TIME_WORDS.test(memory.content) ? WEIGHTS.when : 1);
  return { lexical, semantic, structure: (own + surroundings(number, parts)) * factor - own };
}

/** How much a turn tells by its kind alone: answers tell more than questions. */
export function turnFactor(memory: Memory): number {
  const { agent, question } = WEIGHTS;
  return (memory.fields['role'] === 'agent' ? agent : 1) * (isQuestion(memory) ? question : 1);
}

/** Whether it was said in a time that the question names. */
export function isInTime({ createdAt }: Pick<Memory, 'createdAt'>, { times }: Question): boolean {
  return times.some(({ from, to }) => createdAt >= from && createdAt < to);
}

function surroundings(number: number, parts: StructureParts): number {
  const { documents, conversations, sessionScore } = parts;
  const scoreAt = (offset: number): number => {
    const other = conversations.neighbour(number, offset);
    return other === undefined ? 0 : parts.lexicalOf(other) + parts.semanticOf(other);
  };
  const previous = documents.at(conversations.neighbour(number, -1) ?? -1);
  const answers = previous !== undefined && isQuestion(previous);
  return (
    (WEIGHTS.before + (answers ? WEIGHTS.answer : 0)) * scoreAt(-1) +
    WEIGHTS.after * scoreAt(1) +
    WEIGHTS.beforeLast * scoreAt(-2) +
    WEIGHTS.session * sessionScore(number)
  );
}

/** Reckons each score once: neighbours are asked for many times. */
export function remembered(scoreOf: (number: number) => number): (number: number) => number {
  const scores = new Map<number, number>();
  return (number) => {
    const score = scores.get(number) ?? scoreOf(number);
    scores.set(number, score);
    return score;
  };
}
