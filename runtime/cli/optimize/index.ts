// `memfun optimize`: better prompts from recorded runs or from examples; shown, accepted, rejected, taken back.
import { writeFileSync } from 'node:fs';
import type { OptimizeAccess, OptimizeRequest } from '../../app/index.js';
import {
  OBJECTIVES,
  type ObjectiveName,
  OPTIMIZERS,
  type Progress,
  type Proposal,
  type Report,
  reportMarkdown,
} from '../../optimizer/index.js';
import type { CliOptions, CommandLine } from '../arguments.js';
import { UsageError } from '../arguments.js';
import { decimal, dollars } from '../figures.js';
import { inLanguage } from '../output.js';
import { readText } from './read-text.js';

interface Call {
  readonly words: readonly string[];
  readonly options: CliOptions;
  readonly optimize: OptimizeAccess;
  readonly signal: AbortSignal;
  /** For progress; silent with --json and --quiet. */
  readonly tell: (text: string) => void;
}

interface Reply {
  readonly text: string;
  readonly data: object;
  /** Default 0. */
  readonly code?: number;
}

interface Verb {
  /** After `memfun optimize `. */
  readonly usage: string;
  run(call: Call): Promise<Reply>;
}

/** Nothing better was found: no failure, but a script may want to know. */
export const NOT_OFFERED = 3;

const VERBS: Readonly<Record<string, Verb>> = {
  targets: {
    usage: 'targets',
    async run({ optimize, signal }) {
      const targets = await optimize.targets(signal);
      const lines = targets.map(
        ({ name, examples, tuned }) =>
          `${name.padEnd(24)} ${inLanguage(tuned ? `${examples} recorded examples, optimised` : `${examples} recorded examples`)}`,
      );
      return { text: lines.join('\n'), data: { targets } };
    },
  },
  run: {
    usage:
      'run TARGET [--optimizer gepa|mipro] [--objective quality|cost|latency] [--examples FILE] [--judge] [--calls N] [--usd N] [--seed N]',
    async run({ words: [word], options, optimize, signal, tell }) {
      const target = word ?? options.component;
      if (target === undefined)
        throw new UsageError('Say what to optimise.', 'See: memfun optimize targets');
      const report = await optimize.run(requestOf(target, options), signal, (progress) =>
        tell(progressLine(progress)),
      );
      return {
        text: reportMarkdown(report),
        data: report,
        code: report.verdict.offered ? 0 : NOT_OFFERED,
      };
    },
  },
  status: {
    usage: 'status',
    async run({ optimize }) {
      const [proposals, versions] = [await optimize.proposals(), await optimize.versions()];
      const current = versions.at(-1);
      const inForce = Object.keys(current?.values ?? {});
      const lines = [
        inForce.length === 0
          ? 'Nothing is changed: every prompt is the built-in one.'
          : `In force since version ${current?.version}: ${inForce.join(', ')}`,
        ...proposals.map(proposalLine),
      ];
      return {
        text: lines.join('\n'),
        data: {
          version: current?.version ?? 0,
          inForce,
          proposals: proposals.map(({ report, state }) => ({ ...summaryOf(report), state })),
        },
      };
    },
  },
  report: {
    usage: 'report PROPOSAL [FILE]',
    async run({ words: [id, file], optimize }) {
      const { report, state } = await optimize.proposal(await proposalId(id, optimize));
      const text = reportMarkdown(report);
      if (file !== undefined) {
        try {
          writeFileSync(file, `${text}\n`);
        } catch (error) {
          throw new UsageError(`"${file}" cannot be written.`, reasonOf(error));
        }
      }
      return { text: file === undefined ? text : `Wrote ${file}.`, data: { ...report, state } };
    },
  },
  accept: {
    usage: 'accept PROPOSAL',
    async run({ words: [id], optimize }) {
      const { version, values, proposal } = await optimize.accept(await proposalId(id, optimize));
      return {
        text: `Accepted as version ${version}; it holds from the next run on. Take it back with: memfun optimize rollback`,
        data: { version, proposal, inForce: Object.keys(values) },
      };
    },
  },
  reject: {
    usage: 'reject PROPOSAL',
    async run({ words: [id], optimize }) {
      const proposal = await proposalId(id, optimize);
      await optimize.reject(proposal);
      return { text: `Rejected ${proposal}.`, data: { rejected: proposal } };
    },
  },
  rollback: {
    usage: 'rollback',
    async run({ optimize }) {
      const { version, proposal, values } = await optimize.rollback();
      return {
        text: `Took ${proposal} back (version ${version}).`,
        data: { version, proposal, inForce: Object.keys(values) },
      };
    },
  },
};

