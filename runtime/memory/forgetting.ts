// How memories fade: Ebbinghaus' law, score = exp(-t / stability), and what reinforces them.
// H. Ebbinghaus, "Über das Gedächtnis", 1885; the exponential form as in MemoryBank (Zhong et al., 2024).
import type { Memory, MemoryLayer } from './model.js';

const DAY_MS = 86_400_000;

/** Days after which a memory of a layer that was never used has faded to 1/e. */
export const STABILITY_DAYS: Readonly<Record<MemoryLayer, number>> = {
  core: 180,
  project: 120,
  recent: 30,
  session: 7,
};
/** Each use makes a memory this much more stable, up to the cap, both as factors of the layer's default. */
const REINFORCEMENT = 1.1;
const MAX_STABILITY = 2;
/** A memory whose score falls under this is archived. */
export const FADED = 0.1;

/** Stability in days after `uses` reinforcements. */
export function stabilityDays(layer: MemoryLayer, uses: number): number {
  return STABILITY_DAYS[layer] * Math.min(MAX_STABILITY, REINFORCEMENT ** uses);
}

/** 0 to 1: how much of a memory is left at `now` (milliseconds since the epoch). Pinned ones never fade. */
export function retention(
  memory: Pick<Memory, 'layer' | 'useCount' | 'pinned' | 'updatedAt'> & {
    readonly lastUsedAt?: number | undefined;
  },
  now: number,
): number {
  if (memory.pinned) return 1;
  const since = Math.max(memory.updatedAt, memory.lastUsedAt ?? 0);
  const days = Math.max(0, now - since) / DAY_MS;
  return Math.exp(-days / stabilityDays(memory.layer, memory.useCount));
}
