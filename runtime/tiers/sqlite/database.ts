// One SQLite file: transactions, and a word to everybody who waits when somebody changed something.
import type { SqlEngine, SqlValue } from './engine.js';

export type Row = Readonly<Record<string, SqlValue>>;

/** @param isElsewhere perhaps in another process, and of any topic */
type ChangeListener = (isElsewhere: boolean) => void;

/** Where no event tells of another process's commit, it is seen after this time. */
const POLL_MS = 50;
const BEGIN = 'begin immediate';
const COMMIT = 'commit';
const SAVE = 'savepoint job';
const UNDO = 'rollback to job';
const RELEASE = 'release job';
/** Jobs of one transaction: other processes wait for their turn. */
const MOST_TOGETHER = 256;

interface Job {
  readonly topic: string;
  /** A single statement, which is a transaction of its own when it stands alone. */
  readonly isWhole: boolean;
  /** Does the work, and gives what tells its result. */
  readonly run: () => () => void;
  readonly reject: (error: unknown) => void;
}

export class SqlDatabase {
  readonly #engine: SqlEngine;
  readonly #listeners = new Map<ChangeListener, string>();
  /** What rings next; everything after a commit of another process. */
  readonly #rung = new Set<string>();
  #ringsAll = false;
  #jobs: Job[] = [];
  #depth = 0;
  #changed = false;
  #ringing = false;
  #poll: NodeJS.Timeout | undefined;
  #unwatch: (() => void) | undefined;
  #closed = false;
  readonly #onTrouble: (error: unknown) => void;
  /** Somebody who listens could not read: everybody looks again as soon as one can. */
  #isTroubled = false;

  /** @param onTrouble told when nothing can be read for whoever listens: once, until something can be again */
  constructor(engine: SqlEngine, onTrouble: (error: unknown) => void = () => undefined) {
    this.#engine = engine;
    this.#onTrouble = onTrouble;
  }

  get engine(): SqlEngine {
    return this.#engine;
  }

  all(sql: string, ...params: readonly SqlValue[]): readonly Row[] {
    return this.#engine.all(sql, params);
  }

  first(sql: string, ...params: readonly SqlValue[]): Row | undefined {
    return this.#engine.first(sql, params);
  }

  /** Rows changed. */
  run(sql: string, ...params: readonly SqlValue[]): number {
    const changes = this.#engine.run(sql, params);
    if (changes > 0) this.#changed = true;
    return changes;
  }

  /** The number of the new row. */
  insert(sql: string, ...params: readonly SqlValue[]): number {
    this.#changed = true;
    return this.#engine.insert(sql, params);
  }

  /** Does `work` in a transaction, all of it or nothing; resolves when its changes are on the disk. */
  commit<T>(topic: string, work: () => T): Promise<T> {
    return this.#soon(topic, false, work);
  }

  /** Takes the write lock first, so that it never has to be repeated. Rings for nobody. */
  write<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.#engine.run(BEGIN, []);
    this.#depth++;
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
  commitOne(topic: string, sql: string, ...params: readonly SqlValue[]): Promise<Row | undefined> {
    return this.#soon(topic, true, () => {
      // To its end: a statement that is left after its first row is committed without a word when that fails.
      const [row] = this.#engine.all(sql, params);
      if (row !== undefined) this.#changed = true;
      return row;
    });
  }

  /** What is asked for in the same turn of the event loop is committed together: that costs about as much as one. */
  #soon<T>(topic: string, isWhole: boolean, work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const run = (): (() => void) => {
        const result = work();
        return () => resolve(result);
      };
      this.#jobs.push({ topic, isWhole, run, reject });
      if (this.#jobs.length === 1) queueMicrotask(() => this.#commitAll());
    });
  }

  #commitAll(): void {
    while (this.#jobs.length > 0) this.#commitGroup(this.#jobs.splice(0, MOST_TOGETHER));
  }

  /** Whoever is rejected has changed nothing; the others are told when everything is on the disk. */
  #commitGroup(jobs: readonly Job[]): void {
    const told: (() => void)[] = [];
    let hasChanged = false;
    const attempt = (job: Job): void => {
      this.#changed = false;
      told.push(job.run());
      if (!this.#changed) return;
      hasChanged = true;
      this.#ring(job.topic);
    };
    const [first] = jobs;
    try {
      if (jobs.length > 1) {
        this.write(() => {
          for (const job of jobs) this.#apart(job, attempt);
        });
      } else if (first?.isWhole === true) attempt(first);
      else if (first !== undefined) this.write(() => attempt(first));
    } catch (error) {
      for (const { reject } of jobs) reject(error);
      return;
    }
    const tell = (): void => {
      for (const one of told) one();
    };
    const flushing = hasChanged ? this.#engine.flush() : undefined;
    if (flushing === undefined) tell();
    else {
      flushing.then(tell, (error: unknown) => {
        for (const { reject } of jobs) reject(error);
      });
    }
  }

  /** Of a group only the job that fails is undone. @throws when the whole transaction is lost */
  #apart(job: Job, attempt: (job: Job) => void): void {
    this.#engine.run(SAVE, []);
    try {
      attempt(job);
    } catch (error) {
      this.#undo(error);
      job.reject(error);
    }
    this.#engine.run(RELEASE, []);
  }

  /** @throws the error itself when SQLite has undone everything, as it may for want of room */
  #undo(error: unknown): void {
    try {
      this.#engine.run(UNDO, []);
    } catch {
      throw error;
    }
  }

  /**
   * Calls back after changes of a topic here, and after any in other processes: soon, and at least once for any
   * number of them.
   */
  onChange(topic: string, listener: ChangeListener): { dispose(): void } {
    this.#listeners.set(listener, topic);
    if (this.#poll === undefined && !this.#closed) this.#watch();
    return {
      dispose: () => {
        this.#listeners.delete(listener);
        if (this.#listeners.size === 0) this.#stopWatching();
      },
    };
  }

  /** Resolves when everything that was committed so far is in the file. */
  async flush(): Promise<void> {
    await this.#engine.flush();
  }

  /** Whether another process has committed since this was last asked. */
  changedElsewhere(): boolean {
    return this.#engine.changedElsewhere();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#commitAll();
    this.#closed = true;
    this.#listeners.clear();
    this.#stopWatching();
    await this.#engine.close();
  }

  #watch(): void {
    const look = (): void => {
      if (this.#closed || this.#depth > 0) return;
      const wasTroubled = this.#isTroubled;
      try {
        if (!this.#engine.changedElsewhere() && !wasTroubled) return;
      } catch (error) {
        this.#sayTrouble(error);
        return;
      }
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
      let isFine = true;
      for (const [listener, topic] of this.#listeners) {
        if (!all && !topics.has(topic)) continue;
        try {
          listener(all);
        } catch (error) {
          isFine = false;
          this.#sayTrouble(error);
        }
      }
      if (isFine && all) this.#isTroubled = false;
    });
  }

  #sayTrouble(error: unknown): void {
    if (!this.#isTroubled) this.#onTrouble(error);
    this.#isTroubled = true;
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
