// How fast a tier is: one small write and one read.
import type { StateStore } from '../ports/index.js';

/** The tier's own; it ends by itself. */
export const PROBE_KEY = 'memfun.probe';

/** @returns milliseconds */
export async function latencyOf(state: StateStore): Promise<number> {
  const started = performance.now();
  await state.put(PROBE_KEY, started, { ttlMs: 1000 });
  await state.get(PROBE_KEY);
  return performance.now() - started;
}
