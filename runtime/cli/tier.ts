// `memfun tier migrate`: takes state and tasks from one tier to another.
import { openConfiguredTier, readConfig } from '../app/index.js';
import { systemClock } from '../core/index.js';
import { migrateTier, type TierKind } from '../tiers/index.js';
import type { CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';
import { commandLineEnvironment } from './environment.js';

const USAGE =
  'Use: memfun tier migrate --from sqlite --to nats=nats://HOST:4222 [--space NAME] [--dir DIR] [--json]';
const KINDS: readonly TierKind[] = ['sqlite', 'redis', 'nats'];

interface Site {
  readonly signal: AbortSignal;
  readonly output: { write(text: string): unknown };
}

/** @returns the exit code */
export async function runTierCommand(line: CommandLine, { signal, output }: Site): Promise<number> {
  const { options, words } = line;
  if (words[0] !== 'migrate') throw new UsageError('It is not clear what to do with tiers.', USAGE);
  const [source, target] = [placeOf(options.from, 'from'), placeOf(options.to, 'to')];
  if (options.from === options.to) throw new UsageError('Both tiers are the same.', USAGE);
  const env = await commandLineEnvironment(options);
  const { tier: config } = await readConfig(env, env.settings);
  const from = await openConfiguredTier(env, { ...config, ...source });
  try {
    const to = await openConfiguredTier(env, { ...config, ...target });
    try {
      const report = await migrateTier({
        from,
        to,
        source: `${options.from} ${config.space ?? env.workspace.root}`,
        clock: systemClock,
        signal,
        onProgress: (done, of) => {
          if (options.json !== true && options.quiet !== true && done % 500 === 0)
            process.stderr.write(`${done} of ${of}\n`);
        },
      });
      if (options.json === true) output.write(`${JSON.stringify(report)}\n`);
      else
        output.write(
          `${report.state} entries of state and ${report.tasks} tasks are in ${options.to}; ${report.known} were there from an earlier run.\nsha256 of both sides: ${report.digest}\nWhat lies in files of this machine stays there: its own memories, and conversations unless memfun.tierSessions is on. Those in the tier, and memories that a team shares, are among the state.\n`,
        );
      return 0;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

/** `kind` or `kind=address,address`. @throws UsageError */
function placeOf(text: string | undefined, option: string) {
  if (text === undefined) throw new UsageError(`There is no --${option}.`, USAGE);
  const [name = '', ...rest] = text.split('=');
  const kind = KINDS.find((one) => one === name);
  if (kind === undefined)
    throw new UsageError(`"${name}" is no tier that lasts.`, `There are: ${KINDS.join(', ')}.`);
  const servers = rest.join('=');
  return { kind, servers: servers === '' ? [] : servers.split(',') };
}
