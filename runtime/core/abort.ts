// Stopping: the helpers that make every wait end when its AbortSignal fires.
import { AbortedError } from './errors.js';

/** Throws `AbortedError` when the signal has already fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AbortedError(undefined, signal.reason);
}

/**
 * Settles like `work`, or rejects with `AbortedError` as soon as the signal fires.
 * The work itself is not cancelled: pass it the signal too.
 */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  if (signal.aborted) work.catch(() => undefined); // nobody will ask for its outcome any more
  throwIfAborted(signal);
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(new AbortedError(undefined, signal.reason));
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}

/** Waits `ms` milliseconds; rejects with `AbortedError` when the signal fires first. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    function onAbort(): void {
      clearTimeout(timer);
      reject(new AbortedError(undefined, signal?.reason));
    }
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
