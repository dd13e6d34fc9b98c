// Self-optimisation on one workspace: the parts that it learns from and may change.
import { Optimization, type OptimizationParts } from './optimize.js';
import type { MemfunParts } from './parts.js';
import { sharedStorageOf } from './shared-storage.js';
import { offeredAgents, offeredSkills } from './skill-parts.js';
import type { MemfunEnvironment } from './types.js';

type Given = 'models' | 'modelName' | 'emit' | 'left' | 'runTurn';

export function optimizationOf(
  env: MemfunEnvironment,
  parts: MemfunParts,
  given: Pick<OptimizationParts, Given>,
): Optimization {
  return new Optimization({
    ...given,
    files: sharedStorageOf(env),
    traces: parts.traces,
    sessions: parts.sessions,
    logger: env.logger,
    workspace: env.trusted ? env.workspace : undefined,
    agents: () => offeredAgents(parts),
    skills: async () => (await offeredSkills(parts)).skills,
    tools: () => parts.tools.list(),
  });
}
