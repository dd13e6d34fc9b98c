// What the order of a conversation says: an answer follows its question, neighbours and sessions share a topic.
import type { Memory } from '../types.js';

/** A memory that is one turn of a conversation, rather than something learnt from it. */
export function isTurn({ provenance, fields }: Memory): boolean {
  return provenance.sessionId !== undefined && (fields['speaker'] ?? fields['role']) !== undefined;
}

/** Who said it, in lower case. */
export function speakerOf({ fields }: Pick<Memory, 'fields'>): string | undefined {
  const { speaker } = fields;
  return typeof speaker === 'string' ? speaker.toLowerCase() : undefined;
}

export function isQuestion({ content }: Memory): boolean {
  return /\?["')\]]*\s*$/.test(content);
}

interface Session {
  readonly turns: Map<number, { readonly createdAt: number; readonly order: string }>;
  /** Numbers in the order of time; `undefined` until asked for after a change. */
  sorted: readonly number[] | undefined;
}

/** A term of the question. */
export interface SessionTerm {
  readonly worth: number;
  readonly isIn: (number: number) => boolean;
}

/** After so many turns with a term it is worth half of what it can be. */
const SATURATION = 0.6;

/** How a session as a whole fits a question. */
export type SessionScores = (number: number) => number;

export class Conversations {
  readonly #sessions = new Map<string, Session>();
  readonly #sessionOf = new Map<number, Session>();
  readonly #places = new Map<number, number>();
  readonly #speakers = new Map<string, number>();

  /** Whether somebody of this name, in lower case, has said anything. */
  knowsSpeaker(name: string): boolean {
    return this.#speakers.has(name);
  }

  get isEmpty(): boolean {
    return this.#sessionOf.size === 0;
  }

  set(number: number, memory: Memory): void {
    if (!isTurn(memory)) return;
    const id = memory.provenance.sessionId ?? '';
    const session: Session = this.#sessions.get(id) ?? {
      turns: new Map(),
      sorted: undefined,
    };
    this.#sessions.set(id, session);
    session.turns.set(number, { createdAt: memory.createdAt, order: memory.id });
    this.#sessionOf.set(number, session);
    session.sorted = undefined;
    const speaker = speakerOf(memory);
    if (speaker !== undefined) this.#speakers.set(speaker, (this.#speakers.get(speaker) ?? 0) + 1);
  }

  delete(number: number, memory: Memory): void {
    const session = this.#sessionOf.get(number);
    if (session === undefined) return;
    this.#sessionOf.delete(number);
    session.turns.delete(number);
    session.sorted = undefined;
    if (session.turns.size === 0) this.#sessions.delete(memory.provenance.sessionId ?? '');
    const speaker = speakerOf(memory);
    if (speaker === undefined) return;
    const left = (this.#speakers.get(speaker) ?? 1) - 1;
    if (left > 0) this.#speakers.set(speaker, left);
    else this.#speakers.delete(speaker);
  }

  /** Forgets all; every memory is to be set again. */
  clear(): void {
    this.#sessions.clear();
    this.#sessionOf.clear();
    this.#places.clear();
    this.#speakers.clear();
  }

  /** Any value that is the same for turns of one session; `undefined` for what is no turn. */
  sessionOf(number: number): object | undefined {
    return this.#sessionOf.get(number);
  }

  /** The turn so many places later, or earlier when negative. */
  neighbour(number: number, offset: number): number | undefined {
    const session = this.#sessionOf.get(number);
    if (session === undefined) return undefined;
    const sorted = this.#sort(session);
    return sorted[(this.#places.get(number) ?? 0) + offset];
  }

  /**
   * Scores of whole sessions: of each term of the question its worth, more the more turns have it. The best of those
   * asked for has 1; what is no turn has 0.
   */
  scores(terms: readonly SessionTerm[], numbers: Iterable<number>): SessionScores {
    const scores = new Map<Session, number>();
    for (const number of numbers) {
      const session = this.#sessionOf.get(number);
      if (session !== undefined && !scores.has(session))
        scores.set(session, scoreOf(session, terms));
    }
    const best = Math.max(0, ...scores.values());
    return (number) => {
      const session = this.#sessionOf.get(number);
      return session === undefined || best === 0 ? 0 : (scores.get(session) ?? 0) / best;
    };
  }

  #sort(session: Session): readonly number[] {
    if (session.sorted !== undefined) return session.sorted;
    const sorted = [...session.turns]
      .sort(([, a], [, b]) => a.createdAt - b.createdAt || (a.order < b.order ? -1 : 1))
      .map(([number]) => number);
    sorted.forEach((number, place) => this.#places.set(number, place));
    session.sorted = sorted;
    return sorted;
  }
}

function scoreOf({ turns }: Session, terms: readonly SessionTerm[]): number {
  let score = 0;
  for (const { worth, isIn } of terms) {
    let count = 0;
    for (const number of turns.keys()) if (isIn(number)) count++;
    score += (worth * count) / (count + SATURATION);
  }
  return score;
}
