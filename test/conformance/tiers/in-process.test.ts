// The in-process tier keeps every promise of the tier ports.
import { expect, test } from 'vitest';
import { silentLogger } from '../../../runtime/core/index.js';
import { createInProcessTier, HistoryGoneError } from '../../../runtime/tiers/index.js';
import { agentRegistrySpec } from './agent-registry.spec.js';
import { eventBusSpec } from './event-bus.spec.js';
import { stateStoreSpec } from './state-store.spec.js';
import { taskQueueSpec } from './task-queue.spec.js';
import { toolRegistrySpec } from './tool-registry.spec.js';

const tier = 'in-process';

eventBusSpec(tier, () => Promise.resolve(createInProcessTier().bus));
stateStoreSpec(tier, () => Promise.resolve(createInProcessTier().state));
taskQueueSpec(tier, (maxWaiting) =>
  Promise.resolve(
    createInProcessTier(maxWaiting === undefined ? {} : { maxWaitingTasks: maxWaiting }).tasks,
  ),
);
agentRegistrySpec(tier, () => Promise.resolve(createInProcessTier().agents));
toolRegistrySpec(tier, () => Promise.resolve(createInProcessTier().tools));

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
