// The log of messages as a Redis stream; a publication and its deliveries to groups are one script.
import type { IdMaker } from '../../core/index.js';
import { Batcher } from '../batcher.js';
import { HistoryGoneError } from '../errors.js';
import {
  type BusStore,
  type FollowedLog,
  followLog,
  fromDelivery,
  GROUP_PREFIX,
  type GroupId,
  groupQueue,
  LOG_BATCH,
  laneOf,
  type NewMessage,
  type Published,
  parseJson,
  takes,
  toDelivery,
} from '../stored/index.js';
import { listOf, numberOf, type RedisConnection, textOf } from './connection.js';
import { OPEN_GROUP, PUBLISH } from './scripts.js';
import type { RedisTaskStore } from './task-store.js';

const LOG = 'log';
/** Messages that are sent together. */
const MOST_AT_ONCE = 64;
/** Looks again after this time even when no bell rang. */
const LONGEST_IDLE_MS = 1000;
/** Deliveries have no last attempt. */
const ENDLESS = 2 ** 31 - 1;

export class RedisBusStore implements BusStore {
  readonly #publish = new Batcher<readonly string[], number>(
    async (items) =>
      listOf(await this.redis.runOnce(PUBLISH, this.keep, ENDLESS, ...items.flat())).map(numberOf),
    MOST_AT_ONCE,
  );

  readonly #log: FollowedLog = {
    read: (after) => this.#read(after),
    oldest: () => this.#oldest(),
    onAdded: (listener) =>
      this.redis.onMessage((message) => {
        if (!message.startsWith('b') && message !== '') return;
        const body = message.slice(1);
        listener(body === '' ? undefined : () => fromDelivery(parseJson(body)));
      }),
    idleMs: LONGEST_IDLE_MS,
  };

  /** @param keep messages kept for replay */
  constructor(
    private readonly redis: RedisConnection,
    private readonly tasks: RedisTaskStore,
    private readonly ids: IdMaker,
    private readonly keep: number,
  ) {}

  append(message: NewMessage): Promise<number> {
    const { subject, key, payload } = message;
    const body = JSON.stringify(
      key === undefined ? { subject, payload } : { subject, key, payload },
    );
    const lane = laneOf(message) ?? '';
    return this.#publish.add([subject, body.slice(1), lane, this.ids.next('task')]);
  }

  async head(): Promise<number> {
    try {
      return Number((await this.redis.client.get(`${this.redis.prefix}pos`)) ?? 0);
    } catch (error) {
      throw this.redis.explain(error);
    }
  }

  async follow(
    pattern: string,
    after: number,
    take: (message: Published) => Promise<void>,
    signal: AbortSignal,
    onTrouble: (error: Error) => void,
  ): Promise<{ readonly ended: Promise<void> }> {
    await this.#refuseForgotten(after);
    const takeOwn = async (message: Published): Promise<void> => {
      if (takes(pattern, message.subject)) await take(message);
    };
    return { ended: followLog(this.#log, after, takeOwn, signal, onTrouble) };
  }

  async openGroup(id: GroupId, from: number | undefined): Promise<{ close(): Promise<void> }> {
    const queue = groupQueue(id);
    if (from !== undefined) await this.#refuseForgotten(from - 1);
    const isNew = numberOf(await this.redis.runOnce(OPEN_GROUP, queue, id.pattern)) === 1;
    if (isNew && from !== undefined) await this.#deliverPast(queue, id.pattern, from);
    return { close: () => Promise.resolve() };
  }

  async #deliverPast(queue: string, pattern: string, from: number): Promise<void> {
    const head = await this.head();
    for (let after = from - 1; after < head; ) {
      const batch = (await this.#read(after)).filter((message) => message.position <= head);
      if (batch.length === 0) return;
      for (const message of batch) {
        after = message.position;
        if (!takes(pattern, message.subject)) continue;
        const lane = laneOf(message);
        const task = {
          queue: GROUP_PREFIX + queue,
          payload: toDelivery(message),
          maxAttempts: ENDLESS,
          ...(lane === undefined ? {} : { orderKey: lane }),
        };
        await this.tasks.enqueue(this.ids.next('task'), task, Number.MAX_SAFE_INTEGER);
      }
    }
  }

  async #read(after: number): Promise<readonly Published[]> {
    return (await this.redis.entries(LOG, after + 1, LOG_BATCH)).map(({ fields }) =>
      fromDelivery(parseJson(textOf(fields.get('m')))),
    );
  }

  async #oldest(): Promise<number | undefined> {
    return (await this.redis.entries(LOG, 0, 1))[0]?.id;
  }

  async #refuseForgotten(after: number): Promise<void> {
    const oldest = await this.#oldest();
    if (oldest !== undefined && after + 1 < oldest) throw new HistoryGoneError(after + 1, oldest);
  }
}
