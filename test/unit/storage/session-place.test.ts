// What is added to a conversation in a tier is divided, as its snapshots are.
import { expect, test, vi } from 'vitest';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { sessionsInTier, TierSessionManager } from '../../../runtime/storage/index.js';
import { createInProcessTier } from '../../../runtime/tiers/index.js';

const makers = { clock: systemClock, ids: createIds(), logger: silentLogger };

test('much that is added at once is stored in values that every tier can hold', async () => {
  const { state } = createInProcessTier();
  const manager = new TierSessionManager({ open: async () => state, ...makers });
  const { sessionId } = await manager.create('Talk');
  const put = vi.spyOn(state, 'put');
  const text = 'x'.repeat(100_000);
  const event = { type: 'notice', at: 1, turnId: 't', level: 'info', text };
  const records = Array.from({ length: 20 }, () => ({ kind: 'event', event }));
  await sessionsInTier(state, makers).add(sessionId, records, 1);
  const sizes = put.mock.calls.map(([, value]) => JSON.stringify(value).length);
  expect(Math.max(...sizes)).toBeLessThan(2 ** 18);
  expect((await manager.load(sessionId)).events).toHaveLength(20);
  await manager.close();
  await state.close();
});
