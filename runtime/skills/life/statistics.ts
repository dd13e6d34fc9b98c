// How often skills are used, with what success, and what the turns with them took: only ever appended.
import * as z from 'zod';
import type { Clock } from '../../core/index.js';
import type { FileStore } from '../../ports/index.js';
import { HybridClock, SegmentLog } from '../../storage/index.js';

const useSchema = z.object({
  skill: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  turnId: z.string(),
  /** Whether the turn came to an answer. */
  success: z.boolean(),
  tokens: z.number().int().min(0),
  costUsd: z.number().min(0),
  ms: z.number().min(0),
});
/** One turn in which a skill was used. Tokens and cost are those of the whole turn. */
export type SkillUse = z.infer<typeof useSchema>;

export interface SkillStatistics {
  readonly skill: string;
  readonly uses: number;
  readonly successes: number;
  readonly tokens: number;
  readonly costUsd: number;
  /** Milliseconds of one use, on average. */
  readonly averageMs: number;
  readonly lastUsedAt: number;
}

const DIR = 'skill-uses';

/** Of all windows of the user. */
export class SkillUses {
  readonly #log: SegmentLog;
  readonly #stamps: HybridClock;
  readonly #known = new Map<string, SkillUse>();

  /** @param window an id that no other open log has */
  constructor(
    files: FileStore,
    { window, clock }: { readonly window: string; readonly clock: Clock },
  ) {
    this.#log = new SegmentLog({ files, dir: DIR, window });
    this.#stamps = new HybridClock(clock, window);
  }

  /** Resolves when they are durable. @throws StorageWriteError */
  async add(uses: readonly SkillUse[]): Promise<void> {
    if (uses.length === 0) return;
    await this.#log.append(uses.map((use) => ({ hlc: this.#stamps.next(), body: use })));
  }

  /** Most used first. What cannot be read is left out. */
  async statistics(): Promise<readonly SkillStatistics[]> {
    for (const { hlc, body } of await this.#log.readNew()) {
      this.#stamps.observe(hlc);
      const use = useSchema.safeParse(body);
      if (use.success) this.#known.set(hlc, use.data);
    }
    const bySkill = new Map<string, SkillUse[]>();
    for (const use of this.#known.values())
      bySkill.set(use.skill, [...(bySkill.get(use.skill) ?? []), use]);
    return [...bySkill]
      .map(([skill, uses]) => ({ skill, ...summed(uses) }))
      .sort((a, b) => b.uses - a.uses || (a.skill < b.skill ? -1 : 1));
  }

  async close(): Promise<void> {
    await this.#log.close();
  }
}

function summed(uses: readonly SkillUse[]): Omit<SkillStatistics, 'skill'> {
  const sum = (value: (use: SkillUse) => number): number =>
    uses.reduce((total, use) => total + value(use), 0);
  return {
    uses: uses.length,
    successes: uses.filter(({ success }) => success).length,
    tokens: sum(({ tokens }) => tokens),
    costUsd: sum(({ costUsd }) => costUsd),
    averageMs: Math.round(sum(({ ms }) => ms) / uses.length),
    lastUsedAt: Math.max(...uses.map(({ at }) => at)),
  };
}
