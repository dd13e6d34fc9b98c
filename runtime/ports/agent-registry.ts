// Tier port: which agents are alive, what they can do, and who leads.
import type { Json } from '../core/index.js';

export interface AgentRecord {
  readonly agentId: string;
  readonly name: string;
  readonly capabilities: readonly string[];
  readonly metadata: Json;
  /** Milliseconds since the epoch after which the agent counts as gone. */
  readonly expiresAt: number;
}

export interface AgentRegistration {
  /** Extends the lease; only the agent itself may call it. Rejects once the lease has run out. */
  heartbeat(): Promise<void>;
  deregister(): Promise<void>;
}

/**
 * Guarantees on every tier: an agent whose lease ran out is in no lookup; at any moment at most one holder
 * of a leadership has the highest generation, and generations only grow.
 */
export interface AgentRegistry {
  register(
    agent: Omit<AgentRecord, 'expiresAt'>,
    options: { readonly leaseMs: number },
  ): Promise<AgentRegistration>;
  get(agentId: string): Promise<AgentRecord | undefined>;
  /** Live agents, all or only those with a capability, by id. */
  list(capability?: string): Promise<readonly AgentRecord[]>;
  /** Tries to lead; `undefined` while another holds the lease. */
  lead(
    role: string,
    agentId: string,
    options: { readonly leaseMs: number },
  ): Promise<{ readonly generation: number } | undefined>;
  close(): Promise<void>;
}
