// What the order of a conversation says: an answer follows its question, neighbours and sessions share a topic.
import type { Memory } from '../types.js';
import { Bm25Index, MEMORY_BM25, type TermWeights } from './bm25.js';

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
  /** Its document in the index of sessions; `undefined` until it is searched after a change. */
  document: number | undefined;
}

/** How a session as a whole fits a question. */
export type SessionScores = (number: number) => number;

export class Conversations {
  readonly #sessions = new Map<string, Session>();
  readonly #sessionOf = new Map<number, Session>();
  readonly #places = new Map<number, number>();
  readonly #speakers = new Map<string, number>();
  readonly #index = new Bm25Index(MEMORY_BM25);
  readonly #changed = new Set<Session>();

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
      document: undefined,
    };
    this.#sessions.set(id, session);
    session.turns.set(number, { createdAt: memory.createdAt, order: memory.id });
    this.#sessionOf.set(number, session);
    this.#touch(session);
    const speaker = speakerOf(memory);
    if (speaker !== undefined) this.#speakers.set(speaker, (this.#speakers.get(speaker) ?? 0) + 1);
  }

  delete(number: number, memory: Memory): void {
    const session = this.#sessionOf.get(number);
    if (session === undefined) return;
    this.#sessionOf.delete(number);
    session.turns.delete(number);
    this.#touch(session);
    if (session.turns.size === 0) this.#sessions.delete(memory.provenance.sessionId ?? '');
    const speaker = speakerOf(memory);
    if (speaker === undefined) return;
    const left = (this.#speakers.get(speaker) ?? 1) - 1;
    if (left > 0) this.#speakers.set(speaker, left);
    else this.#speakers.delete(speaker);
  }

  /** Forgets all; every memory is to be set again. */
  clear(): void {
    for (const session of this.#sessions.values()) this.#drop(session);
    this.#sessions.clear();
    this.#sessionOf.clear();
    this.#places.clear();
    this.#speakers.clear();
    this.#changed.clear();
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
   * Scores of whole sessions as if each were one text, the best of those asked for being 1. 0 for what is no turn.
   * @param termsOf the weighted terms of a turn
   */
  scores(
    query: TermWeights,
    numbers: Iterable<number>,
    termsOf: (number: number) => TermWeights,
  ): SessionScores {
    for (const session of this.#changed) this.#read(session, termsOf);
    this.#changed.clear();
    const scoreOf = this.#index.scorer(query);
    const scores = new Map<Session, number>();
    for (const number of numbers) {
      const session = this.#sessionOf.get(number);
      if (session === undefined || scores.has(session)) continue;
      scores.set(session, session.document === undefined ? 0 : scoreOf(session.document));
    }
    const best = Math.max(0, ...scores.values());
    return (number) => {
      const session = this.#sessionOf.get(number);
      return session === undefined || best === 0 ? 0 : (scores.get(session) ?? 0) / best;
    };
  }

  #touch(session: Session): void {
    session.sorted = undefined;
    this.#drop(session);
    this.#changed.add(session);
  }

  #drop(session: Session): void {
    if (session.document !== undefined) this.#index.remove(session.document);
    session.document = undefined;
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

  #read(session: Session, termsOf: (number: number) => TermWeights): void {
    if (session.turns.size === 0) return;
    const weights = new Map<string, number>();
    for (const number of session.turns.keys()) {
      for (const [term, weight] of termsOf(number)) {
        weights.set(term, (weights.get(term) ?? 0) + weight);
      }
    }
    this.#drop(session);
    session.document = this.#index.add(weights);
    if (this.#index.isSparse) this.#compact();
  }

  #compact(): void {
    const map = this.#index.compact();
    for (const session of this.#sessions.values()) {
      if (session.document !== undefined) session.document = map[session.document];
    }
  }
}
