// Publications to JetStream, whose acknowledgements all come back on one subscription.
import type { NatsConnection as Client, Msg, MsgHdrs } from '@nats-io/transport-node';
import * as z from 'zod';
import { parseJson } from '../stored/index.js';

/** The server took the message for wrong; everything else may be tried again. */
export class RefusedError extends Error {
  /** @param code JetStream's number of the reason */
  constructor(
    readonly code: number,
    reason: string,
  ) {
    super(reason);
  }
}

interface Waiting {
  readonly resolve: (seq: number) => void;
  readonly reject: (error: Error) => void;
  readonly until: number;
}

const acknowledgement = z.object({
  seq: z.number().optional(),
  error: z
    .object({ err_code: z.number().default(0), description: z.string().default('') })
    .optional(),
});

export class Publisher {
  readonly #client: Client;
  readonly #inbox: string;
  readonly #patienceMs: number;
  /** By token, in order of sending. */
  readonly #waiting = new Map<string, Waiting>();
  #sent = 0;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param inbox a subject of nobody else
   * @param patienceMs for one acknowledgement
   */
  constructor(client: Client, inbox: string, patienceMs: number) {
    this.#client = client;
    this.#inbox = inbox;
    this.#patienceMs = patienceMs;
    client.subscribe(`${inbox}.*`, {
      callback: (error, message) => {
        if (error === null) this.#take(message);
      },
    });
    client.closed().then(
      () => {
        clearTimeout(this.#timer);
        this.#giveUp(Number.POSITIVE_INFINITY, 'the connection was closed');
      },
      () => undefined,
    );
  }

  /**
   * Resolves with the number that the message has in its stream.
   * @throws RefusedError
   * @throws Error when nothing takes it now, or no word of it comes back in time
   */
  send(subject: string, data: Uint8Array, headers: MsgHdrs): Promise<number> {
    return new Promise((resolve, reject) => {
      const token = String(++this.#sent);
      this.#client.publish(subject, data, { reply: `${this.#inbox}.${token}`, headers });
      this.#waiting.set(token, { resolve, reject, until: performance.now() + this.#patienceMs });
      if (this.#timer === undefined) this.#timer = this.#later(this.#patienceMs);
    });
  }

  /** No word comes any more of what was sent so far: the connection is another one. */
  forget(): void {
    this.#giveUp(Number.POSITIVE_INFINITY, 'the connection was lost');
  }

  #take(message: Msg): void {
    const token = message.subject.slice(this.#inbox.length + 1);
    const waiting = this.#waiting.get(token);
    if (waiting === undefined) return;
    this.#waiting.delete(token);
    try {
      // The server's own word for "nobody is here to take it" has no body.
      if (message.data.length === 0) throw new Error('no stream takes the message');
      const { seq, error } = acknowledgement.parse(parseJson(message.string()));
      if (error !== undefined) throw new RefusedError(error.err_code, error.description);
      if (seq === undefined) throw new Error('the acknowledgement has no number');
      waiting.resolve(seq);
    } catch (error) {
      waiting.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #later(ms: number): NodeJS.Timeout {
    return setTimeout(
      () => {
        this.#timer = undefined;
        const now = performance.now();
        this.#giveUp(now, 'no acknowledgement came');
        const [oldest] = this.#waiting.values();
        if (oldest !== undefined) this.#timer = this.#later(oldest.until - now);
      },
      Math.max(1, ms),
    );
  }

  #giveUp(now: number, why: string): void {
    for (const [token, { until, reject }] of this.#waiting) {
      if (until > now) return;
      this.#waiting.delete(token);
      reject(new Error(why));
    }
  }
}
