// Keys and values with revisions as a JetStream stream: one subject a key, the revision is the message's number.
// The server of Debian (2.9) ignores a time to live of single messages, so the end of a key is a message too: readers
// take a key past its time for absent, and whoever watches writes down its end.
import type { Json, Logger } from '../../core/index.js';
import type { StateChange, StateEntry, StateStore } from '../../ports/index.js';
import { NoTransactionsError, RevisionConflictError } from '../../ports/index.js';
import { HistoryGoneError, TierClosedError } from '../errors.js';
import { parseJson } from '../stored/index.js';
import { tellWatcher } from '../watcher.js';
import { type NatsConnection, type Stored, WrongSequenceError } from './connection.js';
import { decodeName, encodeName, filterOf } from './names.js';

const KIND = 'memfun-kind';
const ENDS = 'memfun-ends';
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Changes kept of one key for watchers that start in the past. */
const KEPT_OF_KEY = 256;

export class NatsStateStore implements StateStore {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #stop = new AbortController();
  readonly #watches = new Set<Promise<void>>();
  #sweeping: Promise<void> | undefined;

  private constructor(
    private readonly nats: NatsConnection,
    private readonly stream: string,
    private readonly root: string,
    private readonly logger: Logger,
  ) {}

  /** @param name stores of one namespace are told apart by it */
  static async open(nats: NatsConnection, name: string, logger: Logger): Promise<NatsStateStore> {
    const stream = await nats.stream(name, { max_msgs_per_subject: KEPT_OF_KEY });
    return new NatsStateStore(nats, stream, `${nats.prefix}.${name}.`, logger.child('state'));
  }

  async get(key: string): Promise<StateEntry | undefined> {
    this.#refuseWhenClosed();
    return this.#live(await this.nats.last(this.stream, this.#subject(key)), key);
  }

  async put(
    key: string,
    value: Json,
    options: { readonly ifRevision?: number; readonly ttlMs?: number } = {},
  ): Promise<number> {
    this.#refuseWhenClosed();
    const subject = this.#subject(key);
    const { ifRevision, ttlMs } = options;
    const text = JSON.stringify(value);
    const endsAt = ttlMs === undefined ? undefined : this.nats.now() + Math.ceil(ttlMs);
    const headers = endsAt === undefined ? {} : { [ENDS]: String(endsAt) };
    let expected = ifRevision === 0 ? 0 : undefined;
    for (;;) {
      if (ifRevision !== undefined && expected === undefined) {
        expected = await this.#check(key, ifRevision);
      }
      try {
        const lastOfSubject = expected === undefined ? {} : { lastOfSubject: expected };
        const revision = await this.nats.publish(subject, text, { headers, ...lastOfSubject });
        if (endsAt !== undefined) this.#endLater(key, revision, endsAt);
        return revision;
      } catch (error) {
        if (!(error instanceof WrongSequenceError)) throw error;
        expected = undefined; // changed meanwhile: look again
      }
    }
  }

