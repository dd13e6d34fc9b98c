// Whether anybody still waits for a task: who does says so again and again, so that a lost one leaves no work behind.
import type { StateStore } from '../../ports/index.js';

const KEPT_MS = 30_000;
const SAID_MS = 10_000;
const LOOK_MS = 5_000;
/** In which whoever waits has said so again, once the store is back. */
const AGAIN_MS = SAID_MS + 2_000;

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

/**
 * Calls `gone` once when nobody waits any more. A store that does not answer proves nothing; nor does one that has just
 * come back, until whoever waits had time to say so again.
 */
export function watchWanted(state: StateStore, key: string, gone: () => void): { close(): void } {
  let heardAt = performance.now();
  let provesFrom = heardAt + AGAIN_MS; // an earlier attempt may have ended with an outage
  const look = async (): Promise<void> => {
    const found = await state.get(nameOf(key));
    const now = performance.now();
    if (now - heardAt > 2 * LOOK_MS) provesFrom = now + AGAIN_MS;
    heardAt = now;
    if (found !== undefined || now < provesFrom) return;
    clearInterval(timer);
    gone();
  };
  const timer = setInterval(() => {
    look().catch(() => undefined);
  }, LOOK_MS);
  return { close: () => clearInterval(timer) };
}