export interface OptimizeCommandContext {
  readonly optimize: OptimizeAccess;
  readonly output: { write(text: string): unknown };
  /** Where progress goes. */
  readonly progress: { write(text: string): unknown };
  readonly signal: AbortSignal;
}

/**
 * @returns the exit code: 3 when nothing better was found
 * @throws UsageError (exit code 2), ProposalError, TooFewExamplesError, ExampleFileError, OptimizeBudgetError
 */
export async function runOptimizeCommand(
  { words: [name = '', ...words], options }: Pick<CommandLine, 'words' | 'options'>,
  { optimize, output, progress, signal }: OptimizeCommandContext,
): Promise<number> {
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) {
    const problem = name === '' ? 'Say what to do.' : `There is no "optimize ${name}".`;
    const usages = Object.values(VERBS).map(({ usage }) => usage);
    throw new UsageError(problem, `Use: memfun optimize\n  ${usages.join('\n  ')}`);
  }
  const silent = options.json === true || options.quiet === true;
  const tell = (text: string): void => void (silent || progress.write(`${text}\n`));
  const reply = await verb.run({ words, options, optimize, signal, tell });
  output.write(options.json === true ? `${JSON.stringify(reply.data)}\n` : `${reply.text}\n`);
  return reply.code ?? 0;
}

const GOALS = Object.keys(OBJECTIVES) as readonly ObjectiveName[];

function requestOf(target: string, options: CliOptions): OptimizeRequest {
  const { optimizer, examples, objective } = options;
  const goal = GOALS.find((one) => one === objective);
  if (objective !== undefined && goal === undefined)
    throw new UsageError(
      `There is no objective "${objective}".`,
      `Objectives: ${GOALS.join(', ')}.`,
    );
  const known = OPTIMIZERS.find((one) => one === optimizer);
  if (optimizer !== undefined && known === undefined)
    throw new UsageError(
      `There is no optimizer "${optimizer}".`,
      `Optimizers: ${OPTIMIZERS.join(', ')}.`,
    );
  return {
    target,
    ...(known === undefined ? {} : { optimizer: known }),
    ...(goal === undefined ? {} : { objective: goal }),
    ...(examples === undefined ? {} : { examples: readText(examples) }),
    ...(options.judge === true ? { judge: true } : {}),
    ...numberOf('calls', options.calls),
    ...numberOf('seed', options.seed),
    ...numberOf('costUsd', options.usd),
  };
}

export function numberOf<K extends string>(
  name: K,
  text: string | undefined,
): { [_ in K]?: number } {
  if (text === undefined) return {};
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0)
    throw new UsageError(`"${text}" is no number.`, 'Give a number that is not negative.');
  return { [name]: value } as { [_ in K]?: number };
}

/** The newest one for `last`. */
async function proposalId(word: string | undefined, optimize: OptimizeAccess): Promise<string> {
  if (word === undefined)
    throw new UsageError('Say which proposal, by its id or "last".', 'See: memfun optimize status');
  if (word !== 'last') return word;
  const [newest] = await optimize.proposals();
  if (newest === undefined)
    throw new UsageError('There is no proposal yet.', 'Use: memfun optimize run TARGET');
  return newest.report.id;
}

function summaryOf({ id, madeAt, target, optimizer, model, verdict }: Report) {
  const { offered, p, before, after } = verdict;
  return {
    id,
    madeAt,
    target,
    optimizer,
    model,
    offered,
    p,
    before: before.score.mean,
    after: after.score.mean,
  };
}

function proposalLine({ report, state }: Proposal): string {
  const { id, madeAt, target, optimizer, before, after } = summaryOf(report);
  const date = new Date(madeAt).toISOString().slice(0, 16).replace('T', ' ');
  return `${id}  ${date}  ${state.padEnd(11)}  ${target} by ${optimizer}: ${decimal(before, 3)} → ${decimal(after, 3)}`;
}

export function progressLine({ phase, text, calls, costUsd, best }: Progress): string {
  const so = best === undefined ? '' : `, best ${decimal(best, 3)}`;
  return `${phase}: ${text} (${calls} evaluations, ${dollars(costUsd)}${so})`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
