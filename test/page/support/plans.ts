// Plans to show: proposed, under way with every state, and at their end.
import type { PlanTask, RunEvent } from '../../../runtime/core/index.js';
import { planTaskSchema } from '../../../runtime/core/index.js';
import type { Script } from '../../unit/extension/scripted-memfun.js';

const task = (id: string, title: string, agent: string, more: Partial<PlanTask> = {}): PlanTask =>
  planTaskSchema.parse({
    id,
    title,
    agent,
    instructions: `${title}. Keep to the interface that the design gives.`,
    dependsOn: [],
    outputs: [],
    expects: 'npm test passes',
    review: false,
    ...more,
  });

export const TASKS: readonly PlanTask[] = [
  task('design', 'Design the service and its routes', 'architect'),
  task('api', 'Build the routes of parcels', 'coder', {
    dependsOn: ['design'],
    outputs: ['src/api/**'],
    review: true,
  }),
  task('auth', 'Build sign-in with tokens', 'coder', {
    dependsOn: ['design'],
    outputs: ['src/auth/**', 'src/routes.ts'],
  }),
  task('tests', 'Write tests for both', 'tester', {
    dependsOn: ['api', 'auth'],
    outputs: ['test/**'],
  }),
  task('docs', 'Describe the service in the readme', 'coder', {
    dependsOn: ['api'],
    outputs: ['README.md'],
  }),
  task('audit', 'Audit the sign-in', 'security-auditor', { dependsOn: ['auth'] }),
];

export const PLAN = 'tsk_plan';

export function proposed(turnId: string, waits: boolean, tasks = TASKS): RunEvent {
  return {
    at: Date.now(),
    turnId,
    type: 'plan.proposed',
    planId: PLAN,
    revision: waits ? 1 : 2,
    by: waits ? 'planner' : 'person',
    tasks: [...tasks],
    ended: [],
    waits,
    notes: [
      '"Write tests for both" waits for "Build sign-in with tokens": both may write test/**.',
    ],
  };
}

export const end = (
  turnId: string,
  taskId: string,
  state: 'done' | 'partial' | 'failed' | 'skipped',
  reason = '',
  files: readonly string[] = [],
): RunEvent => ({
  at: Date.now(),
  turnId,
  type: 'task.ended',
  planId: PLAN,
  taskId,
  agent: TASKS.find(({ id }) => id === taskId)?.agent ?? '',
  state,
  stopReason: state === 'done' ? 'answered' : 'error',
  reason,
  answer: state === 'done' ? `**Done.** The part \`${taskId}\` is there.` : '',
  citations: [],
  files: [...files],
  attempts: state === 'failed' ? 3 : 1,
  steps: 4,
  tokens: 18_200,
  costUsd: 0.034,
  ms: 41_000,
});

/** A plan in the middle: every state that a task can have. */
export function underWay(turnId: string): readonly RunEvent[] {
  const base = { at: Date.now(), turnId, planId: PLAN };
  const started = (taskId: string, agent: string): RunEvent => ({
    ...base,
    type: 'task.started',
    taskId,
    agent,
    attempt: 1,
  });
  const placed = (taskId: string, where: { worker?: string; from?: string }): RunEvent => ({
    ...base,
    type: 'task.placed',
    taskId,
    ...where,
  });
  const conflict: RunEvent = {
    ...base,
    type: 'task.conflicted',
    taskId: 'auth',
    files: [{ path: 'src/routes.ts', reason: 'both have changed the same lines' }],
  };
  return [
    proposed(turnId, false),
    started('design', 'architect'),
    end(turnId, 'design', 'done'),
    started('api', 'coder'),
    placed('api', { worker: 'kiel' }),
    placed('api', { worker: 'lyon-build-machine-17', from: 'kiel' }),
    {
      ...base,
      type: 'task.reviewed',
      taskId: 'api',
      reviewer: 'reviewer',
      passed: false,
      remarks: ['src/api/parcels.ts:14 The id is not checked: a path like ../x leaves the folder.'],
      round: 1,
    },
    {
      at: base.at,
      turnId,
      type: 'writer.merged',
      taskId: 'api',
      agent: 'coder',
      ground: 'worktree',
      files: ['src/api/parcels.ts', 'src/api/index.ts'],
      conflicts: 0,
      leftOut: ['docs/parcels.pdf: it is larger than 5 MB'],
    },
    end(turnId, 'api', 'done', '', ['src/api/parcels.ts', 'src/api/index.ts']),
    started('auth', 'coder'),
    conflict,
    {
      ...base,
      type: 'task.progress',
      taskId: 'auth',
      note: 'The tokens are signed; now the routes ask for them.',
      steps: 3,
      tokens: 9_100,
      costUsd: 0.017,
    },
    started('docs', 'coder'),
    placed('docs', { worker: 'oslo' }),
    placed('docs', { from: 'oslo' }),
    end(turnId, 'docs', 'failed', 'The model does not answer.'),
  ];
}

/** Proposes a plan, waits for a person like the runtime does, and says what it was given. */
export const asksForPlan: Script = async (turnId, { emit, pilot, signal }) => {
  emit(proposed(turnId, true));
  const decision = await pilot?.decide?.(
    {
      planId: PLAN,
      tasks: TASKS,
      check: (tasks) =>
        tasks.some(({ instructions }) => instructions.trim() === '')
          ? ['Task "design" has no instructions.']
          : [],
    },
    signal,
  );
  if (decision?.run !== true) return;
  emit(proposed(turnId, false, decision.tasks));
  for (const { id } of decision.tasks) emit(end(turnId, id, 'done'));
  emit({ at: Date.now(), turnId, type: 'plan.ended', planId: PLAN, complete: true });
};
