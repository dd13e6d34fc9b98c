// Tasks in JetStream: each queue a stream of its own, whose mirror decides every step.
import { randomUUID } from 'node:crypto';
import type { Json, Logger } from '../../core/index.js';
import type { DeadLetter, TaskDraft, TaskOutcome, TaskRecord } from '../../ports/index.js';
import {
  type BellListener,
  type ClaimedTask,
  type EndedOutcome,
  GROUP_PREFIX,
  KEPT_OUTCOMES,
  type NothingDue,
  parseJson,
  SILENT_WORKER,
  type TaskStore,
} from '../stored/index.js';
import type { NatsConnection } from './connection.js';
import { digest, encodeName } from './names.js';
import { type Decision, QueueMirror } from './queue-mirror.js';
import type { TaskDoc } from './task-doc.js';
import { docOfRecord, newDoc, recordOfDoc } from './task-records.js';

/** Larger payloads and results have a message of their own, so that a task's changes stay small. */
const INLINE_CHARS = 8_192;
/** Ended deliveries are thrown away in lots of this many. */
const TRIM_EVERY = 256;
/** The id of what only keeps a group's place in the log. */
const PLACE = 'place';

export class NatsTaskStore implements TaskStore {
  readonly #mirrors = new Map<string, Promise<QueueMirror>>();
  /** By the queue's name. */
  readonly #hashes = new Map<string, string>();
  readonly #listeners = new Set<BellListener>();
  readonly #aliases = new Map<string, string>();
  readonly #ended = new Map<QueueMirror, string[]>();

  private constructor(
    private readonly nats: NatsConnection,
    private readonly parts: string,
    private readonly logger: Logger,
  ) {}

  static async open(nats: NatsConnection, logger: Logger): Promise<NatsTaskStore> {
    const parts = await nats.stream('parts', { max_msgs_per_subject: 1 });
    return new NatsTaskStore(nats, parts, logger);
  }

  async enqueue(id: string, draft: TaskDraft, maxWaiting: number): Promise<string | undefined> {
    const mirror = await this.#mirror(draft.queue);
    const taskId = `${id}~${this.#hashOf(draft.queue)}`;
    const payload = await this.#aside(taskId, 'payload', draft.payload);
    return mirror.transact<string | undefined>(() => {
      const { dedupeKey } = draft;
      if (mirror.get(taskId) !== undefined) return { result: taskId };
      const twin = dedupeKey === undefined ? undefined : mirror.index.twin(dedupeKey);
      if (twin !== undefined) return { result: twin.id };
      if (mirror.index.waiting >= maxWaiting) return { result: undefined };
      const due = this.nats.now() + (draft.delayMs ?? 0);
      const write = newDoc({ id: taskId, order: mirror.nextSeq, due }, draft, payload);
      return { write, result: taskId };
    });
  }

