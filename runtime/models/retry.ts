// Sends a failed call again: exponential backoff with full jitter, or exactly as long as the provider asks.
import { ModelError } from './errors.js';

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** Whether a repetition is still invisible to the reader. */
  readonly mayRepeat: () => boolean;
  /** Told before every wait. */
  readonly onWait: (error: ModelError, waitMs: number) => void;
  /** Waits; rejects when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Random number in [0, 1). */
  readonly random: () => number;
}

const MAX_ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** A provider that asks for more than this gets an error instead of a silent pause. */
const LONGEST_ASKED_MS = 60_000;

/** Runs `attempt` until it succeeds, fails for good, or four attempts are used up. Throws the last error. */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  { signal, mayRepeat, onWait, wait, random }: RetryOptions,
): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ModelError) || !error.retryable) throw error;
      if (number === MAX_ATTEMPTS || !mayRepeat()) throw error;
      const asked = error.retryAfterMs;
      if (asked !== undefined && asked > LONGEST_ASKED_MS) throw error;
      const backoff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (number - 1));
      // A little jitter on top of an asked wait keeps parallel calls from returning all at once.
      const waitMs = Math.round(
        asked === undefined ? backoff * (0.5 + random() / 2) : asked + random() * 250,
      );
      onWait(error, waitMs);
      await wait(waitMs, signal);
    }
  }
}
