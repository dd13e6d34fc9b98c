// What the host does for better prompts: one search at a time, in the background; proposals and comparisons.
import type { OptimizeAccess, OptimizeTarget } from '../../runtime/app/index.js';
import { isAbort, MemfunError, toErrorInfo } from '../../runtime/core/index.js';
import {
  type Cluster,
  componentDiff,
  type Experiment,
  LEAST_EXAMPLES,
  type Progress,
  type Proposal,
  type Report,
} from '../../runtime/optimizer/index.js';
import type {
  OptimizeExperiment,
  OptimizeProposal,
  RequestOutput,
  SearchEnded,
} from '../bridge/index.js';
import type { BridgeHandlers } from './bridge-server.js';

type OptimizeRequestName = Extract<keyof BridgeHandlers, `optimize.${string}`>;

const EXAMPLES_SHOWN = 40;
const EXAMPLE_CHARS = 400;

class SearchRunningError extends MemfunError {
  readonly code = 'optimize.running';
  constructor(target: string) {
    super(`"${target}" is being optimised.`, { remedy: 'Wait until it is done, or stop it.' });
  }
}

interface Search {
  readonly target: string;
  readonly calls: number;
  readonly stop: AbortController;
  progress: Progress | undefined;
}

/** @param ended is told what came of a search, wherever the person is by then */
export function optimizeHandlers(
  optimize: () => Promise<OptimizeAccess>,
  ended: (end: SearchEnded) => void,
): Pick<BridgeHandlers, OptimizeRequestName> {
  const done = {};
  let search: Search | undefined;
  let failure: string | undefined;
  /** Counting reads many runs: not again and again while a search goes on. */
  let counted: { targets: readonly OptimizeTarget[]; groups: readonly Cluster[] } | undefined;

  type Work = (
    access: OptimizeAccess,
    signal: AbortSignal,
    note: (progress: Progress) => void,
  ) => Promise<Report>;
  const begin = async (target: string, calls: number, work: Work): Promise<void> => {
    const access = await optimize();
    if (search !== undefined) throw new SearchRunningError(search.target);
    const started: Search = { target, calls, stop: new AbortController(), progress: undefined };
    search = started;
    failure = undefined;
    void work(access, started.stop.signal, (progress) => void (started.progress = progress))
      .then(({ verdict }): SearchEnded => ({ came: verdict.offered ? 'found' : 'nothing' }))
      .catch((error: unknown): SearchEnded => {
        if (isAbort(error)) return { came: 'stopped' };
        const { message, remedy } = toErrorInfo(error);
        failure = [message, remedy].filter(Boolean).join(' ');
        return { came: 'failed', failure };
      })
      .then((end) => {
        search = undefined;
        ended(end);
      });
  };

  return {
    'optimize.state': async (_input, signal) => {
      const access = await optimize();
      if (search === undefined || counted === undefined)
        counted = { targets: await access.targets(signal), groups: await access.clusters(signal) };
      const { targets, groups } = counted;
      const proposals = await access.proposals();
      const inForce = proposals.find(({ state }) => state === 'accepted')?.report.id;
      return {
        targets: targets.map((target) => ({ ...target })),
        groups: groups.map(({ id, words, tools, runs }) => ({
          id,
          words: [...words],
          tools: [...tools],
          runs: runs.length,
        })),
        needed: LEAST_EXAMPLES,
        proposals: proposals.map(proposalRow),
        experiments: (await access.compare.list()).map(experimentRow),
        ...(inForce === undefined ? {} : { inForce }),
        ...(failure === undefined ? {} : { failure }),
        ...(search === undefined ? {} : { running: runningRow(search) }),
      };
    },
    'optimize.run': async ({ target, calls, ...rest }) => {
      await begin(target, calls, (access, signal, note) =>
        access.run({ target, calls, ...rest }, signal, note),
      );
      return done;
    },
    'optimize.synthesize': async (asked) => {
      await begin(asked.kind, 0, (access, signal, note) => access.synthesize(asked, signal, note));
      return done;
    },
    'optimize.effect': async (_input, signal) => {
      const { courses, memory, skills } = await (await optimize()).effect(signal);
      return {
        courses: courses.map(({ name, weeks, marks, versions }) => ({
          name,
          weeks: [...weeks],
          marks: [...marks],
          versions: versions.map(({ proposal, ...version }) => ({
            ...version,
            ...(proposal === undefined ? {} : { proposal }),
          })),
        })),
        memory,
        skills: [...skills],
      };
    },
    'optimize.stop': async () => {
      search?.stop.abort();
      return done;
    },
    'optimize.report': async ({ id }) => reportRow(await (await optimize()).proposal(id)),
    'optimize.accept': async ({ id }) => {
      await (await optimize()).accept(id);
      return done;
    },
    'optimize.reject': async ({ id }) => {
      await (await optimize()).reject(id);
      return done;
    },
    'optimize.rollback': async () => {
      await (await optimize()).rollback();
      return done;
    },
    'optimize.compare': async ({ id }) => {
      await (await optimize()).compare.start(id);
      return done;
    },
    'optimize.stopComparing': async () => {
      await (await optimize()).compare.stop();
      return done;
    },
  };
}

function runningRow({ target, calls: of, progress }: Search) {
  const { text = 'Reading examples', calls = 0, costUsd = 0, best } = progress ?? {};
  return { target, text, calls, of, costUsd, ...(best === undefined ? {} : { best }) };
}

function proposalRow({ report, state }: Proposal): OptimizeProposal {
  const { id, target, optimizer, madeAt, verdict } = report;
  const [before, after] = [verdict.before.score.mean, verdict.after.score.mean];
  return { id, target, optimizer, madeAt, state, before, after };
}

function experimentRow(experiment: Experiment): OptimizeExperiment {
  const { id, proposal, startedAt, state, comparison, minimum, notExposed } = experiment;
  const { a, b, difference } = comparison;
  return {
    id,
    proposal,
    startedAt,
    state,
    inForce: { ...a },
    proposed: { ...b },
    difference: { ...difference },
    notExposed,
    minimum,
  };
}

function reportRow({ report, state }: Proposal): RequestOutput<'optimize.report'> {
  const { id, target, optimizer, model, madeAt, verdict, search, examples, components } = report;
  const { why, test, p, level, wins, losses, ties, difference } = verdict;
  const side = ({ score, costUsd, ms }: typeof verdict.before) => ({ score, costUsd, ms });
  return {
    id,
    target,
    optimizer,
    model,
    madeAt,
    state,
    why,
    test,
    p,
    level,
    wins,
    losses,
    ties,
    before: side(verdict.before),
    after: side(verdict.after),
    difference,
    counts: { ...examples, calls: search.calls, costUsd: search.costUsd },
    changes: components.map((component) => ({
      id: component.id,
      diff: componentDiff(component),
    })),
    examples: verdict.examples
      .filter(({ before, after }) => before !== after)
      .sort((x, y) => x.after - x.before - (y.after - y.before))
      .slice(0, EXAMPLES_SHOWN)
      .map((example) => ({
        ...example,
        input: example.input.slice(0, EXAMPLE_CHARS),
        feedback: example.feedback.slice(0, EXAMPLE_CHARS),
      })),
  };
}
