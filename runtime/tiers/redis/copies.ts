// What was acknowledged behind Sentinels is on a second server too: a failover loses nothing of it.
import type { Cluster, Redis } from 'ioredis';
import { TierUnreachableError } from '../errors.js';

/** One question whether there is a copy. */
const STEP_MS = 500;
/** A write may wait this long for a copy: a new primary needs a moment to have some. */
const PATIENCE_MS = 25_000;

export class Copies {
  /** Connections that were lost so far. */
  #lost = 0;

  constructor(
    private readonly client: Redis | Cluster,
    private readonly where: string,
  ) {
    client.on('close', () => {
      this.#lost++;
    });
  }

  /**
   * Sends a command, and resolves with its reply when a second server has what it wrote: of the servers that live,
   * Sentinels make the one that has most the primary (https://redis.io/docs/latest/commands/wait/). A connection
   * that is lost meanwhile leaves it open whether that server was still the primary: the command is sent again, as
   * after any answer that was lost.
   * @throws TierUnreachableError when nobody copies
   */
  async behind<T>(send: () => Promise<T>): Promise<T> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const sending = send();
      const asking = this.client.wait(1, STEP_MS);
      asking.catch(() => undefined); // looked at below, or the command has failed already
      const reply = await sending;
      const lostBefore = this.#lost;
      let copies = await asking;
      while (copies < 1 && this.#lost === lostBefore && performance.now() < until) {
        copies = await this.client.wait(1, STEP_MS);
      }
      if (this.#lost === lostBefore && copies >= 1) return reply;
      if (performance.now() >= until) throw this.#nobody();
    }
  }

  #nobody(): TierUnreachableError {
    return new TierUnreachableError(
      `${this.where}: no second server has what was written, so a failover could lose it`,
      'Start a replica of the primary and let the Sentinels find it; two replicas survive the loss of any one server.',
    );
  }
}
