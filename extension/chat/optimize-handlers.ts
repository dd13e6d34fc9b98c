// What the host does for better prompts: one search at a time, in the background; proposals and comparisons.
import type { OptimizeAccess, OptimizeTarget } from '../../runtime/app/index.js';
import { isAbort, MemfunError, toErrorInfo } from '../../runtime/core/index.js';
import {
  componentDiff,
  type Experiment,
  LEAST_EXAMPLES,
  type Progress,
  type Proposal,
} from '../../runtime/optimizer/index.js';
import type { OptimizeExperiment, OptimizeProposal, RequestOutput } from '../bridge/index.js';
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

export function optimizeHandlers(
  optimize: () => Promise<OptimizeAccess>,
): Pick<BridgeHandlers, OptimizeRequestName> {
  const done = {};
  let search: Search | undefined;
  let failure: string | undefined;
  /** Counting reads many runs: not again and again while a search goes on. */
  let counted: readonly OptimizeTarget[] | undefined;

  return {
    'optimize.state': async (_input, signal) => {
      const access = await optimize();
      if (search === undefined || counted === undefined) counted = await access.targets(signal);
      const proposals = await access.proposals();
      const inForce = proposals.find(({ state }) => state === 'accepted')?.report.id;
      return {
        targets: counted.map((target) => ({ ...target })),
        needed: LEAST_EXAMPLES,
        proposals: proposals.map(proposalRow),
        experiments: (await access.compare.list()).map(experimentRow),
        ...(inForce === undefined ? {} : { inForce }),
        ...(failure === undefined ? {} : { failure }),
        ...(search === undefined ? {} : { running: runningRow(search) }),
      };
    },
    'optimize.run': async ({ target, optimizer, calls, costUsd }) => {
      const access = await optimize();
      if (search !== undefined) throw new SearchRunningError(search.target);
      const started: Search = { target, calls, stop: new AbortController(), progress: undefined };
      search = started;
      failure = undefined;
      const note = (progress: Progress): void => void (started.progress = progress);
      void access
        .run({ target, optimizer, calls, costUsd }, started.stop.signal, note)
        .catch((error: unknown) => {
          if (isAbort(error)) return;
          const { message, remedy } = toErrorInfo(error);
          failure = [message, remedy].filter(Boolean).join(' ');
        })
        .finally(() => {
          search = undefined;
        });
      return done;
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
  const { id, proposal, startedAt, state, comparison, minimum } = experiment;
  const { a, b, difference } = comparison;
  return {
    id,
    proposal,
    startedAt,
    state,
    inForce: { ...a },
    proposed: { ...b },
    difference: { ...difference },
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
