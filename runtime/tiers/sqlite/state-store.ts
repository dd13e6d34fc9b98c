// Keys and values with revisions in SQLite. A change is recorded in the transaction that makes it.
import * as z from 'zod';
import type { Clock, Json, Logger } from '../../core/index.js';
import type { StateChange, StateEntry, StateStore, StateWrite } from '../../ports/index.js';
import { RevisionConflictError } from '../../ports/index.js';
import { HistoryGoneError, TierClosedError } from '../errors.js';
import { parseJson } from '../stored/index.js';
import { tellWatcher, type Watcher } from '../watcher.js';
import {
  blob,
  int,
  optionalInt,
  optionalText,
  type Row,
  type SqlDatabase,
  text,
} from './database.js';

const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Changes are thrown away in lots of this many. */
const TRIM_EVERY = 500;
/** Along the index of what ends, which holds nothing else: by the key every key would be looked at. */
const ENDING = 'from state indexed by state_ends where expires is not null';
const ENDED = `select key ${ENDING} and expires <= ? and store = ? order by expires`;
const NEXT_END = `select expires ${ENDING} and store = ? order by expires limit 1`;
const kindSchema = z.enum(['put', 'delete', 'expire']);

export class SqliteStateStore implements StateStore {
  readonly #db: SqlDatabase;
  readonly #name: string;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #keep: number;
  readonly #watchers = new Set<Watcher>();
  readonly #bell: { dispose(): void };
  /** Revision up to which the watchers know everything. */
  #told: number;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /**
   * @param name stores of one file are told apart by it
   * @param keep changes kept for watchers that start in the past
   */
  constructor(db: SqlDatabase, name: string, clock: Clock, logger: Logger, keep: number) {
    this.#db = db;
    this.#name = name;
    this.#clock = clock;
    this.#logger = logger.child('state');
    this.#keep = keep;
    this.#told = this.#newest();
    this.#bell = db.onChange(`state.${name}`, (isElsewhere) => {
      if (this.#watchers.size > 0) this.#tellAll();
      if (isElsewhere) this.#schedule();
    });
    this.#schedule();
  }

  async get(key: string): Promise<StateEntry | undefined> {
    this.#refuseWhenClosed();
    const row = this.#row(key);
    return row === undefined ? undefined : entryOf(key, row);
  }

  async put(
    key: string,
    value: Json,
    options: { readonly ifRevision?: number; readonly ttlMs?: number } = {},
  ): Promise<number> {
    this.#refuseWhenClosed();
    const { ifRevision, ttlMs } = options;
    const json = JSON.stringify(value);
    const revision = await this.#write(() => {
      this.#expect(key, ifRevision);
      return this.#put(key, json, ttlMs);
    });
    if (ttlMs !== undefined) this.#schedule();
    return revision;
  }

  async delete(key: string, options: { readonly ifRevision?: number } = {}): Promise<void> {
    this.#refuseWhenClosed();
    await this.#write(() => {
      this.#expect(key, options.ifRevision);
      this.#delete(key);
    });
  }

  async transact(writes: readonly StateWrite[]): Promise<readonly number[]> {
    this.#refuseWhenClosed();
    const own = writes.map(({ value, ...rest }) => ({ ...rest, json: JSON.stringify(value) }));
    const revisions = await this.#write(() => {
      for (const { key, ifRevision } of own) this.#expect(key, ifRevision);
      return own.map(({ key, json, ttlMs }) =>
        json === undefined ? this.#delete(key) : this.#put(key, json, ttlMs),
      );
    });
    this.#schedule();
    return revisions;
  }

  async list(prefix: string): Promise<readonly StateEntry[]> {
    this.#refuseWhenClosed();
    const start = blob(prefix);
    // No byte of UTF-8 is 0xff: this is behind everything that starts with the prefix.
    const end = Buffer.concat([start, Uint8Array.of(0xff)]);
    return this.#db
      .all(
        `select key, value, revision, expires from state
         where store = ? and key >= ? and key < ? and (expires is null or expires > ?)`,
        this.#name,
        start,
        end,
        this.#clock.now(),
      )
      .map((row) => entryOf(text(row['key']), row))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  async watch(
    prefix: string,
    handler: (change: StateChange) => void,
    options: { readonly fromRevision?: number; readonly signal?: AbortSignal } = {},
  ): Promise<{ close(): Promise<void> }> {
    this.#refuseWhenClosed();
    const { fromRevision, signal } = options;
    this.#tellAll();
    const watcher: Watcher = { prefix, handler };
    if (fromRevision !== undefined) {
      this.#refuseForgotten(fromRevision);
      for (const change of this.#changes(fromRevision, this.#told))
        tellWatcher(watcher, change, this.#logger);
    }
    const stop = (): void => void this.#watchers.delete(watcher);
    if (signal?.aborted !== true) this.#watchers.add(watcher);
    signal?.addEventListener('abort', stop, { once: true });
    return { close: () => Promise.resolve(stop()) };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#bell.dispose();
    clearTimeout(this.#timer);
    this.#watchers.clear();
  }

  /** What has ended is told before what is written now. */
  #write<T>(work: () => T): Promise<T> {
    return this.#db.commit(`state.${this.#name}`, () => {
      this.#expireDue();
      return work();
    });
  }

  #put(key: string, json: string, ttlMs: number | undefined): number {
    const revision = this.#record('put', key, json);
    this.#db.run(
      'insert or replace into state (store, key, value, revision, expires) values (?, ?, ?, ?, ?)',
      this.#name,
      blob(key),
      json,
      revision,
      ttlMs === undefined ? null : this.#clock.now() + ttlMs,
    );
    return revision;
  }

  #delete(key: string): 0 {
    const sql = 'delete from state where store = ? and key = ?';
    if (this.#db.run(sql, this.#name, blob(key)) > 0) this.#record('delete', key, null);
    return 0;
  }

  #row(key: string): Row | undefined {
    return this.#db.first(
      `select value, revision, expires from state
       where store = ? and key = ? and (expires is null or expires > ?)`,
      this.#name,
      blob(key),
      this.#clock.now(),
    );
  }

  #expect(key: string, ifRevision: number | undefined): void {
    if (ifRevision === undefined) return;
    const actual = optionalInt(this.#row(key)?.['revision']);
    if ((actual ?? 0) !== ifRevision) throw new RevisionConflictError(key, ifRevision, actual);
  }

  #record(kind: StateChange['kind'], key: string, json: string | null): number {
    const revision = this.#db.insert(
      'insert into changes (store, kind, key, value) values (?, ?, ?, ?)',
      this.#name,
      kind,
      blob(key),
      json,
    );
    if (revision % TRIM_EVERY === 0) {
      this.#db.run('delete from changes where revision <= ?', revision - this.#keep);
    }
    return revision;
  }

  /** Lets go of expired keys, in order of their end. */
  #expireDue(): void {
    const now = this.#clock.now();
    const due = this.#db.all(ENDED, now, this.#name);
    for (const row of due) {
      const key = text(row['key']);
      this.#db.run('delete from state where store = ? and key = ?', this.#name, blob(key));
      this.#record('expire', key, null);
    }
  }

  #schedule(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    const end = optionalInt(this.#db.first(NEXT_END, this.#name)?.['expires']);
    if (end === undefined) return;
    const delay = Math.min(Math.max(1, end - this.#clock.now()), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => {
      this.#write(() => undefined).then(
        () => this.#schedule(),
        (error: unknown) => this.#logger.warn('expired keys remain', { reason: String(error) }),
      );
    }, delay);
    this.#timer.unref();
  }

  #newest(): number {
    return (
      optionalInt(this.#db.first('select max(revision) as newest from changes')?.['newest']) ?? 0
    );
  }

  #changes(after: number, upTo: number): readonly StateChange[] {
    return this.#db
      .all(
        `select revision, kind, key, value from changes
         where revision > ? and revision <= ? and store = ? order by revision`,
        after,
        upTo,
        this.#name,
      )
      .map((row) => {
        const json = optionalText(row['value']);
        return {
          kind: kindSchema.parse(row['kind']),
          key: text(row['key']),
          value: json === undefined ? undefined : parseJson(json),
          revision: int(row['revision']),
        };
      });
  }

  #refuseForgotten(fromRevision: number): void {
    const oldest = optionalInt(
      this.#db.first('select min(revision) as oldest from changes')?.['oldest'],
    );
    if (oldest !== undefined && fromRevision + 1 < oldest) {
      throw new HistoryGoneError(fromRevision, oldest);
    }
  }

  #tellAll(): void {
    const newest = this.#newest();
    if (newest === this.#told) return;
    const watchers = [...this.#watchers];
    // Read before it counts as told: what cannot be read now is told later.
    const changes = watchers.length === 0 ? [] : this.#changes(this.#told, newest);
    this.#told = newest;
    for (const change of changes) {
      for (const watcher of watchers)
        if (this.#watchers.has(watcher)) tellWatcher(watcher, change, this.#logger);
    }
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new TierClosedError('state store');
  }
}

function entryOf(key: string, row: Row): StateEntry {
  const ends = optionalInt(row['expires']);
  return {
    key,
    value: parseJson(text(row['value'])),
    revision: int(row['revision']),
    ...(ends === undefined ? {} : { endsAt: ends }),
  };
}
