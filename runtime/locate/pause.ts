// Where long work lets others have their turn, and hears a stop.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfAborted } from '../core/index.js';

/** Items of some milliseconds of work. */
const SLICE = 200;

/** @throws AbortedError */
export async function pause(signal: AbortSignal | undefined): Promise<void> {
  throwIfAborted(signal);
  await nextTurn();
  throwIfAborted(signal);
}

/** Does the work item by item, with a pause after each slice of them. @throws AbortedError between two of them */
export async function inSlices<T>(
  items: readonly T[],
  work: (item: T, at: number) => void,
  signal: AbortSignal | undefined,
  slice = SLICE,
): Promise<void> {
  for (const [at, item] of items.entries()) {
    if (at > 0 && at % slice === 0) await pause(signal);
    work(item, at);
  }
}
