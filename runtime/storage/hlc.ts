// Hybrid logical clock: stamps that order changes of several windows, also when their clocks disagree.
// Kulkarni, Demirbas et al., "Logical Physical Clocks", 2014.
import type { Clock } from '../core/index.js';

const STAMP = /^(\d{15})\.(\d{5})\.([a-z0-9_]+)$/;
const MAX_COUNTER = 99_999;

/**
 * Makes stamps `<ms>.<counter>.<window>` that sort as text: each is greater than every stamp made or observed
 * before, and two windows never make the same one.
 */
export class HybridClock {
  readonly #clock: Clock;
  readonly #window: string;
  #ms = 0;
  #counter = 0;

  /** `window` is an id of lower-case letters, digits and `_`, used by nobody else. */
  constructor(clock: Clock, window: string) {
    this.#clock = clock;
    this.#window = window;
  }

  next(): string {
    const now = Math.floor(this.#clock.now());
    if (now > this.#ms) this.#set(now, 0);
    else if (this.#counter < MAX_COUNTER) this.#counter++;
    else this.#set(this.#ms + 1, 0);
    const ms = String(this.#ms).padStart(15, '0');
    return `${ms}.${String(this.#counter).padStart(5, '0')}.${this.#window}`;
  }

  /** Takes note of a stamp of another window: later stamps of this clock come after it. */
  observe(stamp: string): void {
    const match = STAMP.exec(stamp);
    if (match === null) return;
    const ms = Number(match[1]);
    const counter = Number(match[2]);
    if (ms > this.#ms || (ms === this.#ms && counter > this.#counter)) this.#set(ms, counter);
  }

  #set(ms: number, counter: number): void {
    this.#ms = ms;
    this.#counter = counter;
  }
}

export function isStamp(text: string): boolean {
  return STAMP.test(text);
}

/** The wall-clock part of a stamp, in milliseconds since the epoch. */
export function stampMs(stamp: string): number {
  return Number(stamp.slice(0, 15));
}
