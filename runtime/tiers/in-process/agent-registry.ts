// Living agents and leaders, in memory.
import type { Clock } from '../../core/index.js';
import type { AgentRecord, AgentRegistration, AgentRegistry } from '../../ports/index.js';
import { AgentGoneError, TierClosedError } from '../errors.js';

interface Leadership {
  readonly agentId: string;
  readonly generation: number;
  readonly expiresAt: number;
}

export class InProcessAgentRegistry implements AgentRegistry {
  readonly #clock: Clock;
  readonly #agents = new Map<string, AgentRecord>();
  readonly #leaders = new Map<string, Leadership>();
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async register(
    agent: Omit<AgentRecord, 'expiresAt'>,
    { leaseMs }: { readonly leaseMs: number },
  ): Promise<AgentRegistration> {
    this.#settle();
    const { agentId } = agent;
    const metadata = structuredClone(agent.metadata);
    const lease = (): AgentRecord => ({
      ...agent,
      capabilities: [...agent.capabilities],
      metadata,
      expiresAt: this.#clock.now() + leaseMs,
    });
    let own = lease();
    this.#agents.set(agentId, own);
    return {
      heartbeat: async () => {
        this.#settle();
        if (this.#agents.get(agentId) !== own) throw new AgentGoneError(agentId);
        own = lease();
        this.#agents.set(agentId, own);
      },
      deregister: async () => {
        if (this.#agents.get(agentId) === own) this.#agents.delete(agentId);
      },
    };
  }

  async get(agentId: string): Promise<AgentRecord | undefined> {
    this.#settle();
    const agent = this.#agents.get(agentId);
    return agent === undefined ? undefined : copyOf(agent);
  }

  async list(capability?: string): Promise<readonly AgentRecord[]> {
    this.#settle();
    return [...this.#agents.values()]
      .filter((agent) => capability === undefined || agent.capabilities.includes(capability))
      .sort((a, b) => (a.agentId < b.agentId ? -1 : 1))
      .map(copyOf);
  }

  async lead(
    role: string,
    agentId: string,
    { leaseMs }: { readonly leaseMs: number },
  ): Promise<{ readonly generation: number } | undefined> {
    this.#settle();
    const now = this.#clock.now();
    const holder = this.#leaders.get(role);
    const isHeld = holder !== undefined && holder.expiresAt > now;
    if (isHeld && holder.agentId !== agentId) return undefined;
    // Whoever comes back after its lease ran out leads a new generation: another may have led between.
    const generation = isHeld ? holder.generation : (holder?.generation ?? 0) + 1;
    this.#leaders.set(role, { agentId, generation, expiresAt: now + leaseMs });
    return { generation };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#agents.clear();
  }

  #settle(): void {
    if (this.#closed) throw new TierClosedError('agent registry');
    const now = this.#clock.now();
    for (const [id, agent] of this.#agents) if (agent.expiresAt <= now) this.#agents.delete(id);
  }
}

function copyOf(agent: AgentRecord): AgentRecord {
  return {
    ...agent,
    capabilities: [...agent.capabilities],
    metadata: structuredClone(agent.metadata),
  };
}
