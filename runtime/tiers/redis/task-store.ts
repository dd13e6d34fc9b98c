// Tasks in Redis: every step is one script.
import type { DeadLetter, TaskDraft, TaskOutcome } from '../../ports/index.js';
import {
  type BellListener,
  type ClaimedTask,
  DEFAULT_ATTEMPTS,
  type EndedOutcome,
  GROUP_PREFIX,
  KEPT_OUTCOMES,
  type NothingDue,
  parseJson,
  type TaskStore,
} from '../stored/index.js';
import { listOf, numberOf, type RedisConnection, textOf } from './connection.js';
import * as scripts from './task-scripts.js';

export class RedisTaskStore implements TaskStore {
  /** Group deliveries this process has claimed: they are forgotten when they end. */
  readonly #deliveries = new Set<string>();

  constructor(private readonly redis: RedisConnection) {}

  async enqueue(id: string, draft: TaskDraft, maxWaiting: number): Promise<string | undefined> {
    const { dedupeKey, orderKey } = draft;
    const reply = await this.redis.run(
      scripts.ENQUEUE,
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
    );
    return reply === null ? undefined : textOf(reply);
  }

  async claim(queue: string, leaseMs: number): Promise<ClaimedTask | NothingDue> {
    const reply = await this.redis.run(scripts.CLAIM, queue, Math.ceil(leaseMs), KEPT_OUTCOMES);
    if (typeof reply === 'number') return { dueInMs: reply < 0 ? undefined : reply };
    const [id, payload, attempt, fence] = listOf(reply);
    const taskId = textOf(id);
    if (queue.startsWith(GROUP_PREFIX)) this.#deliveries.add(taskId);
    return {
      taskId,
      payload: parseJson(textOf(payload)),
      attempt: numberOf(attempt),
      fencingToken: numberOf(fence),
    };
  }

  async unclaim({ taskId, fencingToken }: ClaimedTask): Promise<void> {
    this.#deliveries.delete(taskId);
    await this.redis.run(scripts.UNCLAIM, taskId, fencingToken);
  }

  extend({ taskId, fencingToken }: ClaimedTask, leaseMs: number): Promise<boolean> {
    return this.#ask(scripts.EXTEND, taskId, fencingToken, Math.ceil(leaseMs));
  }

  end({ taskId, fencingToken }: ClaimedTask, outcome: EndedOutcome): Promise<boolean> {
    const [state, reason, result] =
      outcome.state === 'done' ? [2, '', JSON.stringify(outcome.result)] : [3, outcome.reason, ''];
    const kept = this.#deliveries.delete(taskId) ? 0 : KEPT_OUTCOMES;
    return this.#ask(scripts.END, taskId, fencingToken, state, reason, result, kept);
  }

  giveBack(
    { taskId, fencingToken }: ClaimedTask,
    reason: string,
    delayMs: number,
  ): Promise<boolean> {
    this.#deliveries.delete(taskId);
    const delay = Math.ceil(delayMs);
    return this.#ask(scripts.GIVE_BACK, taskId, fencingToken, reason, delay, KEPT_OUTCOMES);
  }

  holds({ taskId, fencingToken }: ClaimedTask): Promise<boolean> {
    return this.#ask(scripts.HOLDS, taskId, fencingToken);
  }

  async outcome(taskId: string): Promise<TaskOutcome | 'open' | 'unknown'> {
    const [state, reason, result] = listOf(
      await this.redis.run(scripts.OUTCOME, taskId, KEPT_OUTCOMES),
    );
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
    return this.#ask(scripts.CANCEL, taskId, KEPT_OUTCOMES);
  }

  async deadLetters(queue: string): Promise<readonly DeadLetter[]> {
    const flat = listOf(await this.redis.run(scripts.DEAD_LETTERS, queue, KEPT_OUTCOMES));
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
    return this.#ask(scripts.REQUEUE, taskId);
  }

  onBell(listener: BellListener): { dispose(): void } {
    return this.redis.onMessage((message) => {
      const rest = message.slice(1);
      if (message === '') listener({ kind: 'any' });
      else if (message.startsWith('q')) listener({ kind: 'queue', queue: rest });
      else if (message.startsWith('t')) listener({ kind: 'task', taskId: rest });
    });
  }

  async #ask(script: string, ...args: readonly (string | number)[]): Promise<boolean> {
    return (await this.redis.run(script, ...args)) === 1;
  }
}
