// What is known of a plan from the events about it, at any moment: what people are shown, and what a later run goes on from.
import type { RunEvent, RunEventOf } from './events.js';
import type { PlanTask, TaskEnd } from './plan.js';

/** How a task ended, without the frame of its event. */
export type TaskRecord = RunEventOf<'plan.proposed'>['ended'][number];
export type TaskState = 'waiting' | 'running' | TaskEnd;

/** One task with what has become of it. */
export interface TaskView extends PlanTask {
  readonly state: TaskState;
  readonly attempts: number;
  /** What it is at, or why it is not done. */
  readonly note: string;
  readonly startedAt: number | undefined;
  readonly ms: number | undefined;
  readonly steps: number;
  readonly tokens: number;
  readonly costUsd: number;
  readonly files: readonly string[];
  readonly reviews: readonly Pick<RunEventOf<'task.reviewed'>, 'reviewer' | 'passed' | 'remarks'>[];
  /** Files that did not fit to what others wrote. */
  readonly conflicts: readonly { readonly path: string; readonly reason: string }[];
  /** What stayed behind when its work was merged, and why. */
  readonly leftOut: readonly string[];
  /** Name of the worker that does it, or did; absent: no worker. */
  readonly worker: string | undefined;
  /** Workers that were lost on the way, each with who took over; absent: it came back to where the plan runs. */
  readonly takeovers: readonly { readonly from: string; readonly by?: string }[];
  readonly end: TaskRecord | undefined;
}

export interface PlanView {
  readonly planId: string;
  readonly turnId: string;
  readonly revision: number;
  readonly waits: boolean;
  readonly paused: boolean;
  readonly over: boolean;
  readonly notes: readonly string[];
  readonly tasks: readonly TaskView[];
}

/** Types of the events that a plan is folded from. */
const PLAN_EVENTS = [
  'plan.proposed',
  'plan.paused',
  'task.started',
  'task.placed',
  'task.progress',
  'task.reviewed',
  'task.conflicted',
  'writer.merged',
  'task.ended',
  'plan.ended',
] as const;
export type PlanEvent = RunEventOf<(typeof PLAN_EVENTS)[number]>;

export function isPlanEvent(event: RunEvent): event is PlanEvent {
  return (PLAN_EVENTS as readonly string[]).includes(event.type);
}

/** The plan after one more event; events of another plan than the given begin anew or are left alone. Pure. */
export function foldPlan(plan: PlanView | undefined, event: PlanEvent): PlanView | undefined {
  if (event.type === 'plan.proposed') return proposed(event);
  if (plan === undefined || ('planId' in event && event.planId !== plan.planId)) return plan;
  if (event.type === 'plan.paused') return { ...plan, paused: event.paused };
  if (event.type === 'plan.ended') return { ...plan, over: true, paused: false };
  return {
    ...plan,
    tasks: plan.tasks.map((task) => (task.id === event.taskId ? foldTask(task, event) : task)),
  };
}

/** The last plan that these events tell of. */
export function lastPlan(events: readonly RunEvent[]): PlanView | undefined {
  let plan: PlanView | undefined;
  for (const event of events) if (isPlanEvent(event)) plan = foldPlan(plan, event);
  return plan;
}

function proposed(event: RunEventOf<'plan.proposed'>): PlanView {
  const { planId, turnId, revision, waits, notes, ended } = event;
  const tasks = event.tasks.map((task) => {
    const end = ended.find(({ taskId }) => taskId === task.id);
    const fresh = { ...UNTOUCHED, ...task };
    return end === undefined ? fresh : withEnd(fresh, end);
  });
  return { planId, turnId, revision, waits, notes, paused: false, over: false, tasks };
}

const UNTOUCHED: Omit<TaskView, keyof PlanTask> = {
  state: 'waiting',
  attempts: 0,
  note: '',
  startedAt: undefined,
  ms: undefined,
  steps: 0,
  tokens: 0,
  costUsd: 0,
  files: [],
  reviews: [],
  conflicts: [],
  leftOut: [],
  worker: undefined,
  takeovers: [],
  end: undefined,
};

function foldTask(
  task: TaskView,
  event: Exclude<PlanEvent, { type: 'plan.proposed' | 'plan.paused' | 'plan.ended' }>,
): TaskView {
  if (event.type === 'task.started') {
    return {
      ...task,
      state: 'running',
      end: undefined,
      ms: undefined,
      attempts: event.attempt,
      note: event.cause ?? '',
      startedAt: event.attempt === 1 ? event.at : (task.startedAt ?? event.at),
    };
  }
  if (event.type === 'task.placed') {
    const { worker, from } = event;
    if (from === undefined) return { ...task, worker };
    const takeover = worker === undefined ? { from } : { from, by: worker };
    return { ...task, worker, takeovers: [...task.takeovers, takeover] };
  }
  if (event.type === 'task.progress') {
    const { note, steps, tokens, costUsd } = event;
    return { ...task, note, steps, tokens, costUsd };
  }
  if (event.type === 'task.reviewed') {
    const { reviewer, passed, remarks } = event;
    return { ...task, reviews: [...task.reviews, { reviewer, passed, remarks }] };
  }
  if (event.type === 'writer.merged')
    return { ...task, leftOut: [...new Set([...task.leftOut, ...event.leftOut])] };
  if (event.type === 'task.conflicted') return { ...task, conflicts: event.files };
  const { type: _type, at: _at, turnId: _turn, planId: _plan, ...record } = event;
  return withEnd(task, record);
}

function withEnd(task: TaskView, end: TaskRecord): TaskView {
  const { state, reason, files, attempts, steps, tokens, costUsd, ms } = end;
  return { ...task, state, note: reason, files, attempts, steps, tokens, costUsd, ms, end };
}
