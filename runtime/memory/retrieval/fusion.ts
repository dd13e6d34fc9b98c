// Joining what words and what vectors say. Vectors lift what words miss; what words are sure of keeps its place.

export interface Fitting {
  /** By words and everything but vectors. */
  readonly score: number;
  /** By vectors, 0 (nothing to do with it) to 1. */
  readonly likeness: number;
  /** Share of the question that the words speak of, 0 to 1. */
  readonly coverage: number;
}

/** Words are sure of what has at least this share of the best score … */
const SURE_SHARE = 0.3;
/** … and speaks of this share of the question. */
const SURE_COVERAGE = 0.3;

/**
 * New scores, in the same order as given. Invariant: what words are sure of is not passed by anything that it was
 * ahead of by words, whatever the vectors are.
 * @param weight what full likeness adds, as a share of the best score
 */
export function fused(fitting: readonly Fitting[], weight: number): readonly number[] {
  const best = fitting.reduce((most, { score }) => Math.max(most, score), 0);
  const scale = best === 0 ? 1 : best;
  const isSure = ({ score, coverage }: Fitting): boolean =>
    score > 0 && score >= SURE_SHARE * best && coverage >= SURE_COVERAGE;
  // The sure ones by rising score: a floor for what is lifted from below.
  const sure = fitting
    .filter(isSure)
    .map(({ score }) => score)
    .sort((a, b) => a - b);
  return fitting.map((one) => {
    if (one.likeness <= 0 || isSure(one)) return one.score;
    const lifted = one.score + weight * scale * one.likeness;
    const ceiling = sure.find((score) => score >= one.score);
    // Under the ceiling, more is still more.
    return ceiling === undefined || lifted < ceiling
      ? lifted
      : Math.max(one.score, ceiling * (1 - 1e-6 / (1 + lifted)));
  });
}
