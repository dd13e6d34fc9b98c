// Doctor's check of the tier: opens it as configured, uses it once, and says what could be lost.
import type { Config } from '../config/index.js';
import type { DoctorProbe } from './parts.js';
import { openConfiguredTier } from './tier.js';
import type { MemfunEnvironment } from './types.js';

export function tierProbe(env: MemfunEnvironment, config: Config['tier']): DoctorProbe {
  return {
    id: `tier.${config.kind}`,
    title: 'What carries events, tasks and state',
    run: async () => {
      const tier = await openConfiguredTier(env, config);
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
