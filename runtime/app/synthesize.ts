// Skills and agents from successful runs: drafted from some of a cluster, tried with and without on the others, then offered.
import {
  createIds,
  type EmitEvent,
  MemfunError,
  systemClock,
  type TurnRequest,
} from '../core/index.js';
import type { Predictor } from '../models/index.js';
import {
  Account,
  type Candidate,
  type Cluster,
  clusterRuns,
  draftAgent,
  draftSkill,
  judge,
  type Progress,
  type Report,
  reportSchema,
  successfulRuns,
  textIn,
} from '../optimizer/index.js';
import type { Recorded, Synthesized } from './optimize-access.js';
import { type TrialParts, trialEvaluator } from './trials.js';

/** Runs that are drafted from; the others of the cluster are held out. */
const DRAFT_RUNS = 4;
const HELD_OUT_LEAST = 6;
const HELD_OUT_MOST = 20;

export interface SynthesisParts extends TrialParts {
  /** Names that are in use. */
  readonly taken: (kind: Synthesized) => Promise<ReadonlySet<string>>;
  readonly emit: EmitEvent;
}

class NoClusterError extends MemfunError {
  readonly code = 'synthesize.cluster';
  constructor(group: string) {
    super(`There is no group of runs of one kind that "${group}" belongs to.`, {
      remedy: `See which there are with: memfun synthesize list. A group has at least ${DRAFT_RUNS + HELD_OUT_LEAST} successful runs.`,
    });
  }
}

/** Groups of successful runs that are large enough, largest first. */
export function clustersOf({ records, events }: Recorded): readonly Cluster[] {
  return clusterRuns(successfulRuns(records, events), DRAFT_RUNS + HELD_OUT_LEAST);
}

export interface SynthesizeOptions {
  readonly clusters: readonly Cluster[];
  /** Which of them, by its id or any of its runs. */
  readonly group: string;
  readonly kind: Synthesized;
  readonly predictor: Predictor;
  readonly model: string;
  readonly costUsd: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** @throws NoClusterError, DraftError, OptimizeBudgetError, ModelError, AbortedError */
export async function synthesize(
  { clusters, group, kind, predictor, model, costUsd, onProgress }: SynthesizeOptions,
  parts: SynthesisParts,
  signal: AbortSignal,
): Promise<Report> {
  const cluster = clusters.find(({ runs }) => runs.some(({ turnId }) => turnId === group));
  if (cluster === undefined) throw new NoClusterError(group);
  const ids = createIds();
  const shown = cluster.runs.slice(0, DRAFT_RUNS);
  const held = cluster.runs.slice(DRAFT_RUNS, DRAFT_RUNS + HELD_OUT_MOST);
  const draft = await (kind === 'agent' ? draftAgent : draftSkill)(
    { ...cluster, runs: shown },
    {
      predictor,
      signal,
      clock: systemClock,
      emit: parts.emit,
      turnId: ids.next('turn'),
      taken: await parts.taken(kind),
    },
  );
  const id = `${kind}/${draft.name}`;
  const account = new Account({
    evaluator: trialEvaluator({
      ...parts,
      originals: { [id]: '' },
      examples: held.map(({ turnId, sessionId, request, answer }) => ({
        id: turnId,
        group: sessionId,
        request: { intent: 'ask', text: request, attachments: [], effort: 'agent' },
        answer,
      })),
      ...(kind === 'agent' ? { asked: putTo(draft.name, id) } : {}),
    }),
    budget: { calls: 2 * held.length, costUsd: Math.max(0, costUsd - draft.costUsd) },
    signal,
    parallel: 1,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const verdict = await judge({
    account,
    before: { [id]: '' },
    after: { [id]: draft.text },
    heldOut: held.map(({ turnId }) => turnId),
  });
  return reportSchema.parse({
    format: 1,
    id: ids.next('change'),
    madeAt: systemClock.now(),
    target: id,
    optimizer: 'synthesis',
    seed: 0,
    model,
    components: [
      {
        id,
        kind: kind === 'agent' ? 'agent-prompt' : 'skill-body',
        original: '',
        before: '',
        after: draft.text,
      },
    ],
    examples: { train: shown.length, val: 0, heldOut: held.length },
    search: {
      calls: account.calls,
      costUsd: account.costUsd + draft.costUsd,
      ended: 'done',
      tried: [],
    },
    verdict,
  } satisfies Record<keyof Report, unknown>);
}

/** With the agent the request is put to it; without, whoever is there does it. */
function putTo(name: string, id: string) {
  return (request: TurnRequest, candidate: Candidate): TurnRequest =>
    textIn(candidate, id) === '' ? request : { ...request, text: `/agent ${name} ${request.text}` };
}
