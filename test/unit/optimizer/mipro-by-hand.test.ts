// MIPROv2 and its estimate on cases that were worked out by hand from the papers, DSPy and Optuna.
import { describe, expect, it } from 'vitest';
import {
  Account,
  type Component,
  type Demo,
  type DemosComponent,
  type Evaluator,
  mipro,
  Random,
} from '../../../runtime/optimizer/index.js';
import { demoSets } from '../../../runtime/optimizer/search/demo-sets.js';
import { Parzen, weightsOf } from '../../../runtime/optimizer/search/tpe.js';

const demoOf = (id: string): Demo => ({ input: id, output: `answer to ${id}` });
const labelOf = (id: string): Demo => ({ input: id, output: `label of ${id}` });

/** Every run shows itself as an example; those of `bad` are not good. */
function showing(bad: readonly string[]): Evaluator {
  return {
    evaluate: async (_candidate, id) => ({
      score: bad.includes(id) ? 0.7 : 0.9,
      feedback: '',
      costUsd: 0,
      ms: 0,
      input: id,
      output: '',
      demos: { 'p/demos': demoOf(id) },
    }),
  };
}

const accountOf = (evaluator: Evaluator, onProgress?: (text: string) => void): Account =>
  new Account({
    evaluator,
    budget: { calls: 10_000, costUsd: 1 },
    signal: new AbortController().signal,
    ...(onProgress === undefined ? {} : { onProgress: ({ text }) => onProgress(text) }),
  });

const SHOWN: DemosComponent = {
  id: 'p/demos',
  kind: 'demos',
  about: 'p',
  value: [],
  maxDemos: 2,
  maxChars: 10_000,
};

describe('sets of demonstrations', () => {
  const train = ['a', 'b', 'c', 'd', 'e'];
  const setsOf = async (labels: readonly string[], calls = 100, sets = 6) => {
    const found = await demoSets([SHOWN], {
      account: accountOf(showing(['b'])),
      original: {},
      train,
      random: new Random(9),
      sets,
      goodScore: 0.8,
      labels: { 'p/demos': Object.fromEntries(labels.map((id) => [id, labelOf(id)])) },
      calls,
    });
    return found.get('p/demos') ?? [];
  };

  it('are: none, labels alone, good runs in the order of the examples, then shuffled ones of one to the most', async () => {
    const [none, labelled, inOrder, ...shuffled] = await setsOf(['d', 'e', 'x']);
    expect(none).toEqual([]);
    // Of examples to learn from: x is none of them.
    expect(new Set(labelled)).toEqual(new Set([labelOf('d'), labelOf('e')]));
    expect(inOrder).toEqual([demoOf('a'), demoOf('c')]);
    expect(shuffled.length).toBeGreaterThan(0);
    const good = new Set(['a', 'c', 'd', 'e'].map((id) => JSON.stringify(demoOf(id))));
    for (const set of shuffled) {
      expect([1, 2]).toContain(set.length);
      expect(set.every((demo) => good.has(JSON.stringify(demo)))).toBe(true);
    }
  });

  it('have no set of labels where there are none, and cost no more runs than they may', async () => {
    const [none, inOrder, ...rest] = await setsOf([], 1);
    expect([none, inOrder]).toEqual([[], [demoOf('a')]]);
    expect(rest).toEqual([]);
    // With one good run the rest of a set is filled with labels of other examples.
    const filled = (await setsOf(['a', 'd'], 1)).slice(2);
    expect(filled[0]).toEqual([demoOf('a'), labelOf('d')]);
  });
});

describe('trials', () => {
  // int(max(2 · variables · log2 candidates, 1.5 · candidates)), as DSPy counts them for light, medium and heavy.
  it.each([
    [1, 6, 10],
    [2, 12, 28],
    [2, 18, 33],
  ])(
    'of %i prompts with examples and %i candidates there are %i',
    async (stages, candidates, trials) => {
      const components = Array.from({ length: stages }, (_, stage): readonly Component[] => [
        {
          id: `s${stage}/instructions`,
          kind: 'instructions',
          about: 's',
          value: 'start',
          maxChars: 200,
          preserve: [],
        },
        { ...SHOWN, id: `s${stage}/demos` },
      ]).flat();
      const evaluator: Evaluator = {
        evaluate: async (_candidate, id) => ({
          score: 0.9,
          feedback: '',
          costUsd: 0,
          ms: 0,
          input: id,
          output: '',
          demos: Object.fromEntries(components.map((one) => [one.id, demoOf(id)])),
        }),
      };
      const told: string[] = [];
      let texts = 0;
      const written = async () => ({ text: `text ${++texts}`, costUsd: 0 });
      await mipro({
        components,
        train: ['a', 'b', 'c'],
        val: ['v', 'w'],
        account: accountOf(evaluator, (line) => told.push(line)),
        writer: { summarize: written, propose: written, reflect: written },
        candidates,
      });
      expect(told.at(-1)).toBe(`trial ${trials} of ${trials}`);
    },
  );
});

describe('the Parzen estimate', () => {
  it('weighs the newest 25 in full and ramps up from one part of all to the oldest of those', () => {
    const ones = Array.from({ length: 25 }, () => 1);
    expect(weightsOf(3)).toEqual([1, 1, 1]);
    expect(weightsOf(25)).toEqual(ones);
    expect(weightsOf(26)).toEqual([1 / 26, ...ones]);
    expect(weightsOf(28)).toEqual([1 / 28, (1 / 28 + 1) / 2, 1, ...ones]);
  });

  it('is a mixture of one kernel for each observation and an even one', () => {
    // Kernels: (1/2 + 1, 1/2) / 2 for the observation, (1/2, 1/2) for the prior; both weigh the same.
    const one = new Parzen([2], [[0]]);
    expect([one.density([0]), one.density([1])]).toEqual([0.625, 0.375]);
    // Two variables at once: (4/3 · 4/3) / (5/3)² for equal choices, and so on.
    const two = new Parzen(
      [2, 2],
      [
        [0, 0],
        [1, 1],
      ],
    );
    const equal = ((4 / 5) ** 2 + (1 / 5) ** 2 + 1 / 4) / 3;
    const unequal = (2 * (4 / 5) * (1 / 5) + 1 / 4) / 3;
    expect(two.density([0, 0])).toBeCloseTo(equal, 12);
    expect(two.density([0, 1])).toBeCloseTo(unequal, 12);
  });
});
