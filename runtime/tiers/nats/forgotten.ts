// Whether a follower was too slow, so that messages are no longer kept which it has not seen: a stream does not say so.
import type { Clock } from '../../core/index.js';
import { HistoryGoneError } from '../errors.js';

/** The server is asked no more often: messages of other subjects leave gaps, too, all the time. */
const ASK_MS = 100;

export class Forgotten {
  #known: number;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** First number that was left out since the server was asked. */
  #missed: number | undefined;

  /**
   * @param after what comes behind this number is followed
   * @param oldest number of the oldest message that the server has now
   */
  constructor(
    after: number,
    private readonly oldest: () => Promise<number>,
    private readonly clock: Pick<Clock, 'monotonic'>,
  ) {
    this.#known = after;
  }

  /** @returns what there is to tell when this message has come; nothing while the server does not answer */
  async before(seq: number): Promise<HistoryGoneError | undefined> {
    if (seq > this.#known + 1) this.#missed ??= this.#known + 1;
    this.#known = seq;
    const missed = this.#missed;
    if (missed === undefined || this.clock.monotonic() - this.#askedAt < ASK_MS) return undefined;
    const oldest = await this.oldest().catch(() => undefined);
    this.#askedAt = this.clock.monotonic();
    if (oldest === undefined) return undefined;
    this.#missed = undefined;
    return oldest > missed ? new HistoryGoneError(missed, oldest) : undefined;
  }
}
