// `memfun ab`: a proposal beside the words in force, conversation by conversation, until it is clear which are better.
import type { CompareAccess, OptimizeAccess } from '../../app/index.js';
import type { Experiment } from '../../optimizer/index.js';
import type { CommandLine } from '../arguments.js';
import { UsageError } from '../arguments.js';
import { decimal, dollars } from '../figures.js';
import { readText } from './read-text.js';

const USAGE =
  'Use: memfun ab start PROPOSAL | agent:NAME FILE | skill:NAME FILE | model:ID [--share 0.5] [--limit TASKS] | ab status | ab stop';

export interface CompareCommandContext {
  readonly optimize: Pick<OptimizeAccess, 'proposals'> & { readonly compare: CompareAccess };
  readonly output: { write(text: string): unknown };
}

/**
 * @returns the exit code
 * @throws UsageError (exit code 2), ProposalError, ExperimentError
 */
export async function runCompareCommand(
  { words: [verb, word, file], options }: Pick<CommandLine, 'words' | 'options'>,
  { optimize, output }: CompareCommandContext,
): Promise<number> {
  const { compare } = optimize;
  const print = (experiments: readonly Experiment[], text: string): number => {
    output.write(options.json === true ? `${JSON.stringify({ experiments })}\n` : `${text}\n`);
    return 0;
  };
  if (verb === 'start') {
    const id = word === 'last' ? (await optimize.proposals())[0]?.report.id : word;
    if (id === undefined) throw new UsageError('There is no proposal.', USAGE);
    const share = options.share === undefined ? undefined : Number(options.share);
    const maximum = options.limit === undefined ? undefined : Number(options.limit);
    if (share !== undefined && !(share > 0 && share < 1))
      throw new UsageError(`"${options.share}" is no share.`, 'Give a number between 0 and 1.');
    if (maximum !== undefined && !(Number.isInteger(maximum) && maximum > 1))
      throw new UsageError(`"${options.limit}" is no number of tasks.`, USAGE);
    const started = await compare.start(id, {
      ...(share === undefined ? {} : { share }),
      ...(maximum === undefined ? {} : { maximum }),
      ...(file === undefined ? {} : { text: readText(file) }),
    });
    return print([started], `Comparing ${id} with what is in force, conversation by conversation.`);
  }
  if (verb === 'stop') {
    const stopped = await compare.stop();
    return print([stopped], `Stopped.\n${experimentText(stopped)}`);
  }
  if (verb !== undefined && verb !== 'status')
    throw new UsageError(`There is no "ab ${verb}".`, USAGE);
  const all = await compare.list();
  return print(
    all,
    all.length === 0 ? 'Nothing was compared yet.' : all.map(experimentText).join('\n\n'),
  );
}

const STATES: Readonly<Record<Experiment['state'], string>> = {
  running: 'running',
  better: 'ended: the other one is better',
  harm: 'ended by itself: the other one does harm',
  'no-difference': 'ended: no difference was found',
  'by-hand': 'stopped by hand',
};

function experimentText(experiment: Experiment): string {
  const { proposal, state, comparison, cost, minimum, notExposed } = experiment;
  const { a, b, difference } = comparison;
  const percent = (share: number): string => `${decimal(100 * share, 1)} %`;
  const early = Math.min(a.n, b.n) < minimum ? ` (nothing is decided before ${minimum} each)` : '';
  return [
    `${proposal}: ${STATES[state]}`,
    `  in force  ${percent(a.mean)} of ${a.n} conversations went well, ${dollars(cost.a)} each`,
    `  compared  ${percent(b.mean)} of ${b.n} conversations went well, ${dollars(cost.b)} each`,
    `  difference ${percent(difference.mean)}, at all times between ${percent(difference.low)} and ${percent(difference.high)}${early}`,
    ...(notExposed === 0 ? [] : [`  not counted: ${notExposed} that did not come to it`]),
  ].join('\n');
}
