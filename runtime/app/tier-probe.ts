// Doctor's check of the tier: opens it as configured, uses it once, and says what could be lost.
import type { Config } from '../config/index.js';
import { openTier } from '../tiers/index.js';
import type { DoctorProbe } from './parts.js';
import type { MemfunEnvironment } from './types.js';

export function tierProbe(
  { projectStorage, secrets, assetsDir, logger, workspace }: MemfunEnvironment,
  config: Config['tier'],
): DoctorProbe {
  return {
    id: `tier.${config.kind}`,
    title: 'What carries events, tasks and state',
    run: async () => {
      const tier = await openTier({
        config,
        namespace: workspace.root,
        folder: projectStorage.localRoot,
        assetsDir,
        password: (kind) => secrets.get(kind),
        logger,
      });
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
