// The ports of a durable tier, over the stores that it keeps things in.
import type { Clock, IdMaker, Logger } from '../../core/index.js';
import type { StateStore } from '../../ports/index.js';
import { InProcessToolRegistry } from '../in-process/tool-registry.js';
import type { Tier } from '../types.js';
import { StoredAgentRegistry } from './agent-registry.js';
import type { BusStore } from './bus-store.js';
import { StoredEventBus } from './event-bus.js';
import { StoredTaskQueue } from './task-queue.js';
import { GROUP_PREFIX, type TaskStore } from './task-store.js';

export interface Stores {
  readonly bus: BusStore;
  readonly tasks: TaskStore;
  readonly state: StateStore;
  /** What is known of the agents is a state of its own. */
  readonly agents: StateStore;
}

export interface StoredPortsOptions {
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly logger: Logger;
  /** Waiting tasks that a queue may hold. Default 10,000. */
  readonly maxWaiting?: number | undefined;
}

const MOST_WAITING = 10_000;

export interface StoredPorts {
  readonly ports: Pick<Tier, 'bus' | 'state' | 'tasks' | 'agents' | 'tools'>;
  /** Leaves the stores of bus and tasks open. */
  close(): Promise<void>;
}

export function storedPorts(
  stores: Stores,
  { clock, ids, logger, maxWaiting = MOST_WAITING }: StoredPortsOptions,
): StoredPorts {
  const queue = { ids, logger, maxWaiting };
  const deliveries = new StoredTaskQueue(stores.tasks, { ...queue, prefix: GROUP_PREFIX });
  const bus = new StoredEventBus(stores.bus, deliveries, logger);
  const tasks = new StoredTaskQueue(stores.tasks, queue);
  const agents = new StoredAgentRegistry(stores.agents, clock);
  const { state } = stores;
  return {
    ports: { bus, state, tasks, agents, tools: new InProcessToolRegistry() },
    async close() {
      await tasks.close();
      await Promise.all([bus.close(), state.close(), agents.close()]);
    },
  };
}
