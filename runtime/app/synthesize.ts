// Skills from successful runs: drafted from some of a cluster, tried with and without on the others, then offered.
import {
  createIds,
  type EmitEvent,
  type Logger,
  MemfunError,
  systemClock,
  throwIfAborted,
} from '../core/index.js';
import type { Predictor } from '../models/index.js';
import {
  Account,
  type Cluster,
  clusterRuns,
  draftSkill,
  type Evaluator,
  gradeOutput,
  judge,
  type Progress,
  type Report,
  type RunNote,
  reportSchema,
  type SkillDraft,
  successfulRuns,
  textIn,
} from '../optimizer/index.js';
import type { FileStore, SessionManager } from '../ports/index.js';
import { discoverSkills, type Skill } from '../skills/index.js';
import type { Recorded } from './optimize-access.js';
import { createScratchStore } from './scratch-store.js';
import type { RunTurnOptions, TurnResult } from './types.js';

/** Runs that a skill is drafted from; the others of the cluster are held out. */
const DRAFT_RUNS = 4;
const HELD_OUT_LEAST = 6;
const HELD_OUT_MOST = 20;

export interface SynthesisParts {
  readonly sessions: Pick<SessionManager, 'create' | 'delete'>;
  readonly runTurn: (options: RunTurnOptions) => Promise<TurnResult>;
  readonly skillNames: () => Promise<ReadonlySet<string>>;
  readonly emit: EmitEvent;
  readonly logger: Logger;
}

class NoClusterError extends MemfunError {
  readonly code = 'synthesize.cluster';
  constructor(number: number) {
    super(`There is no group ${number} of runs of one kind.`, {
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
  /** Which of them, from 1. */
  readonly group: number;
  readonly predictor: Predictor;
  readonly model: string;
  readonly costUsd: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** @throws NoClusterError, SkillDraftError, OptimizeBudgetError, ModelError, AbortedError */
export async function synthesize(
  { clusters, group, predictor, model, costUsd, onProgress }: SynthesizeOptions,
  parts: SynthesisParts,
  signal: AbortSignal,
): Promise<Report> {
  const cluster = clusters[group - 1];
  if (cluster === undefined) throw new NoClusterError(group);
  const ids = createIds();
  const shown = cluster.runs.slice(0, DRAFT_RUNS);
  const held = cluster.runs.slice(DRAFT_RUNS, DRAFT_RUNS + HELD_OUT_MOST);
  const draft = await draftSkill(
    { ...cluster, runs: shown },
    {
      predictor,
      signal,
      clock: systemClock,
      emit: parts.emit,
      turnId: ids.next('turn'),
      taken: await parts.skillNames(),
    },
  );
  const id = `skill/${draft.name}`;
  const account = new Account({
    evaluator: turnEvaluator(id, held, draft, parts),
    budget: { calls: 2 * held.length, costUsd: Math.max(0, costUsd - draft.costUsd) },
    signal,
    parallel: 1,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const heldOut = held.map(({ turnId }) => turnId);
  const verdict = await judge({
    account,
    before: { [id]: '' },
    after: { [id]: draft.text },
    heldOut,
  });
  return reportSchema.parse({
    format: 1,
    id: ids.next('change'),
    madeAt: systemClock.now(),
    target: id,
    optimizer: 'synthesis',
    seed: 0,
    model,
    components: [{ id, kind: 'skill-body', original: '', before: '', after: draft.text }],
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

/** A whole turn that only reads, in a conversation of its own, with or without the skill. */
function turnEvaluator(
  id: string,
  runs: readonly RunNote[],
  draft: SkillDraft,
  { sessions, runTurn, logger }: SynthesisParts,
): Evaluator {
  return {
    async evaluate(candidate, exampleId, _seed, signal) {
      throwIfAborted(signal);
      const run = runs.find(({ turnId }) => turnId === exampleId);
      if (run === undefined) throw new RangeError(`There is no run ${exampleId}.`);
      const offered = textIn(candidate, id) === '' ? [] : await asSkills(draft, logger);
      const { sessionId } = await sessions.create('Trial of a skill');
      const started = systemClock.monotonic();
      try {
        const { answer, stopReason, usage, error } = await runTurn({
          sessionId,
          request: { intent: 'ask', text: run.request, attachments: [], effort: 'agent' },
          signal,
          emit: () => undefined,
          trial: { skills: offered },
        });
        throwIfAborted(signal);
        const grade = gradeOutput({ expected: run.answer }, answer);
        const done = stopReason === 'answered';
        return {
          score: done ? grade.score : 0,
          feedback: done ? grade.feedback : (error?.message ?? `It ended early: ${stopReason}.`),
          costUsd: usage.costUsd,
          ms: systemClock.monotonic() - started,
          input: run.request,
          output: answer,
        };
      } finally {
        await sessions.delete(sessionId);
      }
    },
  };
}

/** Read from a file like any other skill. */
async function asSkills({ name, text }: SkillDraft, logger: Logger): Promise<readonly Skill[]> {
  const files: FileStore = createScratchStore({ [`skills/${name}/SKILL.md`]: text });
  const { skills } = await discoverSkills([{ source: 'user', files, folder: 'skills' }], logger);
  return skills;
}
