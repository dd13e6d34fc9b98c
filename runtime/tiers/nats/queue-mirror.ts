// One queue: every process holds a mirror of its tasks and changes them by messages that the server accepts only from
// whoever has seen all before. So each change is decided on the true state of the whole queue, and just one wins.
// JetStream's own work queues know no priorities, no order of a key, no duplicates of unfinished tasks.
import * as z from 'zod';
import { type Candidate, takeable } from '../next-task.js';
import { anyJson, parseJson } from '../stored/index.js';
import { type NatsConnection, type Stored, WrongSequenceError } from './connection.js';

/** What is stored of a task, newest message of its subject. */
const docSchema = z.object({
  id: z.string(),
  /** Tasks are in order of it. */
  order: z.number(),
  state: z.enum(['waiting', 'leased', 'done', 'failed', 'cancelled']),
  /** Not before (waiting), lease until (leased), by the server's clock. */
  due: z.number(),
  attempts: z.number(),
  most: z.number(),
  fence: z.number(),
  priority: z.number(),
  orderKey: z.string().optional(),
  dedupeKey: z.string().optional(),
  /** Absent when it is large and has a message of its own. */
  payload: anyJson.optional(),
  result: anyJson.optional(),
  reason: z.string().optional(),
  /** Which claim holds it. */
  holder: z.string().optional(),
});
export type TaskDoc = z.infer<typeof docSchema>;

export interface MirroredTask extends Candidate {
  readonly doc: TaskDoc;
  readonly seq: number;
}

/** What to write, if anything, and what to say when that is done; `again` to decide once more after writing. */
export type Decision<T> =
  | { readonly write: TaskDoc; readonly result: T; readonly again?: false }
  | { readonly write: TaskDoc; readonly again: true }
  | { readonly write?: undefined; readonly result: T };

export class QueueMirror {
  readonly #tasks = new Map<string, MirroredTask>();
  readonly #listeners = new Set<(task: TaskDoc) => void>();
  readonly #stop = new AbortController();
  readonly #waiters = new Set<() => void>();
  #sorted: readonly MirroredTask[] | undefined;
  #seq = 0;
  /** Highest order of any task there ever was. */
  #newest = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #ended: Promise<void> = Promise.resolve();

  private constructor(
    private readonly nats: NatsConnection,
    readonly stream: string,
    private readonly root: string,
  ) {}

  static async open(nats: NatsConnection, what: string): Promise<QueueMirror> {
    const stream = await nats.stream(what, { max_msgs_per_subject: 1 });
    const mirror = new QueueMirror(nats, stream, `${nats.prefix}.${what}.`);
    await mirror.#load();
    return mirror;
  }

  get(id: string): TaskDoc | undefined {
    return this.#tasks.get(id)?.doc;
  }

  /** All known tasks in order. */
  all(): readonly MirroredTask[] {
    this.#sorted ??= [...this.#tasks.values()].sort((a, b) => a.doc.order - b.doc.order);
    return this.#sorted;
  }

  next(now: number): MirroredTask | undefined {
    return takeable(this.all(), now);
  }

  get newest(): number {
    return this.#newest;
  }

  /** The number that the next message of the stream will have, if nobody is faster. */
  get nextSeq(): number {
    return this.#seq + 1;
  }

  /** Decides on the true state of the queue; repeated whenever somebody else was faster. */
  transact<T>(decide: () => Decision<T>): Promise<T> {
    const turn = this.#turn.then(() => this.#decide(decide));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when everything is known that the server has by now. */
  async sync(): Promise<void> {
    await this.#seen(await this.nats.lastSeq(this.stream));
  }

  onChange(listener: (task: TaskDoc) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Forgets ended tasks here. */
  forget(ids: Iterable<string>): void {
    for (const id of ids) this.#tasks.delete(id);
    this.#sorted = undefined;
  }

  /** Lets the server throw away every message older than the oldest that still counts. */
  async trim(): Promise<void> {
    let oldest = this.#seq;
    for (const { seq, doc, state } of this.#tasks.values()) {
      if (state.kind !== 'over' || doc.order === this.#newest) oldest = Math.min(oldest, seq);
    }
    await this.nats.manager.streams.purge(this.stream, { seq: oldest });
  }

  /** Lets the server throw away one ended task. */
  async drop(id: string): Promise<void> {
    await this.nats.manager.streams.purge(this.stream, { filter: this.root + id });
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#listeners.clear();
    for (const wake of this.#waiters) wake();
    await this.#turn;
    await this.#ended;
  }

  async #load(): Promise<void> {
    const seq = await this.nats.lastSeq(this.stream);
    for (const message of await this.nats.snapshot(this.stream, `${this.root}>`)) {
      this.#take(message);
    }
    this.#seq = Math.max(this.#seq, seq);
    const take = (message: Stored): void => this.#take(message);
    const from = seq + 1;
    const follow = this.nats.follow(this.stream, `${this.root}>`, from, take, this.#stop.signal);
    this.#ended = (await follow).ended;
  }

  async #decide<T>(decide: () => Decision<T>): Promise<T> {
    for (;;) {
      const decision = decide();
      if (decision.write === undefined) return decision.result;
      const doc = decision.write;
      try {
        const seq = await this.nats.publish(this.root + doc.id, JSON.stringify(doc), {
          lastOfStream: this.#seq,
        });
        this.#apply(doc, seq);
        if (decision.again !== true) return decision.result;
      } catch (error) {
        if (!(error instanceof WrongSequenceError)) throw error;
        await this.#seen(error.found);
      }
    }
  }

  async #seen(seq: number): Promise<void> {
    while (this.#seq < seq && !this.#stop.signal.aborted) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiters.delete(wake);
          resolve();
        };
        this.#waiters.add(wake);
      });
    }
  }

  #take({ seq, text }: Stored): void {
    this.#apply(docSchema.parse(parseJson(text)), seq);
  }

  #apply(doc: TaskDoc, seq: number): void {
    if (seq > this.#seq) this.#seq = seq;
    const known = this.#tasks.get(doc.id);
    if (known === undefined || known.seq < seq) {
      this.#tasks.set(doc.id, mirrored(doc, seq));
      this.#newest = Math.max(this.#newest, doc.order);
      this.#sorted = undefined;
      for (const listener of this.#listeners) listener(doc);
    }
    for (const wake of this.#waiters) wake();
  }
}

function mirrored(doc: TaskDoc, seq: number): MirroredTask {
  const { state, due, orderKey, priority } = doc;
  const common = { doc, seq, orderKey, priority };
  if (state === 'waiting') return { ...common, state: { kind: 'waiting', notBefore: due } };
  if (state === 'leased') return { ...common, state: { kind: 'leased', until: due } };
  return { ...common, state: { kind: 'over' } };
}
