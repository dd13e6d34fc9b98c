// A side of a turn that may fail without failing the turn: the user is told what is missing.
import { isAbort, toErrorInfo } from '../../core/index.js';
import type { TurnRecorder } from './recorder.js';

/** @returns what `work` gives, or the fallback when it fails @throws AbortedError */
export async function orElse<T>(
  recorder: TurnRecorder,
  fallback: T,
  missing: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    const { message, remedy } = toErrorInfo(thrown);
    recorder.tell({
      type: 'notice',
      level: 'warning',
      text: `${missing} ${message}`,
      ...(remedy === undefined ? {} : { remedy }),
    });
    return fallback;
  }
}
