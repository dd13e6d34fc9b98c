// A tree-structured Parzen estimator over categorical choices: which combination to try next, from what was seen.
import type { Random } from '../random.js';

export interface Observation {
  /** For each variable the number of its choice. */
  readonly choice: readonly number[];
  /** Larger is better. */
  readonly score: number;
}

/** Random trials before the estimate is trusted, candidates drawn per trial, share of trials that count as good. */
const STARTUP = 10;
const DRAWS = 24;
const GOOD_SHARE = 0.1;
const GOOD_MOST = 25;
const PRIOR = 1;
/** Observations from which on old ones weigh less. */
const FLAT_WEIGHTS = 25;

/**
 * The multivariate TPE sampler of Optuna with its defaults (Bergstra et al., "Algorithms for Hyper-Parameter
 * Optimization", 2011; Falkner et al., "BOHB", 2018): each observation is a kernel over all variables at once, so that
 * choices which are good only together are found together.
 * @param sizes number of choices of each variable
 */
export function nextChoice(
  sizes: readonly number[],
  seen: readonly Observation[],
  random: Random,
): readonly number[] {
  if (seen.length < STARTUP) return sizes.map((size) => random.below(size));
  const good = new Set(
    seen
      .map((observation, index) => ({ index, score: observation.score }))
      .sort((a, b) => b.score - a.score || a.index - b.index)
      .slice(0, Math.min(Math.ceil(GOOD_SHARE * seen.length), GOOD_MOST))
      .map(({ index }) => index),
  );
  const below = new Parzen(
    sizes,
    seen.filter((_, index) => good.has(index)).map(({ choice }) => choice),
  );
  const above = new Parzen(
    sizes,
    seen.filter((_, index) => !good.has(index)).map(({ choice }) => choice),
  );
  let best: readonly number[] | undefined;
  let bestGain = Number.NEGATIVE_INFINITY;
  for (let draw = 0; draw < DRAWS; draw++) {
    const choice = below.draw(random);
    const gain = Math.log(below.density(choice)) - Math.log(above.density(choice));
    if (gain > bestGain) {
      bestGain = gain;
      best = choice;
    }
  }
  return best ?? sizes.map((size) => random.below(size));
}

/** A mixture: one kernel for each observation, and an even one as prior. */
export class Parzen {
  readonly #sizes: readonly number[];
  readonly #kernels: readonly (readonly number[] | undefined)[];
  readonly #weights: readonly number[];

  constructor(sizes: readonly number[], seen: readonly (readonly number[])[]) {
    this.#sizes = sizes;
    this.#kernels = [...seen, undefined];
    this.#weights = [...weightsOf(seen.length), PRIOR];
  }

  draw(random: Random): readonly number[] {
    const kernel = this.#kernels[random.weighted(this.#weights)];
    return this.#sizes.map((size, variable) => {
      const rows = Array.from({ length: size }, (_, choice) =>
        this.#chance(kernel, variable, choice),
      );
      return random.weighted(rows);
    });
  }

  density(choice: readonly number[]): number {
    const total = this.#weights.reduce((sum, weight) => sum + weight, 0);
    return this.#kernels.reduce((sum, kernel, index) => {
      const product = choice.reduce(
        (rest, value, variable) => rest * this.#chance(kernel, variable, value),
        1,
      );
      return sum + ((this.#weights[index] ?? 0) / total) * product;
    }, 0);
  }

  #chance(kernel: readonly number[] | undefined, variable: number, choice: number): number {
    const size = this.#sizes[variable] ?? 1;
    if (kernel === undefined) return 1 / size;
    const share = PRIOR / this.#kernels.length;
    return (share + (kernel[variable] === choice ? 1 : 0)) / (share * size + 1);
  }
}

/** The newest 25 count in full, older ones the less the older they are. */
export function weightsOf(count: number): readonly number[] {
  if (count <= FLAT_WEIGHTS) return Array.from({ length: count }, () => 1);
  const ramp = count - FLAT_WEIGHTS;
  return Array.from({ length: count }, (_, index) =>
    index >= ramp ? 1 : 1 / count + (index / Math.max(1, ramp - 1)) * (1 - 1 / count),
  );
}
