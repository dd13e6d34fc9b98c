// Publish and subscribe over a stored log: who is slow finds its messages stored.
import { type Json, type Logger, toErrorInfo } from '../../core/index.js';
import type {
  BusMessage,
  EventBus,
  SubscribeOptions,
  Subscription,
  TaskLease,
  TaskQueue,
} from '../../ports/index.js';
import { TierClosedError } from '../errors.js';
import { type BusStore, fromDelivery, groupQueue } from './bus-store.js';

type Handler = (message: BusMessage) => Promise<void>;

/** A member of a group that dies loses its message to another one after this time. */
const DELIVERY_LEASE_MS = 15_000;
const FIRST_REST_MS = 10;
const LONGEST_REST_MS = 5_000;

export class StoredEventBus implements EventBus {
  readonly #store: BusStore;
  readonly #deliveries: TaskQueue;
  readonly #logger: Logger;
  readonly #subscriptions = new Set<Subscription>();
  #closed = false;

  /** @param deliveries the queue of the groups' deliveries; it is closed with the bus */
  constructor(store: BusStore, deliveries: TaskQueue, logger: Logger) {
    this.#store = store;
    this.#deliveries = deliveries;
    this.#logger = logger.child('bus');
  }

  async publish(
    subject: string,
    payload: Json,
    options: { readonly key?: string } = {},
  ): Promise<number> {
    this.#refuseWhenClosed();
    return this.#store.append({ subject, key: options.key, payload });
  }

  async subscribe(
    subject: string,
    handler: Handler,
    options: SubscribeOptions = {},
  ): Promise<Subscription> {
    this.#refuseWhenClosed();
    const { signal, group, from } = options;
    const stop = new AbortController();
    const { ended } =
      group === undefined
        ? await this.#follow(subject, handler, options, stop.signal)
        : await this.#join({ pattern: subject, group }, handler, from, stop.signal);
    const subscription: Subscription = {
      close: async () => {
        this.#subscriptions.delete(subscription);
        signal?.removeEventListener('abort', onAbort);
        stop.abort();
        await ended;
      },
    };
    const onAbort = (): void => void subscription.close();
    this.#subscriptions.add(subscription);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true || this.#closed) await subscription.close();
    return subscription;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.#deliveries.close();
  }

  async #follow(
    subject: string,
    handler: Handler,
    { from, onTrouble }: SubscribeOptions,
    stop: AbortSignal,
  ): Promise<{ readonly ended: Promise<void> }> {
    const after = from === undefined ? await this.#store.head() : from - 1;
    const take = async (message: BusMessage): Promise<void> => {
      try {
        await handler(message);
      } catch (error) {
        this.#sayRejected(message, error);
      }
    };
    const say = (error: Error): void => {
      this.#logger.warn('messages cannot be read', { subject, reason: error.message });
      onTrouble?.(error);
    };
    return this.#store.follow(subject, after, (m) => take({ ...m, attempt: 1 }), stop, say);
  }

  async #join(
    id: { readonly pattern: string; readonly group: string },
    handler: Handler,
    from: number | undefined,
    stop: AbortSignal,
  ): Promise<{ readonly ended: Promise<void> }> {
    const opened = await this.#store.openGroup(id, from);
    const queue = groupQueue(id);
    const work = async (): Promise<void> => {
      while (!stop.aborted) {
        const options = { leaseMs: DELIVERY_LEASE_MS, signal: stop };
        const lease = await this.#deliveries.lease(queue, options);
        if (lease !== undefined) await this.#deliver(lease, handler);
      }
      await opened.close();
    };
    return { ended: work() };
  }

  async #deliver(lease: TaskLease, handler: Handler): Promise<void> {
    const pulse = setInterval(() => {
      lease.heartbeat().catch(() => clearInterval(pulse)); // a lost lease says so by itself
    }, DELIVERY_LEASE_MS / 3);
    try {
      const message = { ...fromDelivery(lease.payload), attempt: lease.attempt };
      try {
        await handler(message);
      } catch (error) {
        this.#sayRejected(message, error);
        const restMs = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (lease.attempt - 1));
        await lease.retry(toErrorInfo(error).message, restMs);
        return;
      }
      await lease.complete(null);
    } catch (error) {
      // Not confirmed: it comes again, here or elsewhere.
      this.#logger.warn('a delivery could not be confirmed', { reason: String(error) });
    } finally {
      clearInterval(pulse);
    }
  }

  #sayRejected({ subject, position }: BusMessage, error: unknown): void {
    this.#logger.warn('a subscriber rejected a message', {
      subject,
      position,
      reason: String(error),
    });
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new TierClosedError('event bus');
  }
}
