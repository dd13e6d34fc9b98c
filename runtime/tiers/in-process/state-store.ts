// Keys and values with revisions, in memory. Every read first lets go of what has expired.
import type { Clock, Json, Logger } from '../../core/index.js';
import type { StateChange, StateEntry, StateStore, StateWrite } from '../../ports/index.js';
import { RevisionConflictError } from '../../ports/index.js';
import { HistoryGoneError, TierClosedError } from '../errors.js';
import { tellWatcher, type Watcher } from '../watcher.js';

interface Slot {
  readonly value: Json;
  readonly revision: number;
  readonly expiresAt: number | undefined;
}

/** Longest delay of a timer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class InProcessStateStore implements StateStore {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #keep: number;
  readonly #slots = new Map<string, Slot>();
  readonly #watchers = new Set<Watcher>();
  #history: StateChange[] = [];
  #forgotten = 0;
  #revision = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param keep changes kept for watchers that start in the past */
  constructor(clock: Clock, logger: Logger, keep: number) {
    this.#clock = clock;
    this.#logger = logger.child('state');
    this.#keep = keep;
  }

  async get(key: string): Promise<StateEntry | undefined> {
    this.#settle();
    const slot = this.#slots.get(key);
    return slot === undefined ? undefined : entryOf(key, slot);
  }

  async put(
    key: string,
    value: Json,
    options: { readonly ifRevision?: number; readonly ttlMs?: number } = {},
  ): Promise<number> {
    this.#settle();
    this.#expect(key, options.ifRevision);
    return this.#put(key, structuredClone(value), options.ttlMs);
  }

  async delete(key: string, options: { readonly ifRevision?: number } = {}): Promise<void> {
    this.#settle();
    this.#expect(key, options.ifRevision);
    this.#delete(key);
  }

  async transact(writes: readonly StateWrite[]): Promise<readonly number[]> {
    this.#settle();
    const own = structuredClone(writes);
    for (const { key, ifRevision } of own) this.#expect(key, ifRevision);
    return own.map(({ key, value, ttlMs }) =>
      value === undefined ? this.#delete(key) : this.#put(key, value, ttlMs),
    );
  }

  async list(prefix: string): Promise<readonly StateEntry[]> {
    this.#settle();
    return [...this.#slots]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, slot]) => entryOf(key, slot));
  }

  async watch(
    prefix: string,
    handler: (change: StateChange) => void,
    options: { readonly fromRevision?: number; readonly signal?: AbortSignal } = {},
  ): Promise<{ close(): Promise<void> }> {
    this.#settle();
    const { fromRevision, signal } = options;
    if (fromRevision !== undefined && fromRevision < this.#forgotten) {
      throw new HistoryGoneError(fromRevision, this.#forgotten + 1);
    }
    const watcher: Watcher = { prefix, handler };
    const stop = (): void => void this.#watchers.delete(watcher);
    if (fromRevision !== undefined) {
      for (const change of this.#history) {
        if (change.revision > fromRevision) tellWatcher(watcher, change, this.#logger);
      }
    }
    if (signal?.aborted !== true) this.#watchers.add(watcher);
    signal?.addEventListener('abort', stop, { once: true });
    return { close: () => Promise.resolve(stop()) };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#watchers.clear();
  }

  #put(key: string, value: Json, ttlMs: number | undefined): number {
    const revision = ++this.#revision;
    const expiresAt = ttlMs === undefined ? undefined : this.#clock.now() + ttlMs;
    this.#slots.set(key, { value, revision, expiresAt });
    this.#announce({ kind: 'put', key, value, revision });
    this.#schedule();
    return revision;
  }

  #delete(key: string): 0 {
    if (!this.#slots.delete(key)) return 0;
    this.#announce({ kind: 'delete', key, value: undefined, revision: ++this.#revision });
    return 0;
  }

  /** Lets go of expired keys, in order of their end. */
  #settle(): void {
    if (this.#closed) throw new TierClosedError('state store');
    const now = this.#clock.now();
    const ended = [...this.#slots]
      .filter(([, { expiresAt }]) => expiresAt !== undefined && expiresAt <= now)
      .sort(([, a], [, b]) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0));
    for (const [key] of ended) {
      this.#slots.delete(key);
      this.#announce({ kind: 'expire', key, value: undefined, revision: ++this.#revision });
    }
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const ends = [...this.#slots.values()].flatMap((slot) => slot.expiresAt ?? []);
    if (ends.length === 0) return;
    const delay = Math.max(1, Math.min(...ends) - this.#clock.now());
    this.#timer = setTimeout(
      () => {
        this.#settle();
        this.#schedule();
      },
      Math.min(delay, LONGEST_TIMER_MS),
    );
    this.#timer.unref();
  }

  #expect(key: string, ifRevision: number | undefined): void {
    if (ifRevision === undefined) return;
    const actual = this.#slots.get(key)?.revision;
    if ((actual ?? 0) !== ifRevision) throw new RevisionConflictError(key, ifRevision, actual);
  }

  #announce(change: StateChange): void {
    this.#history.push(change);
    if (this.#history.length > 2 * this.#keep) {
      this.#history = this.#history.slice(-this.#keep);
      this.#forgotten = (this.#history[0]?.revision ?? 1) - 1;
    }
    for (const watcher of this.#watchers) tellWatcher(watcher, change, this.#logger);
  }
}

function entryOf(key: string, { value, revision, expiresAt }: Slot): StateEntry {
  const ends = expiresAt === undefined ? {} : { endsAt: expiresAt };
  return { key, value: structuredClone(value), revision, ...ends };
}
