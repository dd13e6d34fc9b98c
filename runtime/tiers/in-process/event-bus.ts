// Publish and subscribe within one process.
import type { Clock, Json, Logger } from '../../core/index.js';
import type { BusMessage, EventBus, SubscribeOptions, Subscription } from '../../ports/index.js';
import { HistoryGoneError, TierClosedError } from '../errors.js';
import { Channel, type Handler, type Published } from './channel.js';

interface Waiting {
  readonly payload: Json;
  readonly key: string | undefined;
  readonly accept: (position: number) => void;
  readonly refuse: (error: Error) => void;
}

const DEFAULT_BUFFER = 1024;

export class InProcessEventBus implements EventBus {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #keep: number;
  readonly #channels = new Set<Channel>();
  readonly #groups = new Map<string, Channel>();
  readonly #subscriptions = new Set<Subscription>();
  /** Publications of a subject that wait for their turn, in order. */
  readonly #waiting = new Map<string, Waiting[]>();
  #log: Published[] = [];
  #forgotten = 0;
  #position = 0;
  #closed = false;

  /** @param keep messages kept for replay */
  constructor(clock: Clock, logger: Logger, keep: number) {
    this.#clock = clock;
    this.#logger = logger.child('bus');
    this.#keep = keep;
  }

  publish(
    subject: string,
    payload: Json,
    options: { readonly key?: string } = {},
  ): Promise<number> {
    if (this.#closed) return Promise.reject(new TierClosedError('event bus'));
    return new Promise((accept, refuse) => {
      const entry = { payload: structuredClone(payload), key: options.key, accept, refuse };
      const line = this.#waiting.get(subject);
      if (line !== undefined) line.push(entry);
      else {
        this.#waiting.set(subject, [entry]);
        void this.#drain(subject);
      }
    });
  }

  subscribe(
    subject: string,
    handler: (message: BusMessage) => Promise<void>,
    options: SubscribeOptions = {},
  ): Promise<Subscription> {
    return new Promise((resolve) => resolve(this.#open(subject, handler, options)));
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const line of this.#waiting.values()) {
      for (const { refuse } of line.splice(0)) refuse(new TierClosedError('event bus'));
    }
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
  }

  #open(subject: string, handler: Handler, options: SubscribeOptions): Subscription {
    if (this.#closed) throw new TierClosedError('event bus');
    const { from, signal } = options;
    if (from !== undefined && from <= this.#forgotten) {
      throw new HistoryGoneError(from, this.#forgotten + 1);
    }
    const channel = this.#channel(subject, options);
    const isNew = channel.isEmpty;
    this.#channels.add(channel);
    if (from !== undefined && isNew) {
      for (const message of this.#log) {
        if (message.position >= from && channel.matches(message.subject)) channel.put(message);
      }
    }
    const leave = channel.join(handler);
    const subscription: Subscription = {
      close: async () => {
        this.#subscriptions.delete(subscription);
        signal?.removeEventListener('abort', onAbort);
        const resting = leave();
        if (channel.isEmpty) this.#forget(channel);
        await resting;
      },
    };
    const onAbort = (): void => void subscription.close();
    this.#subscriptions.add(subscription);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    return subscription;
  }

  #channel(subject: string, options: SubscribeOptions): Channel {
    const { group, buffer = DEFAULT_BUFFER } = options;
    const id = `${subject} ${group ?? ''}`;
    const known = group === undefined ? undefined : this.#groups.get(id);
    if (known !== undefined) return known;
    const channel = new Channel(subject, buffer, group !== undefined, (message, reason) =>
      this.#logger.warn('a subscriber rejected a message', {
        subject: message.subject,
        position: message.position,
        reason: String(reason),
      }),
    );
    if (group !== undefined) this.#groups.set(id, channel);
    return channel;
  }

  #forget(channel: Channel): void {
    this.#channels.delete(channel);
    for (const [id, other] of this.#groups) if (other === channel) this.#groups.delete(id);
  }

  /** Accepts the waiting publications of a subject one by one, each when every subscriber has room. */
  async #drain(subject: string): Promise<void> {
    const line = this.#waiting.get(subject) ?? [];
    while (line.length > 0) {
      const full = [...this.#channels].find((c) => c.matches(subject) && !c.hasRoom);
      if (full !== undefined) {
        await full.room();
        continue;
      }
      const entry = line.shift();
      if (entry !== undefined) this.#accept(subject, entry);
    }
    this.#waiting.delete(subject);
  }

  #accept(subject: string, { payload, key, accept }: Waiting): void {
    const position = ++this.#position;
    const message = { position, subject, key, payload, publishedAt: this.#clock.now() };
    this.#log.push(message);
    if (this.#log.length > 2 * this.#keep) {
      this.#log = this.#log.slice(-this.#keep);
      this.#forgotten = (this.#log[0]?.position ?? 1) - 1;
    }
    for (const channel of this.#channels) if (channel.matches(subject)) channel.put(message);
    accept(position);
  }
}
