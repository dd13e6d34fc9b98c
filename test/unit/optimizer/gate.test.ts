// Nothing is offered without evidence, and nothing holds without being accepted; everything can come back.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIds, ManualClock, silentLogger } from '../../../runtime/core/index.js';
import type { Evaluator } from '../../../runtime/optimizer/index.js';
import {
  Account,
  bootstrap,
  judge,
  mcnemar,
  ProposalStore,
  problemOf,
  Random,
  reportMarkdown,
  signedRank,
  splitExamples,
  textIn,
  wilson,
} from '../../../runtime/optimizer/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { reportOf } from '../../support/optimize-report.js';

describe('tests and intervals', () => {
  it('McNemar counts the binomial tail', () => {
    expect(mcnemar(5, 0)).toBeCloseTo(1 / 32, 12);
    expect(mcnemar(8, 2)).toBeCloseTo(56 / 1024, 12); // C(10,8)+C(10,9)+C(10,10)
    expect(mcnemar(0, 0)).toBe(1);
  });

  it('signed ranks are counted out for few pairs', () => {
    // All five positive: one of 32 choices of signs.
    expect(signedRank([1, 2, 3, 4, 5])).toBeCloseTo(1 / 32, 12);
    // The smallest negative: sums of at least 14 of 15 are {all} and {all but rank 1}.
    expect(signedRank([-1, 2, 3, 4, 5])).toBeCloseTo(2 / 32, 12);
    expect(signedRank([0, 0])).toBe(1);
    // Ties share a rank: of ±1 ×4 it is the binomial tail.
    expect(signedRank([1, 1, 1, -1])).toBeCloseTo(5 / 16, 12);
  });

  it('signed ranks of many pairs come close to the exact ones', () => {
    const values = Array.from(
      { length: 30 },
      (_, index) => (index % 3 === 0 ? -1 : 1) * (index + 1),
    );
    const exact = signedRank(values);
    const more = signedRank([...values, 1e-9]); // 31 pairs: the normal approximation
    expect(Math.abs(exact - more)).toBeLessThan(0.01);
  });

  it("Wilson's interval holds the share and stays inside 0 to 1", () => {
    expect(wilson(0, 10).low).toBe(0);
    expect(wilson(0, 10).high).toBeCloseTo(0.2775, 3);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const { mean, low, high } = wilson(Math.round(n * share), n);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low - 1e-12).toBeLessThanOrEqual(mean);
          expect(mean).toBeLessThanOrEqual(high + 1e-12);
        },
      ),
    );
  });

  it('offers what is no better in at most one of twenty cases', () => {
    const random = new Random(7);
    let offered = 0;
    for (let round = 0; round < 2_000; round++) {
      const pairs = Array.from({ length: 20 }, () => [random.next() < 0.6, random.next() < 0.6]);
      const wins = pairs.filter(([before, after]) => !before && after).length;
      const losses = pairs.filter(([before, after]) => before && !after).length;
      if (mcnemar(wins, losses) < 0.05) offered += 1;
    }
    expect(offered / 2_000).toBeLessThan(0.055);
  });

  it('bootstrap intervals hold the true mean about 95 times in 100', () => {
    const random = new Random(9);
    let inside = 0;
    for (let round = 0; round < 200; round++) {
      const { low, high } = bootstrap(
        Array.from({ length: 40 }, () => random.next()),
        random,
      );
      if (low <= 0.5 && 0.5 <= high) inside += 1;
    }
    expect(inside / 200).toBeGreaterThan(0.89);
  });
});

