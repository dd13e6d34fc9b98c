// A tier that does not answer may be back soon: what was asked of it is asked again for a while.
import { type Clock, sleep, toErrorInfo } from '../core/index.js';

/** So long it may be away. */
const AWAY_MS = 120_000;
const REST_MS = 500;
/** Longer than any tier asks by itself: a question that took longer to fail was not in vain all the time. */
const ONE_OUTAGE_MS = 60_000;

export interface WhileAway {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly signal: AbortSignal;
  /** Told each time before it is asked again. */
  readonly onAway?: (error: unknown) => void;
}

/** @returns the answer. @throws MemfunError of the tier when it stays away; AbortedError; whatever else the question throws */
export async function askedAgain<T>(
  ask: () => Promise<T>,
  { clock, signal, onAway }: WhileAway,
): Promise<T> {
  for (let awaySince: number | undefined; ; ) {
    const askedAt = clock.monotonic();
    try {
      return await ask();
    } catch (thrown) {
      if (signal.aborted || toErrorInfo(thrown).code !== 'tier.unreachable') throw thrown;
      const now = clock.monotonic();
      if (awaySince === undefined || now - askedAt > ONE_OUTAGE_MS) awaySince = now;
      if (now - awaySince > AWAY_MS) throw thrown;
      onAway?.(thrown);
      await sleep(REST_MS, signal);
    }
  }
}
