// Doctor's check of the tier: opens it as configured, uses it once, and says what could be lost.
import type { Config } from '../config/index.js';
import type { Tier, TierReport } from '../tiers/index.js';
import type { DoctorProbe } from './parts.js';
import { openConfiguredTier } from './tier.js';
import { tierPlace } from './tier-file.js';
import type { MemfunEnvironment } from './types.js';

export function tierProbe(env: MemfunEnvironment, config: Config['tier']): DoctorProbe {
  return {
    id: `tier.${config.kind}`,
    title: 'What carries events, tasks and state',
    run: async () => {
      const tier = await openConfiguredTier(env, config);
      try {
        const { server, latencyMs, persistence, warnings } = await tierReport(env, config, tier);
        const detail = `${server}, ${latencyMs.toFixed(1)} ms. ${persistence}`;
        return warnings.length === 0 ? { detail } : { detail, warning: warnings.join(' ') };
      } finally {
        await tier.close();
      }
    },
  };
}

/** What the tier says of itself, and what of it lies elsewhere. @throws MemfunError when it does not work */
export async function tierReport(
  env: MemfunEnvironment,
  { kind, space }: Config['tier'],
  tier: Tier,
): Promise<TierReport> {
  const report = await tier.probe();
  const left = kind === 'sqlite' ? (await tierPlace(env, space)).left : undefined;
  if (left === undefined) return report;
  const warning = `A file of an earlier version is left in ${left}: another one has its place already. "memfun tier migrate --from sqlite=${left} --to sqlite --merge" brings what lies in it.`;
  return { ...report, warnings: [...report.warnings, warning] };
}
