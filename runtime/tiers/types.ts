// What a tier is: the ports it opens, what it can do beyond their common promises, and its own word on its health.
import type {
  AgentRegistry,
  EventBus,
  StateStore,
  TaskQueue,
  ToolRegistry,
} from '../ports/index.js';

export type TierKind = 'in-process' | 'sqlite' | 'redis' | 'nats';

/** Where tiers differ. Everything else is promised by the ports and the same on all of them. */
export interface TierCapabilities {
  /** What was accepted is still there after this process has ended, however it ended. */
  readonly durable: boolean;
  /** Who may have the same namespace open at the same time. */
  readonly reach: 'process' | 'machine' | 'network';
  /** While a subscriber is slow, publishers wait for it, or its messages are stored until it gets to them. */
  readonly slowSubscribers: 'hold-publishers' | 'stored';
  /** Several keys of the state can be written as one. */
  readonly transactions: boolean;
  /** Bytes of JSON that a value, payload or result may have; `undefined` where only memory limits it. */
  readonly maxValueBytes: number | undefined;
}

/** What a tier says about itself when it is asked; each warning says what can be lost and how to mend it. */
export interface TierReport {
  /** What answered, with its version. */
  readonly server: string;
  /** Milliseconds of one small write and read. */
  readonly latencyMs: number;
  readonly persistence: string;
  readonly warnings: readonly string[];
}

export interface Tier {
  readonly kind: TierKind;
  readonly capabilities: TierCapabilities;
  readonly bus: EventBus;
  readonly state: StateStore;
  readonly tasks: TaskQueue;
  readonly agents: AgentRegistry;
  readonly tools: ToolRegistry;
  /** Uses the tier once and reports. @throws MemfunError when it does not work. */
  probe(): Promise<TierReport>;
  /** Closes every port, then lets go of connections and files. */
  close(): Promise<void>;
}
