// Where the plan of a turn comes from: the planner, or the record of an earlier turn that did not come to its end.
import type { TeamSite } from '../agents/index.js';
import type { PlanTask, PlanView, RunEvent, TaskRecord } from '../core/index.js';
import { lastPlan, MemfunError, planTaskSchema } from '../core/index.js';
import { checkPlan, PlanError } from './plan-check.js';
import { proposePlan, rulesOf } from './planner.js';
import { endsOf } from './resume.js';

/** A whole plan, as it is about to run. */
export interface Plan {
  readonly planId: string;
  readonly revision: number;
  readonly by: 'planner' | 'record';
  readonly tasks: readonly PlanTask[];
  readonly notes: readonly string[];
  readonly ended: readonly TaskRecord[];
  readonly request: string;
}

class NoPlanError extends MemfunError {
  readonly code = 'plan.none';
  constructor() {
    super('This conversation has no plan that could go on.', {
      remedy: 'Type /team and a task to begin one.',
    });
  }
}

/** Nothing when no plan comes about: why is told, and one agent does the work. */
export async function newPlan(site: TeamSite): Promise<Plan | undefined> {
  if (site.offline) {
    tell(site, 'The built-in engine cannot plan for several agents; with a language model it can.');
    return undefined;
  }
  if (site.budget.use().limits.depth < 1) {
    tell(site, 'The setting memfun.budget.depth allows no agents below the first.');
    return undefined;
  }
  if (site.members.length === 0) {
    tell(site, 'No agents are defined here.');
    return undefined;
  }
  try {
    const { tasks, notes } = await proposePlan(site);
    const planId = site.ids.next('task');
    return { planId, revision: 1, by: 'planner', tasks, notes, ended: [], request: site.task };
  } catch (thrown) {
    if (!(thrown instanceof PlanError)) throw thrown;
    tell(site, thrown.message);
    return undefined;
  }
}

/** The last plan of the conversation. @throws NoPlanError, PlanError when an agent of it is gone */
export async function recordedPlan(site: TeamSite): Promise<Plan> {
  const { events } = await site.sessions.load(site.sessionId);
  const view = lastPlan(events.filter(({ turnId }) => turnId !== site.turnId));
  if (view === undefined || isComplete(view, events)) throw new NoPlanError();
  const first = events.find(
    (event) => event.type === 'plan.proposed' && event.planId === view.planId,
  );
  const begun = events.find(
    (event) => event.type === 'turn.started' && event.turnId === first?.turnId,
  );
  const ended = endsOf(view);
  const { tasks, notes } = checkPlan(
    view.tasks.map((task) => planTaskSchema.parse(task)),
    rulesOf(site, ended.length),
  );
  const request = begun?.type === 'turn.started' ? begun.request.text : site.task;
  const { planId, revision } = view;
  return {
    planId,
    revision: revision + 1,
    by: 'record',
    tasks,
    notes,
    ended,
    request,
  };
}

/** Nothing is left to do, and its turn came to its own end: the changes were made, or not wanted. */
function isComplete({ over, tasks, turnId }: PlanView, events: readonly RunEvent[]): boolean {
  const end = events.find((event) => event.type === 'turn.ended' && event.turnId === turnId);
  const cutOff = end?.type !== 'turn.ended' || end.stopReason === 'interrupted';
  return over && !cutOff && tasks.every(({ state }) => state === 'done');
}

export function tell(site: TeamSite, text: string): void {
  const { clock, turnId, emit } = site;
  emit({ type: 'notice', at: clock.now(), turnId, level: 'warning', text });
}
