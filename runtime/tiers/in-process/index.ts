// The in-process tier: bus, state, queue and registries of one window, in memory.
import type { Clock, IdMaker, Logger } from '../../core/index.js';
import { createIds, silentLogger, systemClock } from '../../core/index.js';
import { SteadyClock } from '../steady-clock.js';
import type { Tier, TierCapabilities } from '../types.js';
import { InProcessAgentRegistry } from './agent-registry.js';
import { InProcessEventBus } from './event-bus.js';
import { InProcessStateStore } from './state-store.js';
import { InProcessTaskQueue } from './task-queue.js';
import { InProcessToolRegistry } from './tool-registry.js';

export interface InProcessTierOptions {
  readonly clock?: Clock;
  readonly ids?: IdMaker;
  readonly logger?: Logger;
  /** Messages and state changes kept for replay. Default 10,000 of each. */
  readonly keep?: number;
  /** Waiting tasks that a queue may hold. Default 10,000. */
  readonly maxWaitingTasks?: number;
}

const DEFAULT_KEEP = 10_000;

const IN_PROCESS_CAPABILITIES: TierCapabilities = {
  durable: false,
  reach: 'process',
  slowSubscribers: 'hold-publishers',
  transactions: true,
  maxValueBytes: undefined,
};

export function createInProcessTier(options: InProcessTierOptions = {}): Tier {
  const { logger = silentLogger, keep = DEFAULT_KEEP } = options;
  const clock = new SteadyClock(options.clock ?? systemClock);
  const bus = new InProcessEventBus(clock, logger, keep);
  const state = new InProcessStateStore(clock, logger, keep);
  const ids = options.ids ?? createIds(clock);
  const tasks = new InProcessTaskQueue(clock, ids, options.maxWaitingTasks ?? DEFAULT_KEEP);
  const agents = new InProcessAgentRegistry(clock);
  const tools = new InProcessToolRegistry();
  return {
    kind: 'in-process',
    capabilities: IN_PROCESS_CAPABILITIES,
    bus,
    state,
    tasks,
    agents,
    tools,
    probe: () =>
      Promise.resolve({
        server: 'this process',
        latencyMs: 0,
        persistence: 'Nothing is kept after this window closes.',
        warnings: [],
      }),
    close: async () => {
      await tasks.close();
      await Promise.all([bus.close(), state.close(), agents.close()]);
    },
  };
}
