// A report of an optimisation, as one is kept.
import type { Report } from '../../runtime/optimizer/index.js';

export interface ReportOptions {
  readonly id: string;
  readonly part?: string;
  /** Default: `before`. */
  readonly original?: string;
  readonly before?: string;
  readonly after?: string;
  readonly offered?: boolean;
  readonly madeAt?: number;
}

const interval = (mean: number) => ({
  mean,
  low: Math.max(0, mean - 0.2),
  high: Math.min(1, mean + 0.2),
});

const side = (mean: number) => ({
  value: interval(mean),
  score: interval(mean),
  costUsd: 0.0042,
  ms: 1_800,
});

export function reportOf(options: ReportOptions): Report {
  const { id, part = 'direct.answer/instructions', offered = true, madeAt = 1 } = options;
  const { before = 'Answer.\nBe nice.', after = 'Answer.\nBe brief.' } = options;
  const { original = before } = options;
  return {
    format: 1,
    id,
    madeAt,
    target: part.split('/')[0] ?? part,
    optimizer: 'gepa',
    seed: 0,
    model: 'scripted/script',
    components: [{ id: part, kind: 'instructions', original, before, after }],
    examples: { train: 6, val: 8, heldOut: 6 },
    search: { calls: 180, costUsd: 0.75, ended: 'done', tried: [] },
    verdict: {
      test: 'exact McNemar',
      p: 0.01,
      level: 0.05,
      offered,
      why: offered
        ? 'It is better on held-out examples, beyond chance (p = 0.0100 < 0.05).'
        : 'It looks better on held-out examples, but this may be chance (p = 0.1250, needed below 0.05).',
      wins: 6,
      losses: 1,
      ties: 3,
      before: side(0.5),
      after: side(0.9),
      difference: interval(0.4),
      examples: [
        {
          id: 'h1',
          before: 0,
          after: 1,
          feedback: 'right | now',
          input: 'Which port has the dev server?',
        },
        {
          id: 'h2',
          before: 1,
          after: 0,
          feedback: 'answer does not mention: 8080.',
          input: 'And in tests?',
        },
        { id: 'h3', before: 1, after: 1, feedback: 'Nothing is wrong with it.', input: 'Same.' },
      ],
    },
  };
}
