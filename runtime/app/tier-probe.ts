// The tier as it is configured, and Doctor's check of it: opens it, uses it once, and says what could be lost.
import type { Config } from '../config/index.js';
import { openTier, type Tier } from '../tiers/index.js';
import type { DoctorProbe } from './parts.js';
import type { MemfunEnvironment } from './types.js';

/** @throws what openTier throws */
export function openTierOf(
  { projectStorage, secrets, assetsDir, logger, workspace }: MemfunEnvironment,
  config: Config['tier'],
): Promise<Tier> {
  return openTier({
    config,
    namespace: workspace.root,
    folder: projectStorage.localRoot,
    assetsDir,
    password: (kind) => secrets.get(kind),
    logger,
  });
}

export function tierProbe(env: MemfunEnvironment, config: Config['tier']): DoctorProbe {
  return {
    id: `tier.${config.kind}`,
    title: 'What carries events, tasks and state',
    run: async () => {
      const tier = await openTierOf(env, config);
      try {
        const { server, latencyMs, persistence, warnings } = await tier.probe();
        const detail = `${server}, ${latencyMs.toFixed(1)} ms. ${persistence}`;
        return warnings.length === 0 ? { detail } : { detail, warning: warnings.join(' ') };
      } finally {
        await tier.close();
      }
    },
  };
}
