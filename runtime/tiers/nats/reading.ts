// Messages of a stream as a consumer brings them, as long as anything is heard of it.
import type { Consumer, ConsumerMessages, StoredMsg } from '@nats-io/jetstream';
import type { MsgHdrs } from '@nats-io/transport-node';
import { unpack } from './packing.js';

export interface Stored {
  readonly seq: number;
  readonly subject: string;
  readonly text: string;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly time: number;
  header(name: string): string | undefined;
}

/** A consumer that is read. */
export interface Reading {
  readonly consumer: Consumer;
  readonly messages: ConsumerMessages;
}

const HEARTBEAT_MS = 500;
/** Heartbeats that fail to come: the client asks for messages anew after two of them. */
const MUTE = 6;

export const CONSUMING = {
  max_messages: 256,
  expires: 10 * HEARTBEAT_MS,
  idle_heartbeat: HEARTBEAT_MS,
} as const;

/**
 * Hands over message after message, the next one when `take` has resolved, until the signal fires.
 * @returns whether it ended because nothing is heard of the consumer any more, though the server is there: a server may
 * lose where it is read, and then another consumer has to be made
 */
export async function readOn(
  { messages }: Reading,
  take: (message: Stored) => Promise<void>,
  signal: AbortSignal,
): Promise<boolean> {
  let isBusy = false;
  let isMute = false;
  const stop = (): void => void messages.close();
  const listen = async (): Promise<void> => {
    for await (const told of messages.status()) {
      // While a message is in hand nothing is asked for, and nothing needs to come.
      if (told.type !== 'heartbeats_missed' || told.count < MUTE || isBusy) continue;
      isMute = true;
      stop();
    }
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  void listen();
  try {
    for await (const message of messages) {
      if (signal.aborted) break;
      isBusy = true;
      await take(stored(message, message.headers));
      isBusy = false;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
  return isMute && !signal.aborted;
}

/** Reads what is asked for: many messages are only echoes, which nobody reads. */
export function stored(
  message: Pick<StoredMsg, 'seq' | 'subject' | 'data' | 'time'>,
  headers: MsgHdrs | undefined,
): Stored {
  return {
    seq: message.seq,
    subject: message.subject,
    header: (name) => (headers?.has(name) === true ? headers.get(name) : undefined),
    get time() {
      return message.time.getTime();
    },
    get text() {
      return unpack(message.data, headers);
    },
  };
}
