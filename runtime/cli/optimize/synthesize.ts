// `memfun synthesize`: skills and agents from successful runs of one kind, proved before they are offered.
import { type Cluster, reportMarkdown } from '../../optimizer/index.js';
import type { CommandLine } from '../arguments.js';
import { UsageError } from '../arguments.js';
import { NOT_OFFERED, numberOf, type OptimizeCommandContext, progressLine } from './index.js';

const USAGE = 'Use: memfun synthesize list | run GROUP|first [skill|agent] [--usd N]';

/**
 * @returns the exit code: 3 when it did not prove useful
 * @throws UsageError (exit code 2), DraftError, OptimizeBudgetError
 */
export async function runSynthesizeCommand(
  { words: [verb, word, kind = 'skill'], options }: Pick<CommandLine, 'words' | 'options'>,
  { optimize, output, progress, signal }: OptimizeCommandContext,
): Promise<number> {
  const json = options.json === true;
  const print = (data: object, text: string): void =>
    void output.write(json ? `${JSON.stringify(data)}\n` : `${text}\n`);
  if (verb === 'list') {
    const clusters = await optimize.clusters(signal);
    print(
      { groups: clusters.map(groupOf) },
      clusters.length === 0
        ? 'There are not yet enough successful runs of one kind.'
        : clusters.map(groupLine).join('\n'),
    );
    return 0;
  }
  const group = word === 'first' ? (await optimize.clusters(signal))[0]?.id : word;
  if (verb !== 'run' || word === undefined)
    throw new UsageError('It is not clear what to make a skill or an agent from.', USAGE);
  if (kind !== 'skill' && kind !== 'agent')
    throw new UsageError(`"${kind}" cannot be made from runs.`, USAGE);
  if (group === undefined)
    throw new UsageError('There are not yet enough successful runs of one kind.', USAGE);
  const silent = json || options.quiet === true;
  const request = { group, kind, ...numberOf('costUsd', options.usd) } as const;
  const report = await optimize.synthesize(request, signal, (at) => {
    if (!silent) progress.write(`${progressLine(at)}\n`);
  });
  print(report, reportMarkdown(report));
  return report.verdict.offered ? 0 : NOT_OFFERED;
}

function groupOf({ id, words, tools, runs }: Cluster) {
  return {
    group: id,
    words,
    tools,
    runs: runs.map(({ turnId, request }) => ({ turnId, request })),
  };
}

function groupLine({ id, words, tools, runs }: Cluster): string {
  return `${id}  ${runs.length} runs about ${words.join(', ')} (${tools.join(', ')}), e.g. "${runs[0]?.request.slice(0, 80)}"`;
}
