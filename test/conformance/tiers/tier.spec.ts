// The whole specification of a tier: every port, on whatever the harness opens.
import { agentRegistrySpec } from './agent-registry.spec.js';
import { eventBusSpec } from './event-bus.spec.js';
import { modelSpec } from './model.spec.js';
import { sessionsSpec } from './sessions.spec.js';
import { stateStoreSpec } from './state-store.spec.js';
import type { Harness } from './support.js';
import { taskDuplicatesSpec } from './task-duplicates.spec.js';
import { taskQueueSpec } from './task-queue.spec.js';
import { taskQueuePlacesSpec } from './task-queue-places.spec.js';
import { taskRecordsSpec } from './task-records.spec.js';
import { teamMemorySpec } from './team-memory.spec.js';
import { toolRegistrySpec } from './tool-registry.spec.js';

export function tierSpec(harness: Harness): void {
  eventBusSpec(harness);
  stateStoreSpec(harness);
  taskQueueSpec(harness);
  taskDuplicatesSpec(harness);
  taskQueuePlacesSpec(harness);
  taskRecordsSpec(harness);
  agentRegistrySpec(harness);
  toolRegistrySpec(harness);
  sessionsSpec(harness);
  modelSpec(harness);
  if (harness.capabilities.reach !== 'process') teamMemorySpec(harness);
}
