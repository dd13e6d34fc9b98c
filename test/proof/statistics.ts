// What a sample of scores tells beside its mean: the tail, and how sure a ratio of two means is.
import { randomOf } from './random.js';

const RESAMPLES = 2_000;

/** The value that 95 % of the numbers do not pass. */
export function p95Of(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? 0;
}

/**
 * The 95 % interval of the ratio of two means over the same cases: cases are drawn anew, pairs stay together
 * (B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993, percentile intervals). The same every time.
 */
export function ratioInterval(
  ours: readonly number[],
  theirs: readonly number[],
): readonly [number, number] {
  const random = randomOf(1, 'ratio');
  const ratios = Array.from({ length: RESAMPLES }, () => {
    let [above, below] = [0, 0];
    for (let draw = 0; draw < ours.length; draw++) {
      const at = random.int(0, ours.length - 1);
      above += ours[at] ?? 0;
      below += theirs[at] ?? 0;
    }
    return above / below;
  }).sort((a, b) => a - b);
  const at = (share: number): number => ratios[Math.floor(share * (RESAMPLES - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}
