// The log of messages as a JetStream stream; each open member of a group brings its messages to the group's queue.
import { sleep, systemClock } from '../../core/index.js';
import { HistoryGoneError } from '../errors.js';
import {
  type BusStore,
  type GroupId,
  groupQueue,
  laneOf,
  type NewMessage,
  type Published,
  parseJson,
  takes,
  toDelivery,
} from '../stored/index.js';
import type { NatsConnection, Stored } from './connection.js';
import { Forgotten } from './forgotten.js';
import { decodeName, encodeName, patternFilter } from './names.js';
import { deliveryQueue, type NatsTaskStore } from './task-store.js';

const KEY = 'memfun-key';
/** Deliveries have no last attempt. */
const ENDLESS = 2 ** 31 - 1;
/** Whoever was slower with a delivery waits this long, so that one member carries on alone. */
const SLOWER_MS = 20;

export class NatsBusStore implements BusStore {
  private constructor(
    private readonly nats: NatsConnection,
    private readonly tasks: NatsTaskStore,
    private readonly stream: string,
    private readonly root: string,
  ) {}

  /** @param keep messages kept for replay */
  static async open(
    nats: NatsConnection,
    tasks: NatsTaskStore,
    keep: number,
  ): Promise<NatsBusStore> {
    const stream = await nats.stream('bus', { max_msgs: keep });
    return new NatsBusStore(nats, tasks, stream, `${nats.prefix}.bus.`);
  }

  append({ subject, key, payload }: NewMessage): Promise<number> {
    const headers = key === undefined ? {} : { [KEY]: encodeURIComponent(key) };
    return this.nats.publish(this.root + encodeName(subject), JSON.stringify(payload), { headers });
  }

  head(): Promise<number> {
    return this.nats.lastSeq(this.stream);
  }

  async follow(
    pattern: string,
    after: number,
    take: (message: Published) => Promise<void>,
    signal: AbortSignal,
    onTrouble: (error: Error) => void = () => undefined,
  ): Promise<{ readonly ended: Promise<void> }> {
    const first = await this.#oldest();
    if (after + 1 < first) throw new HistoryGoneError(after + 1, first);
    const forgotten = new Forgotten(after, () => this.#oldest(), systemClock);
    return this.nats.follow(
      this.stream,
      this.root + patternFilter(pattern),
      after + 1,
      async (stored) => {
        const message = this.#message(stored);
        const lost = await forgotten.before(message.position);
        if (lost !== undefined && !signal.aborted) onTrouble(lost);
        if (takes(pattern, message.subject) && !signal.aborted) await take(message);
      },
      signal,
      onTrouble,
    );
  }

  async openGroup(id: GroupId, from: number | undefined): Promise<{ close(): Promise<void> }> {
    const queue = deliveryQueue(groupQueue(id));
    // A place of 0 would look like none.
    const start = async (): Promise<number> =>
      Math.max(0.5, from === undefined ? await this.head() : from - 1);
    const place = Math.floor(await this.tasks.place(queue, start));
    const stop = new AbortController();
    const bring = async (message: Published): Promise<void> => {
      const lane = laneOf(message);
      const isMine = await this.tasks.deliver(queue, message.position, {
        queue,
        payload: toDelivery(message),
        maxAttempts: ENDLESS,
        ...(lane === undefined ? {} : { orderKey: lane }),
      });
      if (!isMine && !stop.signal.aborted) await sleep(SLOWER_MS);
    };
    const { ended } = await this.follow(id.pattern, place, bring, stop.signal);
    return {
      close: async () => {
        stop.abort();
        await ended;
      },
    };
  }

  async #oldest(): Promise<number> {
    return (await this.nats.info(this.stream))?.state.first_seq ?? 0;
  }

  #message(stored: Stored): Published {
    const key = stored.header(KEY);
    return {
      position: stored.seq,
      subject: decodeName(stored.subject.slice(this.root.length)),
      key: key === undefined ? undefined : decodeURIComponent(key),
      payload: parseJson(stored.text),
      publishedAt: stored.time,
    };
  }
}
