// Keys and values with revisions in Redis. A change is recorded in the script that makes it.
import * as z from 'zod';
import type { Json, Logger } from '../../core/index.js';
import type { StateChange, StateEntry, StateStore, StateWrite } from '../../ports/index.js';
import { RevisionConflictError } from '../../ports/index.js';
import { Batcher } from '../batcher.js';
import { HistoryGoneError, TierClosedError } from '../errors.js';
import { parseJson } from '../stored/index.js';
import { tellWatcher, type Watcher } from '../watcher.js';
import { listOf, numberOf, type RedisConnection, type Reply, textOf } from './connection.js';
import { DELETE, GET, LIST, PUT, SETTLE, TRANSACT } from './scripts.js';

interface Reader extends Watcher {
  /** Revision up to which it knows everything. */
  told: number;
}

const BATCH = 256;
/** Writes that are sent together. */
const MOST_AT_ONCE = 64;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const LONGEST_IDLE_MS = 1000;
const kindSchema = z.enum(['put', 'delete', 'expire']);

export class RedisStateStore implements StateStore {
  readonly #redis: RedisConnection;
  readonly #name: string;
  readonly #logger: Logger;
  readonly #keep: number;
  readonly #watchers = new Set<Reader>();
  readonly #bell: { dispose(): void };
  readonly #puts = new Batcher<readonly (string | number)[], Reply | undefined>(
    async (items) =>
      listOf(await this.#redis.runOnce(PUT, this.#name, this.#keep, ...items.flat())),
    MOST_AT_ONCE,
  );
  #telling: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #endsAt = Number.POSITIVE_INFINITY;
  #closed = false;

