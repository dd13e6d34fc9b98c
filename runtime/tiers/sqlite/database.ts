// One SQLite file: transactions, and a word to everybody who waits when somebody changed something.
import type { SqlEngine, SqlValue } from './engine.js';

export type Row = Readonly<Record<string, SqlValue>>;

/** Where no event tells of another process's commit, it is seen after this time. */
const POLL_MS = 50;
const BEGIN = 'begin immediate';
const COMMIT = 'commit';

export class SqlDatabase {
  readonly #engine: SqlEngine;
  readonly #listeners = new Map<() => void, string>();
  /** What rings next; everything after a commit of another process. */
  readonly #rung = new Set<string>();
  #ringsAll = false;
  #depth = 0;
  #changed = false;
  #ringing = false;
  #poll: NodeJS.Timeout | undefined;
  #unwatch: (() => void) | undefined;
  #closed = false;

  constructor(engine: SqlEngine) {
    this.#engine = engine;
  }

  get engine(): SqlEngine {
    return this.#engine;
  }

  all(sql: string, ...params: readonly SqlValue[]): readonly Row[] {
    return this.#engine.all(sql, params);
  }

  first(sql: string, ...params: readonly SqlValue[]): Row | undefined {
    return this.#engine.all(sql, params)[0];
  }

  /** Rows changed. */
  run(sql: string, ...params: readonly SqlValue[]): number {
    const changes = this.#engine.run(sql, params);
    if (changes > 0) this.#changed = true;
    return changes;
  }

  /** Does `work` in a transaction, all of it or nothing; resolves when its changes are on the disk. */
  async commit<T>(topic: string, work: () => T): Promise<T> {
    const result = this.write(work);
    if (this.#changed) {
      this.#ring(topic);
      await this.#engine.flush();
    }
    return result;
  }

  /** Takes the write lock first, so that it never has to be repeated. Rings for nobody. */
  write<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.#engine.run(BEGIN, []);
    this.#depth++;
    this.#changed = false;
    try {
      const result = work();
      this.#engine.run(COMMIT, []);
      return result;
    } catch (error) {
      this.#engine.rollback();
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** One statement that changes rows and gives them back, as a transaction of its own. */
  async commitOne(
    topic: string,
    sql: string,
    ...params: readonly SqlValue[]
  ): Promise<Row | undefined> {
    const [row] = this.#engine.all(sql, params);
    if (row !== undefined) {
      this.#ring(topic);
      await this.#engine.flush();
    }
    return row;
  }

  /**
   * Calls back after changes of a topic here, and after any in other processes: soon, and at least once for any
   * number of them.
   */
  onChange(topic: string, listener: () => void): { dispose(): void } {
    this.#listeners.set(listener, topic);
    if (this.#poll === undefined && !this.#closed) this.#watch();
    return {
      dispose: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size === 0) this.#stopWatching();
      },
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#listeners.clear();
    this.#stopWatching();
    await this.#engine.close();
  }

  #watch(): void {
    const look = (): void => {
      if (this.#closed || this.#depth > 0 || !this.#engine.changedElsewhere()) return;
      this.#ringsAll = true;
      this.#ring('');
    };
    this.#poll = setInterval(look, POLL_MS);
    this.#poll.unref();
    this.#unwatch = this.#engine.watch(look);
  }

  #stopWatching(): void {
    clearInterval(this.#poll);
    this.#poll = undefined;
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  #ring(topic: string): void {
    this.#rung.add(topic);
    if (this.#ringing) return;
    this.#ringing = true;
    queueMicrotask(() => {
      this.#ringing = false;
      const all = this.#ringsAll;
      const topics = new Set(this.#rung);
      this.#ringsAll = false;
      this.#rung.clear();
      if (this.#closed) return;
      for (const [listener, topic] of this.#listeners) if (all || topics.has(topic)) listener();
    });
  }
}

/** Text as SQLite's blob, which keeps NUL and sorts by code point. */
export function blob(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

export function text(value: SqlValue | undefined): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  throw new TypeError(`text expected, found ${typeof value}`);
}

export function optionalText(value: SqlValue | undefined): string | undefined {
  return value === null || value === undefined ? undefined : text(value);
}

export function int(value: SqlValue | undefined): number {
  if (typeof value !== 'number') throw new TypeError(`number expected, found ${typeof value}`);
  return value;
}

export function optionalInt(value: SqlValue | undefined): number | undefined {
  return value === null || value === undefined ? undefined : int(value);
}
