// What a durable bus needs from its storage: a log of messages, and groups whose deliveries are tasks of a queue.
import * as z from 'zod';
import type { Json } from '../../core/index.js';
import type { BusMessage } from '../../ports/index.js';
import { anyJson } from './json.js';

export type Published = Omit<BusMessage, 'attempt'>;

export interface NewMessage {
  readonly subject: string;
  readonly key: string | undefined;
  readonly payload: Json;
}

export interface BusStore {
  /** Adds a message to the log and, with it or soon after, to the queue of every group that takes its subject. */
  append(message: NewMessage): Promise<number>;
  /** The position of the newest message; 0 when there is none. */
  head(): Promise<number>;
  /**
   * Hands over every message after a position that the pattern takes, in order, until the signal fires; the
   * next one when `take` has resolved. `onTrouble` is told once when nothing can be read, until something can be again.
   * @throws HistoryGoneError when messages after `after` are no longer kept
   */
  follow(
    pattern: string,
    after: number,
    take: (message: Published) => Promise<void>,
    signal: AbortSignal,
    onTrouble: (error: Error) => void,
  ): Promise<{ readonly ended: Promise<void> }>;
  /** From now on the group has its own queue of deliveries; `from` counts only for a new group. */
  openGroup(id: GroupId, from: number | undefined): Promise<{ close(): Promise<void> }>;
}

export interface GroupId {
  readonly pattern: string;
  readonly group: string;
}

/** The queue that holds a group's deliveries. */
export function groupQueue({ pattern, group }: GroupId): string {
  return JSON.stringify([pattern, group]);
}

/** Whether a pattern takes a subject: `a.>` takes what is below `a`, anything else only itself. */
export function takes(pattern: string, subject: string): boolean {
  return pattern.endsWith('.>')
    ? subject.length >= pattern.length && subject.startsWith(pattern.slice(0, -1))
    : subject === pattern;
}

/** Messages of one lane stay in order. */
export function laneOf({ subject, key }: NewMessage): string | undefined {
  return key === undefined ? undefined : JSON.stringify([subject, key]);
}

const deliverySchema = z.object({
  position: z.number(),
  subject: z.string(),
  key: z.string().optional(),
  payload: anyJson,
  publishedAt: z.number(),
});

/** A message as the payload of a group's task. */
export function toDelivery({ position, subject, key, payload, publishedAt }: Published): Json {
  const delivery = { position, subject, payload, publishedAt };
  return key === undefined ? delivery : { ...delivery, key };
}

/** @throws ZodError when it is none */
export function fromDelivery(value: Json): Published {
  const { position, subject, key, payload, publishedAt } = deliverySchema.parse(value);
  return { position, subject, key, payload, publishedAt };
}
