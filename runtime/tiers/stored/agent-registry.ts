// Living agents and leaders as entries of a state store, whose own expiry and revisions do the work.
import * as z from 'zod';
import type { Clock } from '../../core/index.js';
import type {
  AgentRecord,
  AgentRegistration,
  AgentRegistry,
  StateEntry,
  StateStore,
} from '../../ports/index.js';
import { RevisionConflictError } from '../../ports/index.js';
import { AgentGoneError, TierClosedError } from '../errors.js';
import { anyJson } from './json.js';

const agentSchema = z.object({
  agentId: z.string(),
  name: z.string(),
  capabilities: z.array(z.string()),
  metadata: anyJson,
  expiresAt: z.number(),
});
const leaderSchema = z.object({ agentId: z.string(), generation: z.number().optional() });

const AGENT = 'agent.';
const LEADER = 'leader.';

export class StoredAgentRegistry implements AgentRegistry {
  readonly #store: StateStore;
  readonly #clock: Clock;
  #closed = false;

  /** @param store holds nothing but this registry; it is closed with it */
  constructor(store: StateStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async register(
    agent: Omit<AgentRecord, 'expiresAt'>,
    { leaseMs }: { readonly leaseMs: number },
  ): Promise<AgentRegistration> {
    this.#refuseWhenClosed();
    const { agentId, name } = agent;
    const key = AGENT + agentId;
    const metadata = structuredClone(agent.metadata);
    const capabilities = [...agent.capabilities];
    const write = (ifRevision?: number): Promise<number> =>
      this.#store.put(
        key,
        { agentId, name, capabilities, metadata, expiresAt: this.#clock.now() + leaseMs },
        ifRevision === undefined ? { ttlMs: leaseMs } : { ttlMs: leaseMs, ifRevision },
      );
    let revision = await write();
    return {
      heartbeat: async () => {
        this.#refuseWhenClosed();
        try {
          revision = await write(revision);
        } catch (error) {
          if (error instanceof RevisionConflictError) throw new AgentGoneError(agentId);
          throw error;
        }
      },
      deregister: () => this.#release(key, revision),
    };
  }

  async get(agentId: string): Promise<AgentRecord | undefined> {
    this.#refuseWhenClosed();
    const entry = await this.#store.get(AGENT + agentId);
    return entry === undefined ? undefined : recordOf(entry);
  }

  async list(capability?: string): Promise<readonly AgentRecord[]> {
    this.#refuseWhenClosed();
    return (await this.#store.list(AGENT))
      .map(recordOf)
      .filter((agent) => capability === undefined || agent.capabilities.includes(capability));
  }

  /** The generation is the revision under which the leader's entry was created: revisions only grow. */
  async lead(
    role: string,
    agentId: string,
    { leaseMs }: { readonly leaseMs: number },
  ): Promise<{ readonly generation: number } | undefined> {
    this.#refuseWhenClosed();
    const key = LEADER + role;
    const holder = await this.#store.get(key);
    try {
      if (holder === undefined) {
        return {
          generation: await this.#store.put(key, { agentId }, { ifRevision: 0, ttlMs: leaseMs }),
        };
      }
      const leader = leaderSchema.parse(holder.value);
      if (leader.agentId !== agentId) return undefined;
      const generation = leader.generation ?? holder.revision;
      const renewed = { agentId, generation };
      await this.#store.put(key, renewed, { ifRevision: holder.revision, ttlMs: leaseMs });
      return { generation };
    } catch (error) {
      if (!(error instanceof RevisionConflictError)) throw error;
      // Somebody was faster: perhaps this same agent, which then leads.
      const now = await this.#store.get(key);
      const leader = now === undefined ? undefined : leaderSchema.parse(now.value);
      if (now === undefined || leader?.agentId !== agentId) return undefined;
      return { generation: leader.generation ?? now.revision };
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#store.close();
  }

  async #release(key: string, revision: number): Promise<void> {
    if (this.#closed) return;
    try {
      if ((await this.#store.get(key))?.revision === revision) {
        await this.#store.delete(key, { ifRevision: revision });
      }
    } catch (error) {
      if (!(error instanceof RevisionConflictError)) throw error;
    }
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new TierClosedError('agent registry');
  }
}

/** The store knows best when it ends: its clock may not be that of the agent. */
function recordOf({ value, endsAt }: StateEntry): AgentRecord {
  const record = agentSchema.parse(value);
  return endsAt === undefined ? record : { ...record, expiresAt: endsAt };
}
