// Full-text search over conversations: the texts of each are read once and again when it has grown. Holds nothing that cannot be read anew.
import { throwIfAborted } from '../../core/index.js';
import type { SessionInfo, SessionManager } from '../../ports/index.js';
import { SessionMissingError } from '../../ports/index.js';
import { excerpt } from './excerpt.js';

/** A question with its answer. */
export interface SaidTurn {
  readonly turnId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Position in its conversation, from 0. */
  readonly index: number;
  readonly user: string;
  readonly assistant: string;
}

/** A conversation that holds all words of a query. */
export interface SessionHit {
  readonly info: SessionInfo;
  /** The turns that hold them all, newest first; none when only the title does. */
  readonly turns: readonly SaidTurn[];
}

export interface SessionHitOptions {
  /** Most conversations. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

interface Held {
  readonly info: SessionInfo;
  readonly turns: readonly SaidTurn[];
  /** The texts of the turns as they are searched, in the same order. */
  readonly folded: readonly string[];
}

export class SessionSearch {
  readonly #sessions: Pick<SessionManager, 'list' | 'load'>;
  #held: ReadonlyMap<string, Held> = new Map();

  constructor(sessions: Pick<SessionManager, 'list' | 'load'>) {
    this.#sessions = sessions;
  }

  /**
   * Conversations with a turn, or a title, that holds all words, those that went on last first. Parts of words count,
   * upper case and accents do not.
   * @throws the signal's reason when aborted
   */
  async find(query: string, { limit, signal }: SessionHitOptions): Promise<readonly SessionHit[]> {
    const words = wordsOf(query);
    if (words.length === 0) return [];
    const hits: SessionHit[] = [];
    const held = new Map<string, Held>();
    for (const info of await this.#sessions.list()) {
      throwIfAborted(signal);
      const one = await this.#read(info);
      if (one === undefined) continue;
      held.set(info.sessionId, one);
      const turns = one.turns.filter((_, i) => holds(one.folded[i] ?? '', words)).reverse();
      if (turns.length > 0 || holds(fold(info.title), words)) hits.push({ info, turns });
      if (hits.length >= limit) break;
    }
    // Conversations that this search did not get to stay as they are; deleted ones go with the next whole search.
    this.#held = hits.length >= limit ? new Map([...this.#held, ...held]) : held;
    return hits;
  }

  async #read(info: SessionInfo): Promise<Held | undefined> {
    const known = this.#held.get(info.sessionId);
    if (known !== undefined && isSame(known.info, info)) return known;
    try {
      const turns = await this.#turnsOf(info.sessionId);
      return { info, turns, folded: turns.map((turn) => fold(`${turn.user}\n${turn.assistant}`)) };
    } catch (error) {
      // Deleted since it was listed.
      if (error instanceof SessionMissingError) return undefined;
      throw error;
    }
  }

  async #turnsOf(sessionId: string): Promise<readonly SaidTurn[]> {
    const turns = new Map<string, { -readonly [K in keyof SaidTurn]: SaidTurn[K] }>();
    for (const event of (await this.#sessions.load(sessionId)).events) {
      if (event.type === 'turn.started') {
        const { turnId, at, request } = event;
        turns.set(turnId, { turnId, at, index: turns.size, user: request.text, assistant: '' });
      } else if (event.type === 'answer.completed') {
        const turn = turns.get(event.turnId);
        if (turn !== undefined) turn.assistant = event.text;
      }
    }
    return [...turns.values()];
  }
}

const isSame = (a: SessionInfo, b: SessionInfo): boolean =>
  a.updatedAt === b.updatedAt && a.turns === b.turns && a.title === b.title;

const wordsOf = (query: string): readonly string[] =>
  fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');

const holds = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.includes(word));

/** Without upper case and accents. */
function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** What a turn says around the first of the words: of its question when that holds one, else of its answer. */
export function excerptOf(turn: SaidTurn, query: string, chars: number): string {
  const words = wordsOf(query);
  const isAsked = words.some((word) => fold(turn.user).includes(word));
  return excerpt(isAsked ? turn.user : turn.assistant, words, chars);
}
