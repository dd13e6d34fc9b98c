// Tests and intervals for paired results of few examples: exact where that is possible.
import { mean } from './evaluation.js';
import type { Random } from './random.js';

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2_000;
/** Pairs up to which the distribution of the signed ranks is counted out. */
const EXACT_PAIRS = 30;

/**
 * One-sided exact McNemar test: how likely so many wins, or more, are among the pairs that differ, if wins and
 * losses are equally likely. McNemar, "Note on the sampling error of the difference between correlated proportions or
 * percentages", 1947; exact binomial form.
 */
export function mcnemar(wins: number, losses: number): number {
  const n = wins + losses;
  let term = 0.5 ** n; // C(n, 0) / 2^n
  let tail = 0;
  for (let k = 0; k <= n; k++) {
    if (k >= wins) tail += term;
    term *= (n - k) / (k + 1);
  }
  return Math.min(1, tail);
}

/**
 * One-sided Wilcoxon signed-rank test (Wilcoxon, "Individual Comparisons by Ranking Methods", 1945): how likely ranks
 * so much in favour of positive differences are by chance. Zeros are left out, ties share their mean rank. Exact up
 * to 30 pairs, then by the normal approximation with the correction for ties.
 */
export function signedRank(differences: readonly number[]): number {
  const moved = differences.filter((difference) => difference !== 0);
  if (moved.length === 0) return 1;
  // Twice the mean ranks are whole numbers.
  const ranks = doubledRanks(moved.map(Math.abs));
  const positive = ranks.reduce((sum, rank, i) => sum + ((moved[i] ?? 0) > 0 ? rank : 0), 0);
  if (moved.length <= EXACT_PAIRS) return exactTail(ranks, positive);
  const center = ranks.reduce((sum, rank) => sum + rank, 0) / 2;
  const spread = Math.sqrt(ranks.reduce((sum, rank) => sum + rank * rank, 0) / 4);
  return 1 - normalBelow((positive - 1 - center) / spread);
}

/** Bootstrap percentile interval of a mean (Efron, 1979), 95 %. */
export function bootstrap(values: readonly number[], random: Random): Interval {
  if (values.length === 0) return { mean: 0, low: 0, high: 0 };
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(values.map(() => random.pick(values))),
  ).sort((a, b) => a - b);
  const at = (share: number): number => means[Math.floor(share * (RESAMPLES - 1))] ?? 0;
  return { mean: mean(values), low: at(0.025), high: at(0.975) };
}

/** Wilson's 95 % interval of a share (Wilson, 1927); sound also at 0 and 1, and for few cases. */
export function wilson(successes: number, of: number): Interval {
  if (of === 0) return { mean: 0, low: 0, high: 1 };
  const z = 1.96;
  const share = successes / of;
  const center = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half =
    (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { mean: share, low: Math.max(0, center - half), high: Math.min(1, center + half) };
}

/** Of the standard normal distribution; Abramowitz and Stegun 26.2.17, error below 1e-7. */
function normalBelow(z: number): number {
  if (z < 0) return 1 - normalBelow(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const poly =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}

function doubledRanks(sizes: readonly number[]): readonly number[] {
  const sorted = [...sizes].sort((a, b) => a - b);
  return sizes.map((size) => sorted.indexOf(size) + 1 + sorted.lastIndexOf(size) + 1);
}

/** The share of all choices of signs whose positive ranks add up to at least this. */
function exactTail(ranks: readonly number[], least: number): number {
  let ways = new Map([[0, 1]]);
  for (const rank of ranks) {
    const next = new Map(ways);
    for (const [sum, count] of ways) next.set(sum + rank, (next.get(sum + rank) ?? 0) + count);
    ways = next;
  }
  let tail = 0;
  for (const [sum, count] of ways) if (sum >= least) tail += count;
  return tail / 2 ** ranks.length;
}
