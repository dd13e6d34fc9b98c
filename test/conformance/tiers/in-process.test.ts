// The in-process tier keeps every promise of the tier ports.
import { expect, test } from 'vitest';
import { silentLogger } from '../../../runtime/core/index.js';
import { createInProcessTier, HistoryGoneError } from '../../../runtime/tiers/index.js';
import { tierSpec } from './tier.spec.js';

tierSpec({
  name: 'in-process',
  capabilities: createInProcessTier().capabilities,
  namespace: () =>
    Promise.resolve({ open: (options) => Promise.resolve(createInProcessTier(options)) }),
});

test('memory keeps only a bounded past, and says so instead of skipping', async () => {
  const inMemory = createInProcessTier({ keep: 5, logger: silentLogger });
  const { bus, state } = inMemory;
  for (let i = 0; i < 20; i++) {
    await bus.publish('a', i);
    await state.put('k', i);
  }
  await expect(bus.subscribe('a', () => Promise.resolve(), { from: 1 })).rejects.toThrow(
    HistoryGoneError,
  );
  await expect(state.watch('', () => undefined, { fromRevision: 1 })).rejects.toThrow(
    HistoryGoneError,
  );
  await inMemory.close();
});
