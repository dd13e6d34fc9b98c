// One queue: every process holds a mirror of its tasks and changes them by messages that the server accepts only from
// whoever has seen all before. So each change is decided on the true state of the whole queue, and just one wins.
// JetStream's own work queues know no priorities, no order of a key, no duplicates of unfinished tasks.
import { randomUUID } from 'node:crypto';
import { parseJson } from '../stored/index.js';
import { type IndexedTask, TaskIndex } from '../task-index.js';
import { type NatsConnection, type Stored, WrongSequenceError } from './connection.js';
import { docSchema, type TaskDoc } from './task-doc.js';

export interface MirroredTask extends IndexedTask {
  readonly doc: TaskDoc;
  /** Number of its newest message; 0 while that is on its way. */
  seq: number;
}

/** What to write, if anything, and what to say when that is done; `again` to decide once more after writing. */
export type Decision<T> =
  | { readonly write: TaskDoc; readonly result: T; readonly again?: false }
  | { readonly write: TaskDoc; readonly again: true }
  | { readonly write?: undefined; readonly result: T };

/** A message on its way. Each may only follow the one before it, so that one that fails takes all later ones with it. */
interface Step {
  readonly id: string;
  /** Greater than that of every earlier step. */
  readonly number: number;
  readonly task: MirroredTask;
  /** What was known of the task before. */
  readonly before: MirroredTask | undefined;
  readonly newestBefore: number;
  readonly done: Promise<boolean>;
  confirm(seq: number): void;
}

interface Job {
  /** Decides, sends, and gives what to wait for. */
  readonly run: () => Attempt;
  readonly fail: (error: unknown) => void;
}
interface Attempt {
  readonly steps: readonly Step[];
  readonly finish: () => void;
}

/** Messages on their way at the same time. */
const WINDOW = 64;
/** After so many in a row others get a chance, if there are any. */
const YIELD_MS = 2;
const OTHERS_MS = 1_000;
const MESSAGE_ID = 'Nats-Msg-Id';

export class QueueMirror {
  readonly #tasks = new Map<string, MirroredTask>();
  readonly #index = new TaskIndex<MirroredTask>();
  readonly #listeners = new Set<(task: TaskDoc) => void>();
  readonly #stop = new AbortController();
  readonly #waiters = new Set<() => void>();
  readonly #jobs: Job[] = [];
  /** Messages on their way, in order. */
  readonly #steps = new Map<string, Step>();
  /** Steps and jobs that came to nothing, since the first of them failed. */
  #failed: Step[] = [];
  #again: Job[] = [];
  #broken: { found: number | undefined; isUndone: boolean } | undefined;
  /** Messages of others, while it is not known what becomes of ours. */
  #deferred: Stored[] = [];
  #window = WINDOW;
  #run = 0;
  #sent = 0;
  #lastId = '';
  #othersAt = 0;
  #resting = false;
  #seq = 0;
  /** Highest order of any task there ever was. */
  #newest = 0;
  #ended: Promise<void> = Promise.resolve();

  private constructor(
    private readonly nats: NatsConnection,
    readonly stream: string,
    private readonly root: string,
  ) {}

  /** @param name for people who look at the server */
  static async open(nats: NatsConnection, what: string, name?: string): Promise<QueueMirror> {
    const stream = await nats.stream(what, {
      max_msgs_per_subject: 1,
      ...(name === undefined ? {} : { description: name }),
    });
    const mirror = new QueueMirror(nats, stream, `${nats.prefix}.${what}.`);
    await mirror.#load();
    return mirror;
  }

  /** With what is on its way. */
  get(id: string): TaskDoc | undefined {
    return this.#tasks.get(id)?.doc;
  }

