// What is asked for while something is on its way goes together, in order, and each asker gets its own answer.
import { expect, test } from 'vitest';
import { Batcher } from '../../../runtime/tiers/batcher.js';
import { gate } from '../../support/waiting.js';

test('the first goes at once, the rest together when it has come back, at most so many', async () => {
  const sent: (readonly number[])[] = [];
  const doors = [gate(), gate(), gate()];
  const batcher = new Batcher<number, number>(async (items) => {
    const door = doors[sent.length];
    sent.push(items);
    await door?.opened;
    return items.map((item) => item * 10);
  }, 3);
  const answers = [1, 2, 3, 4, 5].map((item) => batcher.add(item));
  for (const { open } of doors) open();
  expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50]);
  expect(sent).toEqual([[1], [2, 3, 4], [5]]);
});

test('a failure is told to those that were sent together, and to nobody else', async () => {
  let calls = 0;
  const batcher = new Batcher<number, number>(async (items) => {
    if (++calls === 2) throw new Error('the line went dead');
    return [...items];
  }, 10);
  const [first, second, third] = [1, 2, 3].map((item) => batcher.add(item));
  expect(await first).toBe(1);
  await expect(second).rejects.toThrow('the line went dead');
  await expect(third).rejects.toThrow('the line went dead');
  expect(await batcher.add(4)).toBe(4);
});
