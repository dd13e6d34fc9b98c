// What a Redis server has done already is not done again when its answer was lost.
import { beforeAll, expect, test } from 'vitest';
import { openRedisTier } from '../../../runtime/tiers/index.js';
import { OnceSlots } from '../../../runtime/tiers/redis/once.js';
import { startRedis, type TestServer } from '../../conformance/tiers/servers.js';
import { lostAnswersSpec } from './lost-answers.spec.js';

let server: TestServer;
beforeAll(async () => {
  server = await startRedis();
});

lostAnswersSpec(
  'redis',
  () => server.port,
  (port, namespace) => openRedisTier({ servers: [`redis://127.0.0.1:${port}`], namespace }),
  { asks: /eval/i, isSlow: false },
);

test('the slot of a step that failed is used by no later one: it may still be on its way', async () => {
  const slots = new OnceSlots();
  const slotOf = async ([slot]: readonly (string | number)[]) => slot;
  const first = await slots.send(slotOf);
  expect(await slots.send(slotOf)).toBe(first);
  await expect(slots.send(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await slots.send(slotOf)).not.toBe(first);
});