  /**
   * @param name stores of one namespace are told apart by it
   * @param keep changes kept for watchers that start in the past
   */
  constructor(redis: RedisConnection, name: string, logger: Logger, keep: number) {
    this.#redis = redis;
    this.#name = name;
    this.#logger = logger.child('state');
    this.#keep = keep;
    const ring = `s${name.length}:${name}`;
    this.#bell = redis.onMessage((message) => {
      if (this.#watchers.size === 0) return;
      if (message.startsWith(ring)) this.#schedule(Number(message.slice(ring.length)));
      else if (message !== '') return;
      void this.#tellAll();
    });
  }

  async get(key: string): Promise<StateEntry | undefined> {
    this.#refuseWhenClosed();
    const fast = await this.#value(key);
    if (fast === null) return undefined;
    const { entry, ends } = split(key, fast);
    if (!ends) return entry;
    // Only the server's clock says whether it has ended.
    const reply = await this.#redis.run(GET, this.#name, key);
    return reply === null ? undefined : split(key, textOf(reply)).entry;
  }

  async put(
    key: string,
    value: Json,
    options: { readonly ifRevision?: number; readonly ttlMs?: number } = {},
  ): Promise<number> {
    this.#refuseWhenClosed();
    const { ifRevision, ttlMs } = options;
    const reply = await this.#puts.add([
      key,
      JSON.stringify(value),
      ifRevision ?? '',
      ttlMs === undefined ? '' : Math.ceil(ttlMs),
    ]);
    if (typeof reply === 'number') return reply;
    throw conflict(key, ifRevision, numberOf(listOf(reply)[0]));
  }

  async delete(key: string, options: { readonly ifRevision?: number } = {}): Promise<void> {
    this.#refuseWhenClosed();
    const { ifRevision } = options;
    const reply = await this.#redis.runOnce(DELETE, this.#name, key, ifRevision ?? '');
    if (typeof reply !== 'number') throw conflict(key, ifRevision, numberOf(listOf(reply)[0]));
  }

  async transact(writes: readonly StateWrite[]): Promise<readonly number[]> {
    this.#refuseWhenClosed();
    const parts = writes.flatMap(({ key, value, ifRevision, ttlMs }) => [
      key,
      value === undefined ? '' : JSON.stringify(value),
      ifRevision ?? '',
      ttlMs === undefined ? '' : Math.ceil(ttlMs),
    ]);
    const reply = await this.#redis.runOnce(TRANSACT, this.#name, this.#keep, ...parts);
    if (typeof reply !== 'string') return listOf(reply).map(numberOf);
    const [at, found] = reply.split(' ').map(Number);
    const refused = writes[at ?? 0];
    throw conflict(refused?.key ?? '', refused?.ifRevision, found ?? 0);
  }

  async list(prefix: string): Promise<readonly StateEntry[]> {
    this.#refuseWhenClosed();
    // U+10FFFF is behind every other character, in UTF-8 too.
    const [start, end] = prefix === '' ? ['-', '+'] : [`[${prefix}`, `[${prefix}\u{10ffff}`];
    const flat = listOf(await this.#redis.run(LIST, this.#name, start, end));
    const entries: StateEntry[] = [];
    for (let i = 0; i < flat.length; i += 2) {
      entries.push(split(textOf(flat[i]), textOf(flat[i + 1])).entry);
    }
    return entries.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  async watch(
    prefix: string,
    handler: (change: StateChange) => void,
    options: { readonly fromRevision?: number; readonly signal?: AbortSignal } = {},
  ): Promise<{ close(): Promise<void> }> {
    this.#refuseWhenClosed();
    const { fromRevision, signal } = options;
    if (fromRevision !== undefined) await this.#refuseForgotten(fromRevision);
    const watcher: Reader = { prefix, handler, told: fromRevision ?? (await this.#newest()) };
    const stop = (): void => void this.#watchers.delete(watcher);
    if (signal?.aborted !== true && !this.#closed) this.#watchers.add(watcher);
    signal?.addEventListener('abort', stop, { once: true });
    this.#schedule(numberOf(await this.#redis.run(SETTLE, this.#name)));
    await this.#tellAll();
    return { close: () => Promise.resolve(stop()) };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#bell.dispose();
    clearTimeout(this.#timer);
    this.#watchers.clear();
    await this.#telling;
  }

  async #value(key: string): Promise<string | null> {
    try {
      return await this.#redis.client.hget(`${this.#redis.prefix}vals:${this.#name}`, key);
    } catch (error) {
      throw this.#redis.explain(error);
    }
  }

  async #newest(): Promise<number> {
    try {
      return Number((await this.#redis.client.get(`${this.#redis.prefix}rev:${this.#name}`)) ?? 0);
    } catch (error) {
      throw this.#redis.explain(error);
    }
  }

  async #refuseForgotten(fromRevision: number): Promise<void> {
    const [oldest] = await this.#redis.entries(`changes:${this.#name}`, 0, 1);
    if (oldest !== undefined && fromRevision + 1 < oldest.id) {
      throw new HistoryGoneError(fromRevision, oldest.id);
    }
  }

  /** Looks for ended keys when the next one ends. */
  #schedule(ms: number): void {
    if (this.#closed || ms < 0) return;
    const at = performance.now() + ms;
    if (at >= this.#endsAt) return;
    clearTimeout(this.#timer);
    this.#endsAt = at;
    this.#timer = setTimeout(
      () => {
        this.#endsAt = Number.POSITIVE_INFINITY;
        this.#redis.run(SETTLE, this.#name).then(
          (reply) => this.#schedule(numberOf(reply)),
          () => this.#schedule(LONGEST_IDLE_MS), // said by the connection
        );
      },
      Math.min(Math.max(ms, 1), LONGEST_TIMER_MS),
    );
    this.#timer.unref();
  }

  /** One reading at a time, and another one when something rang meanwhile. */
  #tellAll(): Promise<void> {
    if (this.#watchers.size === 0) return Promise.resolve();
    this.#again = true;
    this.#telling ??= this.#read();
    return this.#telling;
  }

  async #read(): Promise<void> {
    try {
      while (this.#again && this.#watchers.size > 0) {
        this.#again = false;
        if ((await this.#readBatch()) === BATCH) this.#again = true;
      }
    } catch (error) {
      this.#logger.warn('changes could not be read', { reason: String(error) });
      setTimeout(() => void this.#tellAll(), LONGEST_IDLE_MS).unref();
    } finally {
      // With the last look at `again`: whoever rings from here on starts a reading of its own.
      this.#telling = undefined;
    }
  }

  /** How many changes it was. Whoever joined meanwhile and is further behind comes with the next one. */
  async #readBatch(): Promise<number> {
    const after = Math.min(...[...this.#watchers].map(({ told }) => told));
    const batch = await this.#redis.entries(`changes:${this.#name}`, after + 1, BATCH);
    const watchers = [...this.#watchers].filter(({ told }) => told >= after);
    for (const { id, fields } of batch) {
      const change = changeOf(id, fields);
      for (const watcher of watchers) this.#tell(watcher, change);
    }
    return batch.length;
  }

  #tell(watcher: Reader, change: StateChange): void {
    if (change.revision <= watcher.told || !this.#watchers.has(watcher)) return;
    watcher.told = change.revision;
    tellWatcher(watcher, change, this.#logger);
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new TierClosedError('state store');
  }
}

function conflict(key: string, expected: number | undefined, found: number): RevisionConflictError {
  return new RevisionConflictError(key, expected ?? 0, found === 0 ? undefined : found);
}

/** `<revision>|<end or nothing>|<what earlier versions need>|<JSON>` */
function split(
  key: string,
  stored: string,
): { readonly entry: StateEntry; readonly ends: boolean } {
  const first = stored.indexOf('|');
  const second = stored.indexOf('|', first + 1);
  const third = stored.indexOf('|', second + 1);
  const ends = second > first + 1;
  return {
    entry: {
      key,
      value: parseJson(stored.slice(third + 1)),
      revision: Number(stored.slice(0, first)),
      ...(ends ? { endsAt: Number(stored.slice(first + 1, second)) } : {}),
    },
    ends,
  };
}

function changeOf(revision: number, fields: ReadonlyMap<string, string>): StateChange {
  const kind = kindSchema.parse(fields.get('k'));
  return {
    kind,
    key: textOf(fields.get('key')),
    value: kind === 'put' ? parseJson(textOf(fields.get('v'))) : undefined,
    revision,
  };
}
