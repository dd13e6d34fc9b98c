// A worker's checkout goes with the place that was opened in it, whatever else fails.
import { expect, test } from 'vitest';
import type { Memfun } from '../../../runtime/app/index.js';
import { placeIn } from '../../../runtime/cli/worker/workplaces.js';

function checkout() {
  let closed = 0;
  return { closed: () => closed, close: async () => void closed++ };
}
const fails = async (): Promise<never> => {
  throw new Error('no');
};

test('a checkout goes when its place cannot be closed', async () => {
  const own = checkout();
  const place = await placeIn(own, async () => ({ close: fails }) as Partial<Memfun> as Memfun);
  expect(own.closed()).toBe(0);
  await expect(place.close()).rejects.toThrow('no');
  expect(own.closed()).toBe(1);
});

test('a checkout goes when its place cannot be opened', async () => {
  const own = checkout();
  await expect(placeIn(own, fails)).rejects.toThrow('no');
  expect(own.closed()).toBe(1);
});