  /** All known tasks, ended ones too, in order. */
  all(): readonly MirroredTask[] {
    return [...this.#tasks.values()].sort((a, b) => a.order - b.order);
  }

  /** The unfinished ones. */
  get index(): TaskIndex<MirroredTask> {
    return this.#index;
  }

  get newest(): number {
    return this.#newest;
  }

  /** The number that the next message of the stream will have, if nobody is faster. */
  get nextSeq(): number {
    return this.#seq + this.#steps.size + 1;
  }

  /**
   * Decides on the true state of the queue; repeated whenever somebody else was faster. Resolves when the server
   * has what was written, and everything that the decision rests on.
   */
  transact<T>(decide: () => Decision<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push({ run: () => this.#decide(decide, resolve), fail: reject });
      this.#pump();
    });
  }

  /** A task as it is known here, once the server has what that rests on. */
  look(id: string): Promise<TaskDoc | undefined> {
    return this.transact(() => ({ result: this.get(id) }));
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
    for (const id of ids) {
      this.#tasks.delete(id);
      this.#index.delete(id);
    }
  }

  /** Lets the server throw away every message older than the oldest that still counts. */
  async trim(): Promise<void> {
    let oldest = this.#seq;
    for (const { seq, doc, state } of this.#tasks.values()) {
      const counts = state.kind !== 'over' || doc.order === this.#newest;
      if (counts && seq > 0) oldest = Math.min(oldest, seq);
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
    await Promise.allSettled(Array.from(this.#steps.values(), ({ done }) => done));
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

  /** Lets jobs decide one after the other, each on what those before it have sent. */
  #pump(): void {
    while (this.#broken === undefined && !this.#resting && this.#steps.size < this.#window) {
      if (this.#run >= WINDOW && this.#steps.size > 0 && this.#hasOthers) return;
      const job = this.#jobs.shift();
      if (job === undefined) return;
      let attempt: Attempt;
      try {
        attempt = job.run();
      } catch (error) {
        job.fail(error);
        continue;
      }
      void this.#settle(job, attempt);
    }
  }

  async #settle(job: Job, { steps, finish }: Attempt): Promise<void> {
    try {
      const outcomes = await Promise.all(steps.map(({ done }) => done));
      if (outcomes.every((isStored) => isStored)) finish();
      else if (this.#broken === undefined) this.#jobs.unshift(job);
      else this.#again.push(job);
    } catch (error) {
      job.fail(error);
    }
    if (this.#steps.size === 0) await this.#drained();
    this.#pump();
  }

  #decide<T>(decide: () => Decision<T>, resolve: (result: T) => void): Attempt {
    // What is only looked at rests on everything that is on its way.
    const steps: Step[] = [];
    for (;;) {
      const decision = decide();
      if (decision.write !== undefined) {
        steps.push(this.#send(decision.write));
        if (decision.again === true) continue;
      }
      const { result } = decision;
      return {
        steps: steps.length > 0 ? steps : [...this.#steps.values()],
        finish: () => resolve(result),
      };
    }
  }

  #send(doc: TaskDoc): Step {
    const id = randomUUID();
    const isFirst = this.#steps.size === 0;
    const where = isFirst ? { lastOfStream: this.#seq } : { lastId: this.#lastId };
    this.#lastId = id;
    if (isFirst) this.#run = 0;
    this.#run++;
    let confirm: (seq: number) => void = () => undefined;
    const confirmed = new Promise<number>((resolve) => {
      confirm = resolve;
    });
    const acknowledged = this.nats.publish(this.root + doc.id, JSON.stringify(doc), {
      id,
      ...where,
    });
    const done = Promise.race([acknowledged, confirmed]).then(
      (seq) => this.#stored(step, seq),
      (error: unknown) => this.#refused(step, error),
    );
    acknowledged.catch(() => undefined);
    const step: Step = {
      id,
      number: ++this.#sent,
      before: this.#tasks.get(doc.id),
      newestBefore: this.#newest,
      task: this.#know(doc, 0),
      done,
      confirm,
    };
    this.#steps.set(id, step);
    return step;
  }

  #stored(step: Step, seq: number): boolean {
    this.#steps.delete(step.id);
    if (seq > this.#seq) this.#seq = seq;
    step.task.seq = seq;
    for (const listener of this.#listeners) listener(step.task.doc);
    for (const wake of this.#waiters) wake();
    return true;
  }

  #refused(step: Step, error: unknown): boolean {
    this.#steps.delete(step.id);
    this.#failed.push(step);
    this.#broken ??= { found: undefined, isUndone: false };
    if (!(error instanceof WrongSequenceError)) throw error;
    if (error.found !== undefined) this.#broken.found = error.found;
    return false;
  }

  /** Nothing is on its way any more. What came to nothing is undone, and decided again on what is true now. */
  async #drained(): Promise<void> {
    const broken = this.#broken;
    if (broken === undefined) {
      this.#takeDeferred();
      if (this.#run >= WINDOW && this.#hasOthers) await this.#rest();
      return;
    }
    if (this.#resting) return;
    this.#resting = true;
    for (const step of this.#failed.sort((a, b) => b.number - a.number)) this.#undo(step);
    this.#failed = [];
    broken.isUndone = true;
    const mine = this.#seq;
    this.#takeDeferred();
    try {
      const found = broken.found ?? (await this.nats.lastSeq(this.stream));
      // Nobody else wrote: a cluster of servers does not know the newest message when the next one comes.
      if (found <= mine && broken.found === undefined) this.#window = 1;
      await this.#seen(found);
    } catch {
      // The next message finds out.
    }
    // As they came in.
    this.#jobs.unshift(...this.#again);
    this.#again = [];
    this.#broken = undefined;
    this.#resting = false;
  }

  #undo({ task, before, newestBefore }: Step): void {
    if (this.#tasks.get(task.id) !== task) return; // somebody else's message holds
    this.#newest = Math.min(this.#newest, newestBefore);
    if (before === undefined) this.forget([task.id]);
    else {
      this.#tasks.set(task.id, before);
      this.#index.set(before);
      this.#newest = Math.max(this.#newest, before.order);
    }
  }

  #takeDeferred(): void {
    const deferred = this.#deferred;
    this.#deferred = [];
    for (const message of deferred) this.#take(message);
  }

  get #hasOthers(): boolean {
    return performance.now() - this.#othersAt < OTHERS_MS;
  }

  async #rest(): Promise<void> {
    this.#resting = true;
    await new Promise((resolve) => setTimeout(resolve, YIELD_MS * Math.random()));
    this.#resting = false;
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

  /** A message of the stream: the echo of one of ours, or one of somebody else. */
  #take(message: Stored): void {
    const { seq } = message;
    if (seq <= this.#seq) return; // known: nothing of ours was accepted before all that came before it was seen
    const own = this.#steps.get(message.header(MESSAGE_ID) ?? '');
    if (own !== undefined) {
      own.confirm(seq);
      return;
    }
    const isUnsure = this.#steps.size > 0 || this.#broken?.isUndone === false;
    if (isUnsure || this.#deferred.length > 0) {
      this.#deferred.push(message);
      return;
    }
    const doc = docSchema.parse(parseJson(message.text));
    if (this.#seq > 0) this.#othersAt = performance.now();
    if (seq > this.#seq) this.#seq = seq;
    const known = this.#tasks.get(doc.id);
    if (known === undefined || known.seq < seq) {
      this.#know(doc, seq);
      for (const listener of this.#listeners) listener(doc);
    }
    for (const wake of this.#waiters) wake();
  }

  #know(doc: TaskDoc, seq: number): MirroredTask {
    const task = mirrored(doc, seq);
    this.#tasks.set(doc.id, task);
    this.#index.set(task);
    this.#newest = Math.max(this.#newest, doc.order);
    return task;
  }
}

function mirrored(doc: TaskDoc, seq: number): MirroredTask {
  const { id, order, state, due, orderKey, dedupeKey, priority } = doc;
  const common = { doc, seq, id, order, orderKey, dedupeKey, priority };
  if (state === 'waiting') return { ...common, state: { kind: 'waiting', notBefore: due } };
  if (state === 'leased') return { ...common, state: { kind: 'leased', until: due } };
  return { ...common, state: { kind: 'over' } };
}