  async delete(key: string, options: { readonly ifRevision?: number } = {}): Promise<void> {
    this.#refuseWhenClosed();
    for (;;) {
      const last = await this.nats.last(this.stream, this.#subject(key));
      const live = this.#live(last);
      if (options.ifRevision !== undefined && (live?.revision ?? 0) !== options.ifRevision) {
        throw new RevisionConflictError(key, options.ifRevision, live?.revision);
      }
      if (last === undefined || live === undefined) return;
      if (await this.#mark(key, 'delete', last.seq)) return;
    }
  }

  /** The server of Debian (2.9) takes messages one by one. */
  transact(): Promise<never> {
    return Promise.reject(new NoTransactionsError());
  }

  async list(prefix: string): Promise<readonly StateEntry[]> {
    this.#refuseWhenClosed();
    const found = await this.nats.snapshot(this.stream, this.root + filterOf(prefix));
    return found
      .flatMap((message) => this.#live(message) ?? [])
      .filter(({ key }) => key.startsWith(prefix))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  async watch(
    prefix: string,
    handler: (change: StateChange) => void,
    options: { readonly fromRevision?: number; readonly signal?: AbortSignal } = {},
  ): Promise<{ close(): Promise<void> }> {
    this.#refuseWhenClosed();
    this.#sweeping ??= this.#sweep();
    await this.#sweeping;
    const { fromRevision, signal } = options;
    const filter = this.root + filterOf(prefix);
    if (fromRevision !== undefined) await this.#refuseForgotten(filter, fromRevision);
    const after = fromRevision ?? (await this.nats.lastSeq(this.stream));
    const stop = new AbortController();
    const onStop = (): void => stop.abort();
    for (const one of [signal, this.#stop.signal]) {
      if (one?.aborted === true) onStop();
      one?.addEventListener('abort', onStop, { once: true });
    }
    const tell = (message: Stored): void =>
      tellWatcher({ prefix, handler }, this.#change(message), this.logger);
    const { ended } = await this.nats.follow(this.stream, filter, after + 1, tell, stop.signal);
    this.#watches.add(ended);
    return {
      close: async () => {
        stop.abort();
        for (const one of [signal, this.#stop.signal]) one?.removeEventListener('abort', onStop);
        await ended;
        this.#watches.delete(ended);
      },
    };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    await Promise.all(this.#watches);
  }

  #subject(key: string): string {
    return this.root + encodeName(key);
  }

  /** What a message says of its key now. */
  #live(message: Stored | undefined, key?: string): StateEntry | undefined {
    if (message === undefined || message.header(KIND) !== undefined) return undefined;
    const endsAt = message.header(ENDS);
    if (endsAt !== undefined && Number(endsAt) <= this.nats.now()) return undefined;
    const entry = {
      key: key ?? this.#keyOf(message),
      value: parseJson(message.text),
      revision: message.seq,
    };
    return endsAt === undefined ? entry : { ...entry, endsAt: Number(endsAt) };
  }

  #keyOf({ subject }: Stored): string {
    return decodeName(subject.slice(this.root.length));
  }

  #change(message: Stored): StateChange {
    const key = this.#keyOf(message);
    const kind = message.header(KIND);
    return kind === 'delete' || kind === 'expire'
      ? { kind, key, value: undefined, revision: message.seq }
      : { kind: 'put', key, value: parseJson(message.text), revision: message.seq };
  }

  /**
   * The number the subject's newest message must have for a write under that revision.
   * @throws RevisionConflictError
   */
  async #check(key: string, ifRevision: number): Promise<number> {
    for (;;) {
      const last = await this.nats.last(this.stream, this.#subject(key));
      const live = this.#live(last);
      if ((live?.revision ?? 0) !== ifRevision) {
        throw new RevisionConflictError(key, ifRevision, live?.revision);
      }
      if (last === undefined) return 0;
      const hasEnded = live === undefined && last.header(KIND) === undefined;
      if (!hasEnded) return last.seq;
      await this.#mark(key, 'expire', last.seq); // its end is seen before what comes now
    }
  }

  /** Writes down the end of a key; `false` when it has changed meanwhile. */
  async #mark(key: string, kind: 'delete' | 'expire', seq: number): Promise<boolean> {
    try {
      const headers = { [KIND]: kind };
      await this.nats.publish(this.#subject(key), '', { headers, lastOfSubject: seq });
      return true;
    } catch (error) {
      if (error instanceof WrongSequenceError) return false;
      throw error;
    }
  }

  #endLater(key: string, revision: number, endsAt: number): void {
    if (this.#stop.signal.aborted) return;
    clearTimeout(this.#timers.get(key));
    const delay = Math.min(Math.max(1, endsAt - this.nats.now()), LONGEST_TIMER_MS);
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      this.#mark(key, 'expire', revision).catch((error: unknown) => {
        if (this.#stop.signal.aborted) return;
        this.logger.warn('the end of a key is not written down', { reason: String(error) });
      });
    }, delay);
    timer.unref();
    this.#timers.set(key, timer);
  }

  /** From the first watch on, writes down the end of every key, whoever put it. */
  async #sweep(): Promise<void> {
    const from = await this.nats.lastSeq(this.stream);
    const note = (message: Stored): void => {
      const key = this.#keyOf(message);
      const endsAt = message.header(ENDS);
      if (endsAt !== undefined) this.#endLater(key, message.seq, Number(endsAt));
      else {
        clearTimeout(this.#timers.get(key));
        this.#timers.delete(key);
      }
    };
    for (const message of await this.nats.snapshot(this.stream, `${this.root}>`)) note(message);
    const { ended } = await this.nats.follow(
      this.stream,
      `${this.root}>`,
      from + 1,
      note,
      this.#stop.signal,
    );
    this.#watches.add(ended);
  }

  async #refuseForgotten(filter: string, fromRevision: number): Promise<void> {
    const subjects = (await this.nats.info(this.stream, filter))?.state.subjects ?? {};
    for (const [subject, count] of Object.entries(subjects)) {
      if (count < KEPT_OF_KEY) continue;
      const first = await this.nats.firstOf(this.stream, subject);
      if (fromRevision + 1 < first) throw new HistoryGoneError(fromRevision, first);
    }
  }

  #refuseWhenClosed(): void {
    if (this.#stop.signal.aborted) throw new TierClosedError('state store');
  }
}
