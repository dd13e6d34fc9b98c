// Whether anybody still waits for a task: who does says so again and again, so that a lost one leaves no work behind.
import type { StateStore } from '../../ports/index.js';

const KEPT_MS = 30_000;
const SAID_MS = 10_000;
const LOOK_MS = 5_000;

const nameOf = (key: string): string => `work-wanted.${key}`;

/** @returns until it is closed, workers see that it is wanted */
export async function keepWanted(
  state: StateStore,
  key: string,
): Promise<{ readonly key: string; close(): void }> {
  const say = (): Promise<unknown> => state.put(nameOf(key), true, { ttlMs: KEPT_MS });
  await say();
  const timer = setInterval(() => {
    say().catch(() => undefined); // said again in time, or the task is done here
  }, SAID_MS);
  return {
    key,
    close: () => {
      clearInterval(timer);
      state.delete(nameOf(key)).catch(() => undefined); // it runs out by itself
    },
  };
}

/** Calls `gone` once when nobody waits any more. A store that does not answer proves nothing. */
export function watchWanted(state: StateStore, key: string, gone: () => void): { close(): void } {
  const look = async (): Promise<void> => {
    if ((await state.get(nameOf(key))) !== undefined) return;
    clearInterval(timer);
    gone();
  };
  const timer = setInterval(() => {
    look().catch(() => undefined);
  }, LOOK_MS);
  look().catch(() => undefined);
  return { close: () => clearInterval(timer) };
}
