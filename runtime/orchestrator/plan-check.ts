// Whether a plan can be run: a graph without cycles, of agents that are there, whose writers do not meet.
import type { PlanTask } from '../core/index.js';
import { MemfunError } from '../core/index.js';
import { outputPattern, patternsMeet } from './globs.js';

/** More tasks than this are not a plan that a person can judge. */
export const MAX_TASKS = 40;

export interface PlanRules {
  readonly agents: readonly { readonly name: string; readonly canWrite: boolean }[];
  /** Tasks that the budget can pay for; never more than MAX_TASKS. */
  readonly maxTasks: number;
  /** Absolute path of the workspace, or what stands for it. */
  readonly root: string;
}

export interface CheckedPlan {
  /** In an order in which each stands after what it depends on. */
  readonly tasks: readonly PlanTask[];
  /** What was changed, for people. */
  readonly notes: readonly string[];
}

/** The plan cannot be run. Each problem says what to change. */
export class PlanError extends MemfunError {
  readonly code = 'plan.invalid';
  constructor(readonly problems: readonly string[]) {
    super(`The plan cannot be run: ${problems.join(' ')}`, {
      remedy: 'Change what is named, or ask for the plan again.',
    });
  }
}

/**
 * Writers whose outputs may meet are put in sequence: the later one waits for the earlier one.
 * @throws PlanError with all problems at once
 */
export function checkPlan(tasks: readonly PlanTask[], rules: PlanRules): CheckedPlan {
  const problems = [
    ...sizeProblems(tasks, rules.maxTasks),
    ...nameProblems(tasks, rules),
    ...repetitions(tasks),
  ];
  const plain = tasks.map((task) => {
    const plainly = (output: string): string => {
      try {
        return outputPattern(output, rules.root);
      } catch {
        problems.push(`Task "${task.id}" would write "${output}", which is outside the workspace.`);
        return output;
      }
    };
    const shares = task.shares.map(plainly);
    const outputs = [...new Set([...task.outputs.map(plainly), ...shares])];
    return { ...task, outputs, shares, dependsOn: [...new Set(task.dependsOn)] };
  });
  const ordered = inOrder(plain);
  if (ordered.cycle.length > 0 && problems.length === 0)
    problems.push(
      `These tasks wait for each other in a circle: ${ordered.cycle.join(' → ')}. Take one of the dependencies away.`,
    );
  if (problems.length > 0) throw new PlanError(problems);
  return inSequence(ordered.tasks);
}

function sizeProblems(tasks: readonly PlanTask[], maxTasks: number): readonly string[] {
  if (tasks.length === 0) return ['It has no tasks.'];
  if (tasks.length <= maxTasks) return [];
  const why = maxTasks < MAX_TASKS ? ', because the budget pays for no more' : '';
  return [
    `It has ${tasks.length} tasks; at most ${maxTasks} are allowed${why}. Join some of them.`,
  ];
}

function nameProblems(tasks: readonly PlanTask[], { agents }: PlanRules): readonly string[] {
  const ids = tasks.map(({ id }) => id);
  const known = agents.map(({ name }) => name).join(', ');
  return tasks.flatMap((task, index) => {
    const agent = agents.find(({ name }) => name === task.agent);
    const twice = ids.indexOf(task.id) < index;
    return [
      ...(twice ? [`The id "${task.id}" is used twice; each task needs its own.`] : []),
      ...(agent === undefined
        ? [
            `Task "${task.id}" names the agent "${task.agent}", which is not there. There are: ${known}.`,
          ]
        : []),
      ...(agent?.canWrite === false && task.outputs.length > 0
        ? [
            `Task "${task.id}" has outputs, but ${task.agent} cannot change files: choose another agent or no outputs.`,
          ]
        : []),
      ...task.dependsOn
        .filter((id) => !ids.includes(id) || id === task.id)
        .map((id) =>
          id === task.id
            ? `Task "${task.id}" depends on itself.`
            : `Task "${task.id}" depends on "${id}", which is not in the plan.`,
        ),
    ];
  });
}

/** The same work twice is a planner that goes in circles. */
function repetitions(tasks: readonly PlanTask[]): readonly string[] {
  const seen = new Map<string, string>();
  const problems: string[] = [];
  for (const { id, agent, instructions } of tasks) {
    const work = `${agent} ${instructions.toLowerCase().replace(/\s+/g, ' ').trim()}`;
    const first = seen.get(work);
    if (first !== undefined) problems.push(`Task "${id}" is the same work as "${first}".`);
    else seen.set(work, id);
  }
  return problems;
}

/** By dependency, keeping the given order otherwise (Kahn, 1962); what is left over contains a cycle. */
function inOrder(tasks: readonly PlanTask[]): {
  readonly tasks: readonly PlanTask[];
  readonly cycle: readonly string[];
} {
  const done = new Set<string>();
  const ordered: PlanTask[] = [];
  let rest = [...tasks];
  while (rest.length > 0) {
    const next = rest.find(({ dependsOn }) => dependsOn.every((id) => done.has(id)));
    if (next === undefined) return { tasks: ordered, cycle: cycleIn(rest) };
    ordered.push(next);
    done.add(next.id);
    rest = rest.filter((task) => task !== next);
  }
  return { tasks: ordered, cycle: [] };
}

/** Every one of these has a dependency among them, so following those comes back to where it was. */
function cycleIn(rest: readonly PlanTask[]): readonly string[] {
  const path: string[] = [];
  for (let at = rest[0]; at !== undefined; ) {
    const seen = path.indexOf(at.id);
    if (seen >= 0) return [...path.slice(seen), at.id];
    path.push(at.id);
    const { dependsOn } = at;
    at = rest.find(({ id }) => dependsOn.includes(id));
  }
  return path;
}

function inSequence(tasks: readonly PlanTask[]): CheckedPlan {
  const before = new Map<string, Set<string>>();
  const notes: string[] = [];
  const result: PlanTask[] = [];
  for (const task of tasks) {
    const ancestors = new Set(task.dependsOn.flatMap((id) => [id, ...(before.get(id) ?? [])]));
    const dependsOn = [...task.dependsOn];
    // From the nearest backwards: what it already waits for need not be named again.
    for (const other of result.toReversed()) {
      if (ancestors.has(other.id)) continue;
      const met = firstMeeting(task, other);
      if (met === undefined) continue;
      dependsOn.push(other.id);
      for (const id of [other.id, ...(before.get(other.id) ?? [])]) ancestors.add(id);
      notes.push(`"${task.title}" waits for "${other.title}": both may write ${met}.`);
    }
    before.set(task.id, ancestors);
    result.push({ ...task, dependsOn });
  }
  return { tasks: result, notes };
}

/** What both may write and not both are ready to share. */
function firstMeeting(task: PlanTask, other: PlanTask): string | undefined {
  return task.outputs.find((one) =>
    other.outputs.some((two) => {
      const shared = task.shares.includes(one) && other.shares.includes(two);
      return !shared && patternsMeet(one, two);
    }),
  );
}
