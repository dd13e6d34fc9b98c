// Ends a server that sends more than any honest one: messages and characters in a window of time are counted.
import type { Clock } from '../../core/index.js';

export interface FloodLimits {
  readonly messages: number;
  readonly chars: number;
  readonly windowMs: number;
}

export const FLOOD_LIMITS: FloodLimits = {
  messages: 5_000,
  chars: 128 * 1024 * 1024,
  windowMs: 5_000,
};

export class FloodGuard {
  #since: number;
  #messages = 0;
  #chars = 0;

  constructor(
    private readonly clock: Clock,
    private readonly limits: FloodLimits = FLOOD_LIMITS,
  ) {
    this.#since = clock.monotonic();
  }

  /** Counts one message. @returns whether there is still room for it */
  take(chars: number): boolean {
    const now = this.clock.monotonic();
    if (now - this.#since >= this.limits.windowMs) {
      this.#since = now;
      this.#messages = 0;
      this.#chars = 0;
    }
    this.#messages++;
    this.#chars += chars;
    return this.#messages <= this.limits.messages && this.#chars <= this.limits.chars;
  }
}
