// From a request to a plan that can be run: asked for, checked, asked for once more with what is wrong.
import type * as z from 'zod';
import type { TeamMember, TeamSite } from '../agents/index.js';
import type { PlanTask, TaskRecord } from '../core/index.js';
import { planPropose, planReport } from '../models/index.js';
import { type CheckedPlan, checkPlan, MAX_TASKS, PlanError, type PlanRules } from './plan-check.js';

/** What a task needs at least to look at something and answer. */
const LEAST = { modelCalls: 3, tokens: 6_000 } as const;
const SHOWN_FILES = 300;
const DESCRIPTION_CHARS = 300;
/** Of one result, for the planner and for the report. */
export const ANSWER_CHARS = 6_000;

/**
 * The rules of this turn: its agents, its folder, and what is left of its budget.
 * @param ended tasks of the plan that need nothing more
 */
export function rulesOf({ members, budget, workspace }: TeamSite, ended = 0): PlanRules {
  const { limits, spent, reserved } = budget.use();
  const left = (key: keyof typeof LEAST): number =>
    (limits[key] - spent[key] - reserved[key]) / LEAST[key];
  const paid = Math.floor(Math.min(left('modelCalls'), left('tokens')));
  return {
    agents: members.map(({ agent, canWrite }) => ({ name: agent.name, canWrite })),
    maxTasks: ended + Math.max(1, Math.min(MAX_TASKS, paid)),
    root: workspace.root,
  };
}

/** @throws PlanError when the second plan cannot be run either; ModelError, BudgetExceededError, AbortedError */
export async function proposePlan(site: TeamSite): Promise<CheckedPlan> {
  const rules = rulesOf(site);
  const first = await ask(site);
  try {
    return checkPlan(first, rules);
  } catch (thrown) {
    if (!(thrown instanceof PlanError)) throw thrown;
    const { problems } = thrown;
    return checkPlan(await ask(site, { previous: [...first], problems: [...problems] }), rules);
  }
}

/**
 * The plan of what is still to be done: what has a result stands in it, with everything after that new.
 * @param why in words, for the planner
 * @throws as `proposePlan`
 */
export async function planRest(
  site: TeamSite,
  kept: readonly PlanTask[],
  ends: readonly TaskEndView[],
  why: string,
): Promise<CheckedPlan> {
  const rules = rulesOf(site, kept.length);
  const known = { ends: [...ends], why };
  const check = (rest: readonly PlanTask[]): CheckedPlan => {
    // Of what is done already it could be a plan, but not one that goes on.
    if (rest.length === 0) throw new PlanError(['It has no tasks.']);
    return checkPlan([...kept, ...rest], rules);
  };
  const first = await ask(site, known);
  try {
    return check(first);
  } catch (thrown) {
    if (!(thrown instanceof PlanError)) throw thrown;
    const problems = [...thrown.problems];
    return check(await ask(site, { ...known, previous: [...first], problems }));
  }
}

type Asked = z.infer<typeof planPropose.input>;
/** How a task ended, as the planner is told. */
export type TaskEndView = NonNullable<Asked['ends']>[number];

async function ask(
  site: TeamSite,
  again: Pick<Asked, 'previous' | 'problems' | 'ends' | 'why'> = {},
): Promise<readonly PlanTask[]> {
  const { predictor, members, memories, task, budget, signal, emit, turnId } = site;
  const files = await site.files(signal).catch(() => []);
  const { output } = await predictor.predict(
    planPropose,
    {
      request: task,
      agents: members.filter(({ agent }) => agent.byModel !== false).map(described),
      files: files.slice(0, SHOWN_FILES),
      memories: [...memories],
      ...again,
    },
    { budget, signal, emit, turnId },
  );
  return output.tasks;
}

const described = ({ agent: { name, description }, canWrite }: TeamMember) => ({
  name,
  description: description.slice(0, DESCRIPTION_CHARS),
  canWrite,
});

/**
 * One answer from the results of all tasks; where no model can give it, the results side by side.
 * @param said by the person while it was worked on
 */
export async function reportOn(
  site: TeamSite,
  tasks: readonly PlanTask[],
  records: readonly TaskRecord[],
  said: readonly string[],
): Promise<string> {
  const { predictor, task, budget, signal, emit, turnId } = site;
  const meanwhile = said.map((text) => `Said while it was worked on: ${text}`);
  const request = [task, ...meanwhile].join('\n\n');
  const results = records.map(({ taskId, agent, state, answer, files, reason }) => ({
    title: tasks.find(({ id }) => id === taskId)?.title ?? taskId,
    agent,
    state,
    answer: answer.slice(0, ANSWER_CHARS),
    files: [...files],
    reason,
  }));
  try {
    const { output } = await predictor.predict(
      planReport,
      { request, results },
      { budget, signal, emit, turnId },
    );
    return output.answer;
  } catch {
    // What was found out must not be lost for want of one more call.
    return results.map(resultText).join('\n\n');
  }
}

function resultText(result: {
  readonly title: string;
  readonly agent: string;
  readonly state: string;
  readonly answer: string;
  readonly reason: string;
}): string {
  const { title, agent, state, answer, reason } = result;
  return [`### ${title} (${agent}: ${state})`, reason, answer]
    .filter((text) => text !== '')
    .join('\n\n');
}
