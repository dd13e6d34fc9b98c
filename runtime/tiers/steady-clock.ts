// Wall-clock time that does not go back: leases, delays and lives of keys would last longer by as much.
import type { Clock } from '../core/index.js';

/** Smaller differences between wall clock and monotonic time are corrections of drift. */
const TOLERATED_MS = 1_000;

/**
 * When somebody sets the wall clock back, time goes on from where it was; when the clock is set forward again, the
 * difference shrinks by as much. A clock set forward is believed: a machine that slept looks the same.
 */
export class SteadyClock implements Clock {
  readonly #clock: Clock;
  readonly #onSet: (behindMs: number) => void;
  #behindMs = 0;
  #wall: number;
  #at: number;

  /** @param onSet called with what the wall clock is behind, in milliseconds, whenever that has changed */
  constructor(clock: Clock, onSet: (behindMs: number) => void = () => undefined) {
    this.#clock = clock;
    this.#onSet = onSet;
    this.#wall = clock.now();
    this.#at = clock.monotonic();
  }

  now(): number {
    const [wall, at] = [this.#clock.now(), this.#clock.monotonic()];
    const jump = wall - this.#wall - (at - this.#at);
    this.#wall = wall;
    this.#at = at;
    if (jump < -TOLERATED_MS || (jump > TOLERATED_MS && this.#behindMs > 0)) {
      this.#behindMs = Math.max(0, this.#behindMs - jump);
      this.#onSet(this.#behindMs);
    }
    return wall + this.#behindMs;
  }

  monotonic(): number {
    return this.#clock.monotonic();
  }

  /** Takes over what another process knows, after this one has looked for itself. */
  agree(known: () => number): void {
    this.now();
    const behindMs = known();
    if (Math.abs(behindMs - this.#behindMs) > TOLERATED_MS) this.#behindMs = behindMs;
  }
}
