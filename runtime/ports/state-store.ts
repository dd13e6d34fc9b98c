// Tier port: keys and values with revisions.
import type { Json } from '../core/index.js';
import { MemfunError } from '../core/index.js';

export interface StateEntry {
  readonly key: string;
  readonly value: Json;
  /** Grows with every change of the store; never used twice. */
  readonly revision: number;
  /** Milliseconds since the epoch after which it is gone; absent: it stays. */
  readonly endsAt?: number;
}

export interface StateChange {
  readonly kind: 'put' | 'delete' | 'expire';
  readonly key: string;
  readonly value: Json | undefined;
  readonly revision: number;
}

/** One part of a transaction. */
export interface StateWrite {
  readonly key: string;
  /** Absent: the key is deleted. */
  readonly value?: Json;
  readonly ifRevision?: number;
  readonly ttlMs?: number;
}

/** The tier cannot write several keys as one. */
export class NoTransactionsError extends MemfunError {
  readonly code = 'state.no-transactions';
  constructor() {
    super('This tier cannot write several keys as one.', {
      remedy: 'Choose "sqlite" or "redis" as the tier, or write one key under a condition.',
    });
  }
}

/** A conditional write found another revision than the caller expected. */
export class RevisionConflictError extends MemfunError {
  readonly code = 'state.conflict';
  constructor(
    readonly key: string,
    readonly expected: number,
    readonly actual: number | undefined,
  ) {
    super(
      `"${key}" was changed by somebody else (expected revision ${expected}, found ${actual ?? 'none'}).`,
      { remedy: 'Read the key again and repeat the change.' },
    );
  }
}

/**
 * Guarantees on every tier: writes to one key are linearisable; `ifRevision` (0 = must not exist) either
 * writes or throws `RevisionConflictError`; a key past its time to live is absent for every reader and its
 * end is seen by watchers; `watch` from a revision misses no change after it, in order of revision.
 */
export interface StateStore {
  get(key: string): Promise<StateEntry | undefined>;
  /** Resolves with the new revision. `ttlMs` counts from this write. */
  put(
    key: string,
    value: Json,
    options?: { readonly ifRevision?: number; readonly ttlMs?: number },
  ): Promise<number>;
  /** Deleting what is not there is no error. */
  delete(key: string, options?: { readonly ifRevision?: number }): Promise<void>;
  /**
   * All of it or nothing, and nobody sees a part: every condition is looked at before the first write, then the writes
   * follow in order. Resolves with the revision of each; 0 where a key was deleted.
   * @throws RevisionConflictError
   * @throws NoTransactionsError where the tier's capabilities say that there are none
   */
  transact(writes: readonly StateWrite[]): Promise<readonly number[]>;
  /** Entries whose key starts with the literal prefix, by key. */
  list(prefix: string): Promise<readonly StateEntry[]>;
  watch(
    prefix: string,
    handler: (change: StateChange) => void,
    options?: { readonly fromRevision?: number; readonly signal?: AbortSignal },
  ): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}
