// The log of messages as a Redis stream; a publication and its deliveries to groups are one script.
import type { IdMaker } from '../../core/index.js';
import { Batcher } from '../batcher.js';
import { HistoryGoneError } from '../errors.js';
import {
  type BusStore,
  fromDelivery,
  GROUP_PREFIX,
  type GroupId,
  groupQueue,
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
const BATCH = 256;
/** Messages that are sent together. */
const MOST_AT_ONCE = 64;
/** Looks again after this time even when no bell rang. */
const LONGEST_IDLE_MS = 1000;
/** Deliveries have no last attempt. */
const ENDLESS = 2 ** 31 - 1;

export class RedisBusStore implements BusStore {
  readonly #publish = new Batcher<readonly string[], number>(
    async (items) =>
      listOf(await this.redis.run(PUBLISH, this.keep, ENDLESS, ...items.flat())).map(numberOf),
    MOST_AT_ONCE,
  );

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
  ): Promise<{ readonly ended: Promise<void> }> {
    await this.#refuseForgotten(after);
    return { ended: this.#follow(pattern, after, take, signal) };
  }

  async openGroup(id: GroupId, from: number | undefined): Promise<{ close(): Promise<void> }> {
    const queue = groupQueue(id);
    if (from !== undefined) await this.#refuseForgotten(from - 1);
    const isNew = numberOf(await this.redis.run(OPEN_GROUP, queue, id.pattern)) === 1;
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

  async #follow(
    pattern: string,
    start: number,
    take: (message: Published) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    let wake: () => void = () => undefined;
    /** Position up to which everything is in hand. */
    let known = start;
    /** What the bell itself told, each behind the one before it. */
    let told: Published[] = [];
    let mustRead = true;
    let isReading = false;
    const bell = this.redis.onMessage((message) => {
      if (!message.startsWith('b') && message !== '') return;
      const next = message.length > 1 ? fromDelivery(parseJson(message.slice(1))) : undefined;
      if (next?.position === known + 1 && !isReading && told.length < BATCH) {
        told.push(next);
        known = next.position;
      } else mustRead = true;
      wake();
    });
    const onAbort = (): void => wake();
    signal.addEventListener('abort', onAbort);
    const rest = async (): Promise<void> => {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(() => {
          mustRead = true;
          resolve();
        }, LONGEST_IDLE_MS);
      });
      clearTimeout(timer);
    };
    const read = async (): Promise<readonly Published[]> => {
      mustRead = false;
      isReading = true;
      try {
        const batch = await this.#read(known);
        known = batch.at(-1)?.position ?? known;
        if (batch.length === BATCH) mustRead = true;
        return batch;
      } catch {
        if (!signal.aborted) await rest(); // said by the connection; the server may come back
        mustRead = true;
        return [];
      } finally {
        isReading = false;
      }
    };
    try {
      while (!signal.aborted) {
        let batch: readonly Published[] = told;
        told = [];
        if (batch.length === 0 && mustRead) batch = await read();
        for (const message of batch) {
          if (signal.aborted) return;
          if (takes(pattern, message.subject)) await take(message);
        }
        if (told.length === 0 && !mustRead && !signal.aborted) await rest();
      }
    } finally {
      bell.dispose();
      signal.removeEventListener('abort', onAbort);
    }
  }

  async #read(after: number): Promise<readonly Published[]> {
    return (await this.redis.entries(LOG, after + 1, BATCH)).map(({ fields }) =>
      fromDelivery(parseJson(textOf(fields.get('m')))),
    );
  }

  async #refuseForgotten(after: number): Promise<void> {
    const [oldest] = await this.redis.entries(LOG, 0, 1);
    if (oldest !== undefined && after + 1 < oldest.id) {
      throw new HistoryGoneError(after + 1, oldest.id);
    }
  }
}
