// Everything that Doctor looks at, in the order in which it is shown.
import type { Config } from '../config/index.js';
import type { ConfiguredModels } from '../models/index.js';
import { memoryProbe, modelProbe, sandboxProbe, storageProbe } from './doctor.js';
import type { DoctorProbe, MemfunParts } from './parts.js';
import { CONFIG_FILE, readConfig } from './read-config.js';
import { tierProbe } from './tier-probe.js';
import type { MemfunEnvironment } from './types.js';

export function memfunProbes(
  env: MemfunEnvironment,
  { sandboxes, memory, probes }: MemfunParts,
  { sandbox, tier }: Config,
  models: ConfiguredModels,
): readonly DoctorProbe[] {
  const { workspace, projectStorage, userStorage, settings } = env;
  return [
    {
      id: 'config',
      title: 'Configuration',
      run: async () => {
        await readConfig(env, settings);
        return { detail: `Settings and ${CONFIG_FILE} of ${workspace.root} are in order.` };
      },
    },
    modelProbe(models, 'root'),
    modelProbe(models, 'sub'),
    ...sandboxes.map((adapter) => sandboxProbe(adapter, sandbox.engine)),
    memoryProbe(memory),
    storageProbe('storage.project', 'Storage of this project', projectStorage),
    storageProbe('storage.user', 'Storage of the user', userStorage),
    ...probes,
    ...(tier.kind === 'in-process' ? [] : [tierProbe(env, tier)]),
  ];
}
