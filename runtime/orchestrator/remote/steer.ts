// What the person says while a worker is at a loop: kept where the worker looks before its steps, whole for each attempt.
import type { StateStore } from '../../ports/index.js';
import type { Steering } from '../../rlm/index.js';

const KEPT_MS = 60 * 60 * 1000;
const LISTEN_MS = 1_000;

const nameOf = (key: string): string => `work-steer.${key}`;

/** Brings what is said to whoever works under this key, until it is closed. */
export function keepSteering(
  state: StateStore,
  key: string,
  steering: Steering | undefined,
): { close(): void } {
  const words: string[] = [];
  const timer = setInterval(() => {
    const news = steering?.take() ?? [];
    if (news.length === 0) return;
    words.push(...news.map(({ text }) => text));
    state.put(nameOf(key), [...words], { ttlMs: KEPT_MS }).catch(() => undefined); // said again with the next words
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
        const value = found?.value;
        if (Array.isArray(value)) words = value.filter((word) => typeof word === 'string');
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
