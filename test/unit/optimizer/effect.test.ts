// Effectiveness over time: weeks, versions, and intervals that hold what they promise.
import { expect, it } from 'vitest';
import { effectOf, type RunFact, rateOf, weekStart } from '../../../runtime/optimizer/index.js';

const DAY = 24 * 60 * 60 * 1000;
const MONDAY = Date.UTC(2026, 9, 19);
const fact = (day: number, good: boolean, ...uses: string[]): RunFact => ({
  at: MONDAY + day * DAY,
  good,
  uses: new Set(uses),
  recalled: uses.includes('memory'),
});

it('weeks begin on Mondays in UTC', () => {
  expect([0, 6.99, 7].map((day) => weekStart(MONDAY + day * DAY))).toEqual([
    MONDAY,
    MONDAY,
    MONDAY + 7 * DAY,
  ]);
});

it('a course has each week with its interval, and the versions from one change to the next', () => {
  const marks = new Map([
    [
      'direct.answer',
      [
        { at: MONDAY + 7 * DAY, action: 'accept' as const, proposal: 'chg_1' },
        { at: MONDAY + 14 * DAY, action: 'rollback' as const, proposal: 'chg_1' },
      ],
    ],
  ]);
  const runs = [
    fact(0, false, 'direct.answer'),
    fact(1, true, 'direct.answer'),
    fact(8, true, 'direct.answer'),
    fact(15, false, 'direct.answer'),
    fact(2, false, 'rlm.step'),
  ];
  const { courses } = effectOf(runs, marks);
  expect(courses.map(({ name }) => name)).toEqual(['all', 'direct.answer', 'rlm.step']);
  const [all, direct, step] = courses;
  expect(all?.weeks.map(({ n }) => n)).toEqual([3, 1, 1]);
  expect(direct?.weeks.map(({ n, mean }) => [n, mean])).toEqual([
    [2, 0.5],
    [1, 1],
    [1, 0],
  ]);
  expect(direct?.versions.map(({ n, mean, proposal }) => [n, mean, proposal])).toEqual([
    [2, 0.5, undefined],
    [1, 1, 'chg_1'],
    [1, 0, undefined],
  ]);
  expect(step?.versions).toEqual([]);
});

it('memory and skills stand beside the runs without them', () => {
  const { memory, skills } = effectOf(
    [fact(0, true, 'memory'), fact(1, false, 'skill:a'), fact(2, true)],
    new Map(),
  );
  expect([memory.with.n, memory.without.n]).toEqual([1, 2]);
  expect(
    skills.map(({ name, with: having, without }) => [name, having.mean, without.mean]),
  ).toEqual([['skill:a', 0, 1]]);
});

it('intervals of shares lie within 0 and 1, hold the share, and narrow with more runs', () => {
  const runs = (n: number, good: number) =>
    Array.from({ length: n }, (_, i) => ({ good: i < good }));
  for (const [n, good] of [
    [1, 0],
    [1, 1],
    [10, 9],
    [400, 200],
  ] as const) {
    const { low, high, mean } = rateOf(runs(n, good));
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    expect(low).toBeLessThanOrEqual(mean);
    expect(high).toBeGreaterThanOrEqual(mean);
  }
  // 8 of 10, by the published formula.
  expect(rateOf(runs(10, 8))).toMatchObject({
    low: expect.closeTo(0.49, 2),
    high: expect.closeTo(0.943, 2),
  });
  expect(rateOf([])).toEqual({ n: 0, mean: 0, low: 0, high: 1 });
});
