// How sure a ratio of two means is: wide where cases differ, a point where they do not, the same every time.
import { expect, test } from 'vitest';
import { ratioInterval } from '../../proof/statistics.js';

test('the interval of a ratio holds it, and is a point where all cases say the same', () => {
  expect(ratioInterval([3, 3, 3], [2, 2, 2])).toEqual([1.5, 1.5]);
  const ours = Array.from({ length: 40 }, (_, at) => (at % 3 === 0 ? 1 : 0.5));
  const theirs = Array.from({ length: 40 }, (_, at) => (at % 4 === 0 ? 1 : 0.25));
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  const [low, high] = ratioInterval(ours, theirs);
  expect(low).toBeLessThan(sum(ours) / sum(theirs));
  expect(high).toBeGreaterThan(sum(ours) / sum(theirs));
  expect(ratioInterval(ours, theirs)).toEqual([low, high]);
});

test('cases of which both sides are twice as good move nothing: pairs stay together', () => {
  const theirs = [0.1, 0.9, 0.4, 0.7];
  const [low, high] = ratioInterval(
    theirs.map((one) => 2 * one),
    theirs,
  );
  expect(low).toBeCloseTo(2);
  expect(high).toBeCloseTo(2);
});
