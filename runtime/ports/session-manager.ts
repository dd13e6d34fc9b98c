// Tier port: conversations as append-only records that can be resumed.
import type { RunEvent } from '../core/index.js';
import { MemfunError } from '../core/index.js';

export interface SessionInfo {
  readonly sessionId: string;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly turns: number;
}

export interface SessionRecord {
  readonly info: SessionInfo;
  /** Every recorded event in order; streaming deltas are folded into the completed answer. */
  readonly events: readonly RunEvent[];
}

/** There is no such conversation, or it was deleted. */
export class SessionMissingError extends MemfunError {
  readonly code = 'session.missing';
  constructor(readonly sessionId: string) {
    super(`There is no conversation "${sessionId}"; it may have been deleted.`, {
      remedy: 'Choose one from the history, or start a new conversation.',
    });
  }
}

/**
 * Guarantees on every tier: an event is durable when `append` resolves (as durable as the tier); a piece of
 * a streaming answer (`answer.delta`) within half a second after it;
 * events of one session are read in the order they were appended; a damaged record yields everything
 * before the damage.
 */
export interface SessionManager {
  create(title: string): Promise<SessionInfo>;
  /** @throws SessionMissingError */
  append(sessionId: string, event: RunEvent): Promise<void>;
  /** @throws SessionMissingError */
  rename(sessionId: string, title: string): Promise<void>;
  /**
   * The events so far. A turn without an end, which nobody is running here, ends as `interrupted`.
   * @throws SessionMissingError
   */
  load(sessionId: string): Promise<SessionRecord>;
  /** Newest first. */
  list(): Promise<readonly SessionInfo[]>;
  delete(sessionId: string): Promise<void>;
  /** Waits until everything appended so far is durable, then lets go of all resources. */
  close(): Promise<void>;
}
