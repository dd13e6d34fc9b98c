// Long work in short pieces, so that it does not hold up the editor, and hears a stop.
import { throwIfAborted } from './abort.js';

/** Of Node: the page shares this folder, without its types, and does no such work. */
declare const setImmediate: (work: () => void) => unknown;

/** Items of about ten milliseconds of work. */
const SIZE = 250;

export interface SliceOptions {
  readonly signal?: AbortSignal | undefined;
  /** Items of a slice. */
  readonly size?: number;
}

/** Lets other work run. @throws AbortedError */
export async function breathe(signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  await new Promise<void>((resolve) => setImmediate(resolve));
  throwIfAborted(signal);
}

/**
 * Hands the items on in slices, letting other work run in between.
 * @param work gets a slice, and at which place of all it begins
 * @throws AbortedError between two slices
 */
export async function inSlices<T>(
  items: readonly T[],
  work: (slice: readonly T[], from: number) => void,
  { signal, size = SIZE }: SliceOptions = {},
): Promise<void> {
  for (let from = 0; from < items.length; from += size) {
    if (from > 0) await breathe(signal);
    work(items.slice(from, from + size), from);
  }
}

/** The same for work that is done item by item. @throws AbortedError between two slices */
export function eachInSlices<T>(
  items: readonly T[],
  work: (item: T, at: number) => void,
  options?: SliceOptions,
): Promise<void> {
  return inSlices(
    items,
    (slice, from) => {
      for (const [at, item] of slice.entries()) work(item, from + at);
    },
    options,
  );
}
