// Tier port: publish and subscribe.
import type { Json } from '../core/index.js';

export interface BusMessage {
  /** Position in the subject's stream, growing by publication. */
  readonly position: number;
  readonly subject: string;
  /** Messages with the same key are delivered in order of publication. */
  readonly key: string | undefined;
  readonly payload: Json;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
  /** 1 for the first delivery. */
  readonly attempt: number;
}

export interface SubscribeOptions {
  /** Members of a group share the messages; without a group every subscriber gets all. */
  readonly group?: string;
  /** Replay from this position on (inclusive); default: only what is published from now on. */
  readonly from?: number;
  /** Messages held for a slow subscriber before `publish` waits. Default 1024. */
  readonly buffer?: number;
  /**
   * Told when nothing can be read at the moment: once, until something could be read again; it is tried until then. And
   * when messages are no longer kept that were not delivered yet, because the handler was too slow.
   */
  readonly onTrouble?: (error: Error) => void;
  readonly signal?: AbortSignal;
}

export interface Subscription {
  /** Stops delivery. Resolves when no handler is running any more. */
  close(): Promise<void>;
}

/**
 * Guarantees on every tier: messages of one subject and key reach a subscriber in order of publication;
 * inside a group each message goes to exactly one live member and is delivered again when its handler
 * rejects (at least once); a publication is visible to every subscription opened before it resolves;
 * a slow subscriber loses nothing: it holds up publication, or its messages are stored (the tier's capabilities say which).
 */
export interface EventBus {
  /** Resolves with the message's position once it is accepted (durable on durable tiers). */
  publish(subject: string, payload: Json, options?: { readonly key?: string }): Promise<number>;
  /** `subject` may end in `.>` to take everything below it. */
  subscribe(
    subject: string,
    handler: (message: BusMessage) => Promise<void>,
    options?: SubscribeOptions,
  ): Promise<Subscription>;
  close(): Promise<void>;
}
