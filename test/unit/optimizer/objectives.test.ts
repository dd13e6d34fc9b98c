// What a search is for: better answers, or cheaper or faster ones that are as good.
import { describe, expect, it } from 'vitest';
import { createIds, systemClock } from '../../../runtime/core/index.js';
import {
  type Candidate,
  OBJECTIVES,
  type ObjectiveName,
  type OptimizeOptions,
  objectiveOf,
  optimize,
  type Report,
  textIn,
} from '../../../runtime/optimizer/index.js';

const LONG = 'Think long and hard about it.';
const SHORT = 'Be brief.';

interface Kind {
  readonly score: number;
  readonly costUsd: number;
  readonly ms: number;
}

interface Searched extends Partial<Omit<OptimizeOptions, 'components' | 'evaluator'>> {
  /** Default `p/instructions`. */
  readonly components?: readonly string[];
  /** Of each component. */
  readonly present: string;
  readonly evaluate: (candidate: Candidate) => Kind;
  readonly rewrite: () => string;
}

function search({
  components = ['p/instructions'],
  present,
  evaluate,
  rewrite,
  ...more
}: Searched): Promise<Report> {
  const written = async () => ({ text: rewrite(), costUsd: 0 });
  return optimize({
    target: 'p',
    optimizer: 'gepa',
    components: components.map((id) => ({
      id,
      kind: 'instructions',
      about: id,
      value: present,
      maxChars: 200,
      preserve: [],
    })),
    originals: Object.fromEntries(components.map((id) => [id, present])),
    examples: Array.from({ length: 40 }, (_, n) => ({ id: `e${n}`, group: `e${n}` })),
    evaluator: {
      evaluate: async (candidate, example) => ({
        ...evaluate(candidate),
        feedback: 'It could be shorter.',
        input: example,
        output: '',
      }),
    },
    writer: {
      summarize: async () => ({ text: '', costUsd: 0 }),
      propose: written,
      reflect: written,
    },
    budget: { calls: 400, costUsd: 4 },
    seed: 1,
    model: 'scripted/script',
    signal: new AbortController().signal,
    clock: systemClock,
    ids: createIds(),
    ...more,
  });
}

/** A present version, and one other that every rewriting leads to. */
function searched(objective: ObjectiveName, short: Kind): Promise<Report> {
  const long = { score: 0.9, costUsd: 0.1, ms: 4_000 };
  return search({
    present: LONG,
    evaluate: (candidate) => (textIn(candidate, 'p/instructions') === SHORT ? short : long),
    rewrite: () => SHORT,
    weights: OBJECTIVES[objective],
    budget: { calls: 400, costUsd: 1_000 },
  });
}

describe('an objective', () => {
  it.each([
    ['cost', { score: 0.9, costUsd: 0.02, ms: 4_000 }],
    ['latency', { score: 0.9, costUsd: 0.1, ms: 1_000 }],
  ] as const)(
    'of %s finds what is as good for less, which quality alone does not look for',
    async (objective, short) => {
      const { verdict, components } = await searched(objective, short);
      expect(components).toMatchObject([{ before: LONG, after: SHORT }]);
      expect(verdict).toMatchObject({ offered: true, losses: 0 });
      expect(verdict.after.costUsd).toBeCloseTo(short.costUsd);
      expect(verdict.after.ms).toBeCloseTo(short.ms);
      expect((await searched('quality', short)).verdict.offered).toBe(false);
    },
  );

  it.each(['cost', 'latency'] as const)(
    'of %s offers nothing whose answers are worse, however little it takes',
    async (objective) => {
      const { verdict } = await searched(objective, { score: 0.8, costUsd: 0.001, ms: 10 });
      expect(verdict.offered).toBe(false);
      expect(verdict.why).toContain('answers on held-out examples are worse');
    },
  );

  it('counts cost and time in shares of the present version, and nothing where that is free', () => {
    const run = { score: 1, feedback: '', input: '', output: '' };
    const weights = { cost: 0.5, latency: 0.25 };
    const present = [
      { ...run, costUsd: 0.1, ms: 1_000 },
      { ...run, costUsd: 0.3, ms: 3_000 },
    ];
    expect(objectiveOf(weights, present)).toEqual({ perUsd: 2.5, perSecond: 0.125 });
    expect(objectiveOf(weights, [{ ...run, costUsd: 0, ms: 0 }])).toEqual({
      perUsd: 0,
      perSecond: 0,
    });
  });
});

it('keeps what was found when the money runs out while its changes are taken back one by one', async () => {
  const report = await search({
    components: ['p/first', 'p/second'],
    present: 'start',
    evaluate: (candidate) => {
      const [first, second] = ['p/first', 'p/second'].map(
        (id) => textIn(candidate, id) === 'better',
      );
      const score = first === true ? (second === true ? 0.9 : 0.5) : 0.1;
      // Without the first change it takes more than all else.
      return { score, costUsd: first !== true && second === true ? 0.25 : 0.002, ms: 1 };
    },
    rewrite: () => 'better',
    parallel: 1,
  });
  expect(report.components.map(({ after }) => after)).toEqual(['better', 'better']);
  expect(report.verdict.offered).toBe(true);
});

it.each(['gepa', 'mipro'] as const)(
  'money for the held-out examples is set aside by what runs cost: %s judges a dearer text that it found, too',
  async (optimizer) => {
    let written = 0;
    const report = await search({
      optimizer,
      present: 'start',
      evaluate: (candidate) => {
        const isBetter = textIn(candidate, 'p/instructions').startsWith('better');
        return { score: isBetter ? 0.9 : 0.2, costUsd: isBetter ? 0.05 : 0.01, ms: 1 };
      },
      rewrite: () => `better ${++written}`,
      parallel: 1,
    });
    expect(report.verdict.offered).toBe(true);
    expect(report.verdict.after.costUsd).toBeCloseTo(0.05);
    expect(report.search.costUsd).toBeLessThanOrEqual(4);
  },
);

it('of little money only what one run of each held-out example takes is set aside: the rest is searched with', async () => {
  const report = await search({
    present: 'start',
    evaluate: (candidate) => ({
      score: textIn(candidate, 'p/instructions') === 'better' ? 0.9 : 0.2,
      costUsd: 0.01,
      ms: 1,
    }),
    rewrite: () => 'better',
    budget: { calls: 400, costUsd: 0.75 },
    parallel: 1,
  });
  expect(report.verdict.offered).toBe(true);
  expect(report.search.costUsd).toBeLessThanOrEqual(0.75);
});
