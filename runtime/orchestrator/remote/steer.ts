// What the person says while a worker is at a loop: kept where the worker looks before its steps, whole for each attempt.
import type { StateEntry, StateStore } from '../../ports/index.js';
import type { Steering } from '../../rlm/index.js';

const KEPT_MS = 60 * 60 * 1000;
const LISTEN_MS = 1_000;

const nameOf = (key: string): string => `work-steer.${key}`;

/** Brings what is said to whoever works under this key, until it is closed; what an earlier home has said stays before it. */
export function keepSteering(
  state: StateStore,
  key: string,
  steering: Steering | undefined,
): { close(): void } {
  const words: string[] = [];
  let before: readonly string[] | undefined;
  let brought = 0;
  let isBringing = false;
  const bring = async (): Promise<void> => {
    isBringing = true;
    try {
      before ??= wordsIn(await state.get(nameOf(key)));
      const count = words.length;
      await state.put(nameOf(key), [...before, ...words], { ttlMs: KEPT_MS });
      brought = count;
    } catch {
      // A store that does not answer is told again.
    } finally {
      isBringing = false;
    }
  };
  const timer = setInterval(() => {
    words.push(...(steering?.take() ?? []).map(({ text }) => text));
    // One after the other: an older state must not come last.
    if (brought < words.length && !isBringing) void bring();
  }, LISTEN_MS);
  return { close: () => clearInterval(timer) };
}

/** The words for this key as a loop takes them. A store that does not answer is asked again. */
export function watchSteering(
  state: StateStore,
  key: string,
): { readonly steering: Steering; close(): void } {
  let words: readonly string[] = [];
  let heard = 0;
  const timer = setInterval(() => {
    state.get(nameOf(key)).then(
      (found) => {
        if (found !== undefined) words = wordsIn(found);
      },
      () => undefined,
    );
  }, LISTEN_MS);
  return {
    steering: {
      take: () => {
        const news = words.slice(heard).map((text) => ({ text }));
        heard = words.length;
        return news;
      },
    },
    close: () => clearInterval(timer),
  };
}

function wordsIn(found: Pick<StateEntry, 'value'> | undefined): readonly string[] {
  const value = found?.value;
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
}
