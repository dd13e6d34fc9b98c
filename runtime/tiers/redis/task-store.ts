// Tasks in Redis: every step is one script.
import type { DeadLetter, TaskDraft, TaskOutcome, TaskRecord } from '../../ports/index.js';
import { Batcher } from '../batcher.js';
import {
  type BellListener,
  type ClaimedTask,
  DEFAULT_ATTEMPTS,
  type EndedOutcome,
  GROUP_PREFIX,
  type NothingDue,
  parseJson,
  type TaskStore,
} from '../stored/index.js';
import { listOf, numberOf, type RedisConnection, type Reply, textOf } from './connection.js';
import { adoptTask, dumpTasks } from './task-records.js';
import * as scripts from './task-scripts.js';

/** Steps of a kind that are sent together. */
const MOST_AT_ONCE = 64;

type EnqueueArgs = readonly (string | number)[];
type EndArgs = readonly (string | number)[];

export class RedisTaskStore implements TaskStore {
  /** Group deliveries this process has claimed: they are forgotten when they end. */
  readonly #deliveries = new Set<string>();

  readonly #enqueue = new Batcher<EnqueueArgs, string | undefined>(
    (items) => this.#enqueueAll(items),
    MOST_AT_ONCE,
  );
  readonly #end = new Batcher<EndArgs, boolean>((items) => this.#endAll(items), MOST_AT_ONCE);
  /** By queue and lease. */
  readonly #claims = new Map<string, Batcher<undefined, ClaimedTask | NothingDue>>();

  constructor(private readonly redis: RedisConnection) {}

  enqueue(id: string, draft: TaskDraft, maxWaiting: number): Promise<string | undefined> {
    const { dedupeKey, orderKey } = draft;
    return this.#enqueue.add([
      id,
      draft.queue,
      JSON.stringify(draft.payload),
      maxWaiting,
      draft.maxAttempts ?? DEFAULT_ATTEMPTS,
      draft.priority ?? 0,
      draft.delayMs ?? 0,
      dedupeKey === undefined ? 0 : 1,
      dedupeKey ?? '',
      orderKey === undefined ? 0 : 1,
      orderKey ?? '',
    ]);
  }

  claim(queue: string, leaseMs: number): Promise<ClaimedTask | NothingDue> {
    const key = `${leaseMs} ${queue}`;
    let claims = this.#claims.get(key);
    if (claims === undefined) {
      claims = new Batcher((items) => this.#claimAll(queue, leaseMs, items.length), MOST_AT_ONCE);
      this.#claims.set(key, claims);
    }
    return claims.add(undefined);
  }

  async unclaim({ taskId, fencingToken }: ClaimedTask): Promise<void> {
    this.#deliveries.delete(taskId);
    await this.redis.runOnce(scripts.UNCLAIM, taskId, fencingToken);
  }

  extend({ taskId, fencingToken }: ClaimedTask, leaseMs: number): Promise<boolean> {
    return this.#ask(scripts.EXTEND, taskId, fencingToken, Math.ceil(leaseMs));
  }

  end({ taskId, fencingToken }: ClaimedTask, outcome: EndedOutcome): Promise<boolean> {
    const forgotten = this.#deliveries.delete(taskId) ? 1 : 0;
    return this.#end.add(
      outcome.state === 'done'
        ? [taskId, fencingToken, 2, '', JSON.stringify(outcome.result), forgotten]
        : [taskId, fencingToken, 3, outcome.reason, '', forgotten],
    );
  }

  giveBack(
    { taskId, fencingToken }: ClaimedTask,
    reason: string,
    delayMs: number,
  ): Promise<boolean> {
    this.#deliveries.delete(taskId);
    const delay = Math.ceil(delayMs);
    return this.#tell(scripts.GIVE_BACK, taskId, fencingToken, reason, delay);
  }

  holds({ taskId, fencingToken }: ClaimedTask): Promise<boolean> {
    return this.#ask(scripts.HOLDS, taskId, fencingToken);
  }

  async outcome(taskId: string): Promise<TaskOutcome | 'open' | 'unknown'> {
    const [state, reason, result] = listOf(await this.redis.run(scripts.OUTCOME, taskId));
    switch (state) {
      case undefined:
      case null:
        return 'unknown';
      case '2':
        return { state: 'done', result: parseJson(textOf(result)) };
      case '3':
        return { state: 'failed', reason: textOf(reason) };
      case '4':
        return { state: 'cancelled' };
      default:
        return 'open';
    }
  }

  cancel(taskId: string): Promise<boolean> {
    return this.#ask(scripts.CANCEL, taskId);
  }

  async deadLetters(queue: string): Promise<readonly DeadLetter[]> {
    const flat = listOf(await this.redis.run(scripts.DEAD_LETTERS, queue));
    const letters: DeadLetter[] = [];
    for (let i = 0; i < flat.length; i += 4) {
      letters.push({
        taskId: textOf(flat[i]),
        payload: parseJson(textOf(flat[i + 1])),
        reason: textOf(flat[i + 2]),
        attempts: numberOf(flat[i + 3]),
      });
    }
    return letters;
  }

  requeue(taskId: string): Promise<boolean> {
    return this.#tell(scripts.REQUEUE, taskId);
  }

  discard(taskId: string): Promise<boolean> {
    return this.#tell(scripts.DISCARD, taskId);
  }

  dump(prefix: string): Promise<readonly TaskRecord[]> {
    return dumpTasks(this.redis, prefix);
  }

  adopt(task: TaskRecord): Promise<boolean> {
    return adoptTask(this.redis, task);
  }

  onBell(listener: BellListener): { dispose(): void } {
    return this.redis.onMessage((message) => {
      const rest = message.slice(1);
      if (message === '') listener({ kind: 'any' });
      else if (message.startsWith('q')) listener({ kind: 'queue', queue: rest });
      else if (message.startsWith('t')) {
        for (const taskId of listOf(parseJson(rest) as Reply)) {
          listener({ kind: 'task', taskId: textOf(taskId) });
        }
      }
    });
  }

  async #enqueueAll(items: readonly EnqueueArgs[]): Promise<readonly (string | undefined)[]> {
    const made = listOf(await this.redis.run(scripts.ENQUEUE, ...items.flat()));
    return made.map((id) => (id === null ? undefined : textOf(id)));
  }

  async #endAll(items: readonly EndArgs[]): Promise<readonly boolean[]> {
    return listOf(await this.redis.run(scripts.END, ...items.flat())).map((ended) => ended === 1);
  }

  async #claimAll(
    queue: string,
    leaseMs: number,
    most: number,
  ): Promise<readonly (ClaimedTask | NothingDue)[]> {
    const lease = Math.ceil(leaseMs);
    const reply = await this.redis.runOnce(scripts.CLAIM, queue, lease, most);
    const [due, ...flat] = listOf(reply);
    const dueInMs = numberOf(due);
    const found: (ClaimedTask | NothingDue)[] = [];
    for (let i = 0; i < flat.length; i += 4) {
      const taskId = textOf(flat[i]);
      if (queue.startsWith(GROUP_PREFIX)) this.#deliveries.add(taskId);
      const payload = parseJson(textOf(flat[i + 1]));
      const [attempt, fencingToken] = [numberOf(flat[i + 2]), numberOf(flat[i + 3])];
      found.push({ taskId, payload, attempt, fencingToken });
    }
    while (found.length < most) found.push({ dueInMs: dueInMs < 0 ? undefined : dueInMs });
    return found;
  }

  async #ask(script: string, ...args: readonly (string | number)[]): Promise<boolean> {
    return (await this.redis.run(script, ...args)) === 1;
  }

  async #tell(script: string, ...args: readonly (string | number)[]): Promise<boolean> {
    return (await this.redis.runOnce(script, ...args)) === 1;
  }
}
