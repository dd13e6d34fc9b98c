// `memfun tier`: what the tier is and how it does (`status`), and moving from one to another (`migrate`).
import { readConfig } from '../app/index.js';
import { systemClock } from '../core/index.js';
import { migrateTier } from '../tiers/index.js';
import type { CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';
import { commandLineEnvironment } from './environment.js';
import { isFiles, moveConversations } from './tier-conversations.js';
import { mergeTiers } from './tier-merge.js';
import { openNamedTier, placeOf, TIER_USAGE } from './tier-place.js';
import { showStatus } from './tier-status.js';

interface Site {
  readonly signal: AbortSignal;
  readonly output: { write(text: string): unknown };
}

/** @returns the exit code */
export async function runTierCommand(line: CommandLine, { signal, output }: Site): Promise<number> {
  const { options, words } = line;
  if (words[0] === 'status') return showStatus(line, output);
  if (words[0] !== 'migrate')
    throw new UsageError('It is not clear what to do with tiers.', TIER_USAGE);
  if (options.from !== undefined && options.from === options.to)
    throw new UsageError('Both tiers are the same.', TIER_USAGE);
  const env = await commandLineEnvironment(options);
  if (isFiles(options.from) || isFiles(options.to))
    return moveConversations(env, line, { signal, output });
  const [source, target] = [placeOf(options.from, 'from'), placeOf(options.to, 'to')];
  const { tier: config } = await readConfig(env, env.settings);
  const onProgress = (done: number, of: number): void => {
    if (options.json !== true && options.quiet !== true && done % 500 === 0)
      process.stderr.write(`${done} of ${of}\n`);
  };
  const from = await openNamedTier(env, config, source);
  try {
    const to = await openNamedTier(env, config, target);
    try {
      const { logger } = env;
      if (options.merge === true)
        return await mergeTiers(options, { from, to, signal, onProgress, logger, output });
      const report = await migrateTier({
        from,
        to,
        source: `${options.from} ${config.space ?? env.workspace.root}`,
        clock: systemClock,
        signal,
        onProgress,
      });
      if (options.json === true) output.write(`${JSON.stringify(report)}\n`);
      else
        output.write(
          `${report.state} entries of state and ${report.tasks} tasks are in ${options.to}; ${report.known} were there from an earlier run.\nsha256 of both sides: ${report.digest}\nWhat lies in files of this machine stays there: its own memories, and conversations unless memfun.tierSessions is on (--from files takes these along). Those in the tier, and memories that a team shares, are among the state.\n`,
        );
      return 0;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}
