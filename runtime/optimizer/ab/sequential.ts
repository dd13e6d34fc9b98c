// A comparison of two arms that may be looked at after every task: intervals that hold at all times at once.
import { mean } from '../evaluation.js';

export interface ArmSummary {
  readonly n: number;
  readonly mean: number;
}

export interface Comparison {
  readonly a: ArmSummary;
  readonly b: ArmSummary;
  /** Mean of b minus mean of a, with an interval that holds over the whole experiment, however often it is looked at. */
  readonly difference: { readonly mean: number; readonly low: number; readonly high: number };
}

export type Decision = 'running' | 'better' | 'harm' | 'no-difference';

export interface StoppingRule {
  /** Chance of ever naming a difference where there is none. Default 0.05. */
  readonly level: number;
  /** Tasks of each arm before anything is decided. */
  readonly minimum: number;
  /** Tasks of both arms after which it ends without a difference. */
  readonly maximum: number;
}

export const DEFAULT_RULE: StoppingRule = { level: 0.05, minimum: 20, maximum: 2_000 };

/** The interval is narrowest, for its width at all times, at about this many tasks of each arm. */
const TUNED_FOR = 200;

/**
 * Confidence sequence of a difference in means by the normal mixture of Robbins ("Statistical Methods Related to the
 * Law of the Iterated Logarithm", 1970), as in the mixture sequential probability ratio test (Johari, Pekelis, Walsh,
 * "Always Valid Inference", 2015) and asymptotically for unknown variances (Waudby-Smith et al., "Time-uniform
 * central limit theory and asymptotic confidence sequences", 2021).
 * @param a @param b scores from 0 to 1, one for each task
 */
export function compareArms(
  a: readonly number[],
  b: readonly number[],
  level: number = DEFAULT_RULE.level,
): Comparison {
  const difference = mean(b) - mean(a);
  const summary = {
    a: { n: a.length, mean: mean(a) },
    b: { n: b.length, mean: mean(b) },
  };
  if (a.length === 0 || b.length === 0)
    return { ...summary, difference: { mean: difference, low: -1, high: 1 } };
  const variance = spread(a) / a.length + spread(b) / b.length;
  const information = 1 / variance;
  // In the same unit: what two even arms of the given length would tell, at the largest variance.
  const rho = TUNED_FOR / 0.5 / (2 * Math.log(1 / level) + Math.log(1 + 2 * Math.log(1 / level)));
  const total = information + rho;
  const half = variance * Math.sqrt(total * Math.log(total / (rho * level * level)));
  return {
    ...summary,
    difference: {
      mean: difference,
      low: Math.max(-1, difference - half),
      high: Math.min(1, difference + half),
    },
  };
}

/** Whether it goes on. Harm ends it as soon as it is beyond chance. */
export function decide(
  { a, b, difference }: Comparison,
  rule: Pick<StoppingRule, 'minimum' | 'maximum'>,
): Decision {
  if (Math.min(a.n, b.n) < rule.minimum) return 'running';
  if (difference.high < 0) return 'harm';
  if (difference.low > 0) return 'better';
  return a.n + b.n >= rule.maximum ? 'no-difference' : 'running';
}

/** Variance with one more success and one more failure, so that few equal results do not look certain. */
function spread(values: readonly number[]): number {
  const all = [...values, 0, 1];
  const center = mean(all);
  return mean(all.map((value) => (value - center) ** 2));
}
