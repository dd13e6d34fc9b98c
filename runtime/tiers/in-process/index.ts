// The in-process tier: bus, state, queue and registries of one window, in memory.
import type { Clock, IdMaker, Logger } from '../../core/index.js';
import { createIds, silentLogger, systemClock } from '../../core/index.js';
import type {
  AgentRegistry,
  EventBus,
  StateStore,
  TaskQueue,
  ToolRegistry,
} from '../../ports/index.js';
import { InProcessAgentRegistry } from './agent-registry.js';
import { InProcessEventBus } from './event-bus.js';
import { InProcessStateStore } from './state-store.js';
import { InProcessTaskQueue } from './task-queue.js';
import { InProcessToolRegistry } from './tool-registry.js';

export * from './errors.js';

export interface InProcessTierOptions {
  readonly clock?: Clock;
  readonly ids?: IdMaker;
  readonly logger?: Logger;
  /** Messages and state changes kept for replay. Default 10,000 of each. */
  readonly keep?: number;
  /** Waiting tasks that a queue may hold. Default 10,000. */
  readonly maxWaitingTasks?: number;
}

export interface InProcessTier {
  readonly bus: EventBus;
  readonly state: StateStore;
  readonly tasks: TaskQueue;
  readonly agents: AgentRegistry;
  readonly tools: ToolRegistry;
  close(): Promise<void>;
}

const DEFAULT_KEEP = 10_000;

export function createInProcessTier(options: InProcessTierOptions = {}): InProcessTier {
  const { clock = systemClock, logger = silentLogger, keep = DEFAULT_KEEP } = options;
  const bus = new InProcessEventBus(clock, logger, keep);
  const state = new InProcessStateStore(clock, logger, keep);
  const ids = options.ids ?? createIds(clock);
  const tasks = new InProcessTaskQueue(clock, ids, options.maxWaitingTasks ?? DEFAULT_KEEP);
  const agents = new InProcessAgentRegistry(clock);
  const tools = new InProcessToolRegistry();
  return {
    bus,
    state,
    tasks,
    agents,
    tools,
    close: async () => {
      await tasks.close();
      await Promise.all([bus.close(), state.close(), agents.close()]);
    },
  };
}
