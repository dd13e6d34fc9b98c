// The team behind the chat: its queue on the configured tier, opened by the first plan.
import type { RunTeam } from '../agents/index.js';
import type { Config } from '../config/index.js';
import { createTeam } from '../orchestrator/index.js';
import type { Tier } from '../tiers/index.js';
import { openTierOf } from './tier-probe.js';
import type { MemfunEnvironment } from './types.js';

const MAX_ATTEMPTS = 3;

export class TeamDesk {
  readonly #tiers = new Map<string, Promise<Tier>>();

  constructor(private readonly env: MemfunEnvironment) {}

  runner({ tier, team }: Config): RunTeam {
    return createTeam({
      queue: async () => (await this.#tier(tier)).tasks,
      storage: this.env.projectStorage,
      parallel: team.parallel,
      maxAttempts: MAX_ATTEMPTS,
    });
  }

  async close(): Promise<void> {
    const open = await Promise.allSettled(this.#tiers.values());
    await Promise.all(open.map((one) => (one.status === 'fulfilled' ? one.value.close() : null)));
  }

  #tier(config: Config['tier']): Promise<Tier> {
    const key = JSON.stringify(config);
    const known = this.#tiers.get(key) ?? openTierOf(this.env, config);
    this.#tiers.set(key, known);
    // A server that does not answer now may do so later.
    known.catch(() => this.#tiers.delete(key));
    return known;
  }
}