  async claim(queue: string, leaseMs: number): Promise<ClaimedTask | NothingDue> {
    const mirror = await this.#mirror(queue);
    const holder = randomUUID();
    const found = await mirror.transact<TaskDoc | NothingDue>(() => {
      const now = this.nats.now();
      const silent = this.#silent(mirror, now);
      if (silent !== undefined) return silent;
      const next = mirror.index.next(now);
      if (next === undefined) return { result: { dueInMs: mirror.index.dueIn(now) } };
      const { doc } = next;
      const write: TaskDoc = {
        ...doc,
        state: 'leased',
        due: now + leaseMs,
        attempts: doc.attempts + 1,
        fence: doc.fence + 1,
        holder,
      };
      return { write, result: write };
    });
    if ('dueInMs' in found) return found;
    const payload = found.payload ?? (await this.#part(found.id, 'payload'));
    return { taskId: found.id, payload, attempt: found.attempts, fencingToken: found.fence };
  }

  async unclaim(task: ClaimedTask): Promise<void> {
    await this.#change(task, (doc) => ({
      ...doc,
      state: 'waiting',
      due: this.nats.now(),
      attempts: doc.attempts - 1,
    }));
  }

  extend(task: ClaimedTask, leaseMs: number): Promise<boolean> {
    return this.#change(task, (doc) => ({ ...doc, due: this.nats.now() + leaseMs }));
  }

  async end(task: ClaimedTask, outcome: EndedOutcome): Promise<boolean> {
    if (outcome.state === 'failed') {
      return this.#change(task, (doc) => ({ ...doc, state: 'failed', reason: outcome.reason }));
    }
    // The result is stored before the task is said to be done.
    const result = await this.#aside(task.taskId, `result-${task.fencingToken}`, outcome.result);
    const isEnded = await this.#change(task, (doc) => ({
      ...doc,
      state: 'done',
      ...(result === undefined ? {} : { result }),
    }));
    if (isEnded) await this.#note(task.taskId);
    return isEnded;
  }

  giveBack(task: ClaimedTask, reason: string, delayMs: number): Promise<boolean> {
    return this.#change(task, (doc) => this.#givenBack(doc, reason, delayMs));
  }

  async holds({ taskId, fencingToken }: ClaimedTask): Promise<boolean> {
    const mirror = await this.#mirrorOf(taskId);
    const doc = await mirror?.look(taskId);
    return doc !== undefined && this.#isHeld(doc, fencingToken);
  }

  async outcome(taskId: string, mayLag = false): Promise<TaskOutcome | 'open' | 'unknown'> {
    const mirror = await this.#mirrorOf(taskId);
    if (mirror === undefined) return 'unknown';
    if (!mayLag || mirror.get(taskId) === undefined) await mirror.sync();
    await this.#settle(mirror);
    const doc = await mirror.look(taskId);
    if (doc === undefined) return 'unknown';
    if (doc.state === 'cancelled') return { state: 'cancelled' };
    if (doc.state === 'failed') return { state: 'failed', reason: doc.reason ?? '' };
    if (doc.state !== 'done') return 'open';
    const result = doc.result ?? (await this.#part(taskId, `result-${doc.fence}`));
    return { state: 'done', result };
  }

  async cancel(taskId: string): Promise<boolean> {
    const mirror = await this.#known(taskId);
    if (mirror === undefined) return false;
    return mirror.transact<boolean>(() => {
      const doc = mirror.get(taskId);
      if (doc === undefined) return { result: false };
      if (doc.state !== 'waiting' && doc.state !== 'leased') return { result: true };
      return { write: { ...doc, state: 'cancelled' }, result: true };
    });
  }

  async deadLetters(queue: string): Promise<readonly DeadLetter[]> {
    const mirror = await this.#mirror(queue);
    await mirror.sync();
    await this.#settle(mirror);
    const dead = mirror.all().filter(({ doc }) => doc.state === 'failed');
    return Promise.all(
      dead.map(async ({ doc }) => ({
        taskId: doc.id,
        payload: doc.payload ?? (await this.#part(doc.id, 'payload')),
        reason: doc.reason ?? '',
        attempts: doc.attempts,
      })),
    );
  }

  async requeue(taskId: string): Promise<boolean> {
    const mirror = await this.#known(taskId);
    if (mirror === undefined) return false;
    return mirror.transact<boolean>(() => {
      const doc = mirror.get(taskId);
      if (doc?.state !== 'failed') return { result: false };
      const write: TaskDoc = { ...doc, state: 'waiting', attempts: 0, due: this.nats.now() };
      return { write, result: true };
    });
  }

  async discard(taskId: string): Promise<boolean> {
    const mirror = await this.#known(taskId);
    if (mirror === undefined) return false;
    return mirror.transact<boolean>(() => {
      const doc = mirror.get(taskId);
      if (doc?.state !== 'failed') return { result: false };
      return { write: { ...doc, state: 'cancelled' }, result: true };
    });
  }

  /** The place of a group in the log; made when it is new. */
  async place(queue: string, start: () => Promise<number>): Promise<number> {
    const mirror = await this.#mirror(queue);
    if (mirror.newest === 0) {
      const order = await start();
      const doc: TaskDoc = {
        id: PLACE,
        order,
        state: 'done',
        due: 0,
        attempts: 0,
        most: 0,
        fence: 0,
        priority: 0,
      };
      await mirror.transact(() =>
        mirror.get(PLACE) === undefined && mirror.newest === 0
          ? { write: doc, result: undefined }
          : { result: undefined },
      );
    }
    return mirror.newest;
  }

  /** Adds a delivery unless it was added before, here or elsewhere; whether it was added now. */
  async deliver(queue: string, position: number, draft: TaskDraft): Promise<boolean> {
    const mirror = await this.#mirror(queue);
    if (position <= mirror.newest) return false;
    const id = `d${position}~${this.#hashOf(queue)}`;
    const payload = await this.#aside(id, 'payload', draft.payload);
    return mirror.transact<boolean>(() => {
      if (position <= mirror.newest) return { result: false };
      const write = newDoc({ id, order: position, due: 0 }, draft, payload);
      return { write, result: true };
    });
  }

  async dump(prefix: string): Promise<readonly TaskRecord[]> {
    const found: TaskRecord[] = [];
    for (const queue of await this.nats.described(`queue-`)) {
      if (!queue.startsWith(prefix)) continue;
      const mirror = await this.#mirror(queue);
      await mirror.sync();
      for (const { doc } of mirror.all()) {
        const part = (name: string): Promise<Json> => this.#part(doc.id, name);
        found.push(await recordOfDoc(queue, doc, this.nats.now(), part));
      }
    }
    return found;
  }

  async adopt(task: TaskRecord): Promise<boolean> {
    const { taskId, queue, fencingToken, result } = task;
    const mirror = await this.#mirror(queue);
    const hash = this.#hashOf(queue);
    if (!taskId.endsWith(`~${hash}`)) await this.#alias(taskId, hash);
    const payload = await this.#aside(taskId, 'payload', task.payload);
    const kept =
      result === undefined
        ? undefined
        : await this.#aside(taskId, `result-${fencingToken}`, result);
    return mirror.transact<boolean>(() => {
      if (mirror.get(taskId) !== undefined) return { result: false };
      const place = { order: mirror.nextSeq, now: this.nats.now() };
      const write = docOfRecord(task, { payload, result: kept }, place);
      return { write, result: true };
    });
  }

  onBell(listener: BellListener): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    const mirrors = await Promise.allSettled(this.#mirrors.values());
    for (const mirror of mirrors) if (mirror.status === 'fulfilled') await mirror.value.close();
  }

  #mirror(queue: string): Promise<QueueMirror> {
    return this.#open(this.#hashOf(queue), queue);
  }

  #hashOf(queue: string): string {
    let hash = this.#hashes.get(queue);
    if (hash === undefined) {
      hash = digest(queue);
      this.#hashes.set(queue, hash);
    }
    return hash;
  }

  #open(hash: string, queue: string | undefined): Promise<QueueMirror> {
    let mirror = this.#mirrors.get(hash);
    if (mirror === undefined) {
      mirror = QueueMirror.open(this.nats, `queue-${hash}`, queue);
      this.#mirrors.set(hash, mirror);
      mirror.then(
        (opened) => opened.onChange((doc) => this.#ring(queue, doc)),
        () => this.#mirrors.delete(hash),
      );
    }
    return mirror;
  }

  /** The mirror a task's id names; `undefined` when there is no such queue. */
  async #mirrorOf(taskId: string): Promise<QueueMirror | undefined> {
    const own = /~([0-9a-f]+)$/.exec(taskId)?.[1];
    const hash = own ?? (await this.#aliasOf(taskId));
    if (hash === undefined) return undefined;
    const open = this.#mirrors.get(hash);
    if (open !== undefined) return open;
    if ((await this.nats.info(this.nats.nameOf(`queue-${hash}`))) === undefined) return undefined;
    return this.#open(hash, undefined);
  }

  async #known(taskId: string): Promise<QueueMirror | undefined> {
    const mirror = await this.#mirrorOf(taskId);
    if (mirror !== undefined && mirror.get(taskId) === undefined) await mirror.sync();
    return mirror;
  }

  /** Tasks that come from another tier keep their ids, which do not name the queue. */
  async #alias(taskId: string, hash: string): Promise<void> {
    this.#aliases.set(taskId, hash);
    await this.nats.publish(`${this.nats.prefix}.parts.${encodeName(taskId)}.alias`, hash);
  }

  async #aliasOf(taskId: string): Promise<string | undefined> {
    const known = this.#aliases.get(taskId);
    if (known !== undefined) return known;
    const subject = `${this.nats.prefix}.parts.${encodeName(taskId)}.alias`;
    return (await this.nats.last(this.parts, subject))?.text;
  }

  #ring(queue: string | undefined, doc: TaskDoc): void {
    for (const listener of this.#listeners) {
      if (doc.state !== 'leased') {
        listener(queue === undefined ? { kind: 'any' } : { kind: 'queue', queue });
      }
      if (doc.state !== 'waiting') listener({ kind: 'task', taskId: doc.id });
    }
  }

  #isHeld(doc: TaskDoc, fencingToken: number): boolean {
    return doc.state === 'leased' && doc.fence === fencingToken && doc.due > this.nats.now();
  }

  async #change(task: ClaimedTask, change: (doc: TaskDoc) => TaskDoc): Promise<boolean> {
    const mirror = await this.#mirrorOf(task.taskId);
    if (mirror === undefined) return false;
    return mirror.transact<boolean>(() => {
      const doc = mirror.get(task.taskId);
      if (doc === undefined || !this.#isHeld(doc, task.fencingToken)) return { result: false };
      return { write: change(doc), result: true };
    });
  }

  /** Gives back everything that was leased too long. */
  #settle(mirror: QueueMirror): Promise<void> {
    return mirror.transact<void>(
      () => this.#silent(mirror, this.nats.now()) ?? { result: undefined },
    );
  }

  /** Gives back the first task that was leased too long. */
  #silent(mirror: QueueMirror, now: number): Decision<never> | undefined {
    const silent = mirror.index.silent(now);
    if (silent === undefined) return undefined;
    return { write: this.#givenBack(silent.doc, SILENT_WORKER, 0), again: true };
  }

  #givenBack(doc: TaskDoc, reason: string, delayMs: number): TaskDoc {
    if (doc.attempts >= doc.most) return { ...doc, state: 'failed', reason };
    return { ...doc, state: 'waiting', reason, due: this.nats.now() + delayMs };
  }

  /** A value to keep in the task itself; `undefined` when it is large and was stored aside. */
  async #aside(taskId: string, part: string, value: Json): Promise<Json | undefined> {
    const text = JSON.stringify(value);
    if (text.length <= INLINE_CHARS) return value;
    await this.nats.publish(`${this.nats.prefix}.parts.${taskId}.${part}`, text);
    return undefined;
  }

  async #part(taskId: string, part: string): Promise<Json> {
    const subject = `${this.nats.prefix}.parts.${taskId}.${part}`;
    const found = await this.nats.last(this.parts, subject);
    return found === undefined ? null : parseJson(found.text);
  }

  /** Forgets ended tasks: deliveries soon, outcomes when there are too many. */
  async #note(taskId: string): Promise<void> {
    const mirror = await this.#mirrorOf(taskId);
    if (mirror === undefined) return;
    const ended = this.#ended.get(mirror) ?? [];
    this.#ended.set(mirror, ended);
    ended.push(taskId);
    const isGroup = taskId.startsWith('d');
    if (ended.length < (isGroup ? TRIM_EVERY : KEPT_OUTCOMES + TRIM_EVERY)) return;
    const old = ended.splice(0, TRIM_EVERY).filter((id) => mirror.get(id)?.order !== mirror.newest);
    mirror.forget(old);
    const forget = async (): Promise<void> => {
      if (isGroup) await mirror.trim();
      else for (const id of old) await mirror.drop(id);
      for (const id of old) {
        const filter = `${this.nats.prefix}.parts.${id}.>`;
        if (!isGroup) await this.nats.manager.streams.purge(this.parts, { filter });
      }
    };
    forget().catch((error: unknown) =>
      this.logger.warn('ended tasks remain stored', { reason: String(error) }),
    );
  }
}

/** For the bus: the queue of a group's deliveries, as the store knows it. */
export function deliveryQueue(queue: string): string {
  return GROUP_PREFIX + queue;
}
