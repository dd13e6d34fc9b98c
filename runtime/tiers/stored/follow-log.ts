// Brings a subscriber every message of a log, in order: from what a bell brings along, else from the storage.
import { HistoryGoneError } from '../errors.js';
import type { Published } from './bus-store.js';

/** Where the messages lie. */
export interface FollowedLog {
  /** Those after a position, in order, at most `LOG_BATCH`; rejects while the storage is away. */
  read(after: number): Promise<readonly Published[]>;
  /** The lowest position that is still kept; `undefined` when there is none. */
  oldest(): Promise<number | undefined>;
  /** Calls back after something was added: with a way to make the message when it came along. May call without need. */
  onAdded(listener: (make: (() => Published) | undefined) => void): { dispose(): void };
  /** Looks again after so many milliseconds even when nothing rang; `undefined` where no ring can get lost. */
  readonly idleMs: number | undefined;
}

/** Messages of one reading. */
export const LOG_BATCH = 256;
const AFTER_ERROR_MS = 1_000;

/**
 * Hands over every message after a position until the signal fires, the next one when `take` has resolved.
 * @param onTrouble told when nothing can be read, once until something can be again, and when messages are lost
 */
export async function followLog(
  log: FollowedLog,
  start: number,
  take: (message: Published) => Promise<void>,
  signal: AbortSignal,
  onTrouble: (error: Error) => void,
): Promise<void> {
  let wake: () => void = () => undefined;
  /** Position up to which everything is in hand. */
  let known = start;
  /** What the bell itself brought, each behind the one before it. */
  let told: Published[] = [];
  let mustRead = true;
  let isReading = false;
  let isTroubled = false;
  const bell = log.onAdded((make) => {
    const next = isReading || told.length >= LOG_BATCH ? undefined : make?.();
    if (next?.position === known + 1) {
      told.push(next);
      known = next.position;
    } else mustRead = true;
    wake();
  });
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  const rest = async (ms: number | undefined): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (ms === undefined) return;
      timer = setTimeout(() => {
        mustRead = true;
        resolve();
      }, ms);
    });
    clearTimeout(timer);
  };
  const read = async (): Promise<readonly Published[]> => {
    mustRead = false;
    isReading = true;
    try {
      const batch = await log.read(known);
      const [first] = batch;
      // Numbers may be left out, but not before the oldest that there is.
      const oldest = first === undefined || first.position === known + 1 ? 0 : await log.oldest();
      if (oldest !== undefined && oldest > known + 1)
        onTrouble(new HistoryGoneError(known + 1, oldest));
      isTroubled = false;
      known = batch.at(-1)?.position ?? known;
      if (batch.length === LOG_BATCH) mustRead = true;
      return batch;
    } catch (error) {
      if (!isTroubled && !signal.aborted)
        onTrouble(error instanceof Error ? error : new Error(String(error)));
      isTroubled = true;
      if (!signal.aborted) await rest(AFTER_ERROR_MS); // what carries it may come back
      mustRead = true;
      return [];
    } finally {
      isReading = false;
    }
  };
  try {
    while (!signal.aborted) {
      let batch: readonly Published[] = told;
      told = [];
      if (batch.length === 0 && mustRead) batch = await read();
      for (const message of batch) {
        if (signal.aborted) return;
        await take(message);
      }
      if (told.length === 0 && !mustRead && !signal.aborted) await rest(log.idleMs);
    }
  } finally {
    bell.dispose();
    signal.removeEventListener('abort', onAbort);
  }
}
