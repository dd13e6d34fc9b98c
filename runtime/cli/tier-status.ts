// `memfun tier status`: which tier this folder has, where it lies, how it does, and who works on it.
import { openConfiguredTier, readConfig, tierReport } from '../app/index.js';
import { createIds, systemClock } from '../core/index.js';
import { overviewOf, WorkClient } from '../workers/index.js';
import type { CommandLine } from './arguments.js';
import { commandLineEnvironment } from './environment.js';
import { decimal } from './figures.js';

const NONE =
  'The tier is "in-process": nothing is shared, and workers of other processes cannot help. Choose another one with --tier or memfun.tier.';

/** @returns the exit code @throws MemfunError when the tier does not work */
export async function showStatus(
  { options }: CommandLine,
  output: { write(text: string): unknown },
): Promise<number> {
  const env = await commandLineEnvironment(options);
  const { tier: config } = await readConfig(env, env.settings);
  const tier = await openConfiguredTier(env, config);
  try {
    const report = await tierReport(env, config, tier);
    const client = new WorkClient(tier, createIds(), systemClock, env.logger);
    const { workers, tasks } = await overviewOf(client, tier, systemClock);
    const count = (state: string): number => tasks.filter((task) => task.state === state).length;
    const shown = {
      tier: tier.kind,
      ...report,
      space: config.space ?? env.workspace.root,
      conversations: config.sessions && tier.kind !== 'in-process' ? 'tier' : 'files',
      workers: workers.length,
      waiting: count('waiting'),
      running: count('running'),
      dead: count('dead'),
    };
    if (options.json === true) output.write(`${JSON.stringify(shown)}\n`);
    else output.write(tier.kind === 'in-process' ? `${NONE}\n` : textOf(shown));
    return 0;
  } finally {
    await tier.close();
  }
}

function textOf(shown: {
  readonly tier: string;
  readonly server: string;
  readonly latencyMs: number;
  readonly persistence: string;
  readonly warnings: readonly string[];
  readonly space: string;
  readonly conversations: string;
  readonly workers: number;
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
}): string {
  const { tier, server, latencyMs, persistence, warnings, space, conversations } = shown;
  const lines = [
    `tier: ${tier}`,
    `server: ${server}, ${decimal(latencyMs, 1)} ms`,
    `space: ${space}`,
    `conversations: in ${conversations === 'tier' ? 'the tier' : 'files of this machine'}`,
    `workers: ${shown.workers}`,
    `tasks: ${shown.waiting} waiting, ${shown.running} running, ${shown.dead} dead`,
    persistence,
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
  return `${lines.join('\n')}\n`;
}