describe('splitting examples', () => {
  it('keeps a group together, loses nothing, and is the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 60, maxLength: 120 }),
        fc.integer({ min: 0, max: 50 }),
        (groups, seed) => {
          const examples = groups.map((group, index) => ({ id: `e${index}`, group: `g${group}` }));
          fc.pre(new Set(groups).size > 20);
          const split = splitExamples(examples, seed);
          expect(splitExamples(examples, seed)).toEqual(split);
          const sides = [split.train, split.val, split.heldOut];
          expect(sides.flat().sort()).toEqual(examples.map(({ id }) => id).sort());
          const groupOf = new Map(examples.map(({ id, group }) => [id, group]));
          const seen = sides.map((side) => new Set(side.map((id) => groupOf.get(id))));
          for (const group of seen[2] ?? []) {
            expect(seen[0]?.has(group)).toBe(false);
            expect(seen[1]?.has(group)).toBe(false);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses too few examples, also when they are many copies of few', () => {
    const few = Array.from({ length: 10 }, (_, i) => ({ id: `${i}`, group: `${i}` }));
    expect(() => splitExamples(few)).toThrow('at least 18');
    const copies = Array.from({ length: 40 }, (_, i) => ({ id: `${i}`, group: 'one' }));
    expect(() => splitExamples(copies)).toThrow(/examples/);
  });
});

describe('the held-out gate', () => {
  const ids = Array.from({ length: 20 }, (_, index) => `h${index}`);
  const judged = async (score: (text: string, index: number) => number) => {
    const evaluator: Evaluator = {
      evaluate: async (candidate, id) => ({
        score: score(textIn(candidate, 'a'), ids.indexOf(id)),
        feedback: `about ${id}`,
        costUsd: candidate['a'] === 'new' ? 0.02 : 0.01,
        ms: 100,
        input: id,
        output: '',
      }),
    };
    const account = new Account({
      evaluator,
      budget: { calls: 1_000, costUsd: 100 },
      signal: new AbortController().signal,
    });
    return judge({ account, before: { a: 'old' }, after: { a: 'new' }, heldOut: ids });
  };

  it('offers what wins clearly, and says by which test', async () => {
    const verdict = await judged((text, index) => (text === 'new' || index < 8 ? 1 : 0));
    expect(verdict).toMatchObject({
      offered: true,
      test: 'exact McNemar',
      wins: 12,
      losses: 0,
      ties: 8,
    });
    expect(verdict.p).toBeCloseTo(2 ** -12, 10);
    expect(verdict.difference.low).toBeGreaterThan(0);
    expect(verdict.after.costUsd).toBeCloseTo(0.02);
  });

  it('does not offer what may be chance, and says so', async () => {
    const verdict = await judged((text, index) =>
      text === 'new' ? (index < 11 ? 1 : 0) : index < 8 ? 1 : 0,
    );
    expect(verdict).toMatchObject({ offered: false, wins: 3, losses: 0 });
    expect(verdict.why).toContain('may be chance');
  });

  it('tests graded results by their ranks', async () => {
    const verdict = await judged((text, index) => (text === 'new' ? 0.1 : 0) + index / 40);
    expect(verdict).toMatchObject({ offered: true, test: 'Wilcoxon signed-rank', wins: 20 });
  });

  it('does not offer what is worse', async () => {
    const verdict = await judged((text) => (text === 'new' ? 0 : 1));
    expect(verdict).toMatchObject({ offered: false, losses: 20, p: 1 });
  });
});

describe('bounds of components', () => {
  const component = {
    id: 'a',
    kind: 'instructions',
    about: '',
    value: 'Call final().',
    maxChars: 40,
    preserve: ['final('],
  } as const;

  it('refuses what is too long, empty, or has lost a literal', () => {
    expect(problemOf(component, 'Then call final(value).')).toBeUndefined();
    expect(problemOf(component, ' ')).toContain('text');
    expect(problemOf(component, `final( ${'x'.repeat(40)}`)).toContain('at most 40');
    expect(problemOf(component, 'Then stop.')).toContain('"final("');
    expect(
      problemOf({ id: 't', kind: 'threshold', about: '', value: 3, min: 1, max: 5 }, 9),
    ).toContain('from 1 to 5');
  });
});

describe('proposals', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'memfun-proposals-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const open = (): ProposalStore =>
    new ProposalStore({
      files: createNodeFileStore(folder),
      clock: new ManualClock(),
      ids: createIds(),
      logger: silentLogger,
    });

  it('hold from acceptance to rollback, in the order of acceptance, also for another window', async () => {
    const store = open();
    expect(await store.current()).toBeUndefined();
    await store.add(reportOf({ id: 'p1', part: 'a', before: 'old', after: 'new' }));
    await store.add(reportOf({ id: 'p2', part: 'b', before: 'old b', after: 'new b' }));
    expect(await store.current()).toBeUndefined();

    await store.accept('p1');
    await store.accept('p2');
    expect((await open().current())?.values).toEqual({ a: 'new', b: 'new b' });
    expect((await open().get('p1')).state).toBe('accepted');

    await store.rollback();
    expect((await open().current())?.values).toEqual({ a: 'new' });
    expect((await open().get('p2')).state).toBe('rolled-back');
    await store.rollback();
    expect((await open().current())?.values).toEqual({});
    await expect(store.rollback()).rejects.toThrow('Nothing is accepted');

    await store.accept('p2');
    expect((await open().current())?.values).toEqual({ b: 'new b' });
  });

  it('are decided about once, and only when they proved better', async () => {
    const store = open();
    await store.add(reportOf({ id: 'p1', part: 'a', before: 'old', after: 'new' }));
    await store.add(
      reportOf({ id: 'weak', part: 'a', before: 'old', after: 'worse', offered: false }),
    );
    await store.reject('p1');
    await expect(store.accept('p1')).rejects.toThrow('was rejected');
    await expect(store.accept('weak')).rejects.toThrow('did not prove better');
    await expect(store.accept('none')).rejects.toThrow('There is no proposal');
  });

  it('are not accepted over a text that they were not measured against', async () => {
    const store = open();
    await store.add(reportOf({ id: 'p1', part: 'a', before: 'old', after: 'new' }));
    await store.add(reportOf({ id: 'p2', part: 'a', before: 'old', after: 'other' }));
    await store.accept('p1');
    await expect(store.accept('p2')).rejects.toThrow('another text');
  });

  it('are not accepted once the text that they were measured against was taken back', async () => {
    const store = open();
    await store.add(reportOf({ id: 'p1', part: 'a', before: 'old', after: 'new' }));
    await store.accept('p1');
    await store.add(
      reportOf({ id: 'p2', part: 'a', original: 'old', before: 'new', after: 'newer' }),
    );
    await store.rollback();
    await expect(store.accept('p2')).rejects.toThrow('another text');
  });

  it('are accepted over a text that no longer holds, because what it replaced has changed', async () => {
    const store = open();
    await store.add(reportOf({ id: 'p1', part: 'a', before: 'old', after: 'new' }));
    await store.accept('p1');
    await store.add(reportOf({ id: 'p2', part: 'a', before: 'of a later version', after: 'best' }));
    expect((await store.accept('p2')).values).toEqual({ a: 'best' });
  });

  it('survive damage: a broken version leaves the one before in force', async () => {
    const store = open();
    await store.add(reportOf({ id: 'p1', part: 'a', before: 'old', after: 'new' }));
    await store.add(reportOf({ id: 'p2', part: 'b', before: 'old b', after: 'new b' }));
    await store.accept('p1');
    await store.accept('p2');
    const last = readdirSync(path.join(folder, 'versions')).sort().at(-1) ?? '';
    writeFileSync(path.join(folder, 'versions', last), '{"format":1,"versi');
    expect((await open().current())?.values).toEqual({ a: 'new' });
  });

  it('are reported so that a person can judge', () => {
    const text = reportMarkdown(
      reportOf({ id: 'p1', part: 'a', before: 'Answer.\nBe nice.', after: 'Answer.\nBe brief.' }),
    );
    expect(text).toContain('-Be nice.');
    expect(text).toContain('+Be brief.');
    expect(text).toContain('exact McNemar');
    expect(text).toContain('0.500 (0.300 to 0.700)');
    expect(text).toContain('memfun optimize accept p1');
  });
});
