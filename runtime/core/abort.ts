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

const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * A signal that fires when `parent` fires or `ms` milliseconds have passed; `clear` lets go of the timer.
 * AbortSignal.any over AbortSignal.timeout would not do: Node 20 may collect such a signal before it fires.
 */
export function deadlineSignal(
  ms: number,
  parent: AbortSignal,
): { readonly signal: AbortSignal; readonly clear: () => void } {
  const deadline = new AbortController();
  const onParent = (): void => deadline.abort(parent.reason);
  const timer = setTimeout(
    () => deadline.abort(new AbortedError('The time for this is up.')),
    Math.max(0, Math.min(MAX_TIMER_MS, Math.floor(ms))),
  );
  if (parent.aborted) onParent();
  else parent.addEventListener('abort', onParent, { once: true });
  return {
    signal: deadline.signal,
    clear() {
      clearTimeout(timer);
      parent.removeEventListener('abort', onParent);
    },
  };
}
