// The server's time: asked for once, and carried on by a clock that nobody can set.
import type { Clock } from '../../core/index.js';

/** The wall clock ran so much differently: it was set, or this machine slept, and monotonic time may have stood still. */
const DOUBTFUL_MS = 1_000;

export class ServerClock {
  #server = 0;
  #wall = 0;
  #at = 0;

  constructor(private readonly clock: Clock) {}

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#server + this.clock.monotonic() - this.#at;
  }

  /** Whether the server should be asked again. */
  isDoubtful(): boolean {
    const { clock } = this;
    return Math.abs(clock.now() - this.#wall - (clock.monotonic() - this.#at)) > DOUBTFUL_MS;
  }

  /** Asks for the server's time; it counts as that of the middle of the question. */
  async ask(question: () => Promise<number | undefined>): Promise<void> {
    const { clock } = this;
    const before = clock.monotonic();
    const server = await question();
    const [at, wall] = [clock.monotonic(), clock.now()];
    this.#server = server === undefined ? wall : server + (at - before) / 2;
    this.#wall = wall;
    this.#at = at;
  }
}
