// What a plan goes on from when its rest is planned anew: what has a result stays, everything else may become another.
import type { PlanTask, TaskRecord } from '../core/index.js';
import { ANSWER_CHARS, type TaskEndView } from './planner.js';

/** Times in one run that a failure is a reason by itself; after that only a person's word is. */
export const AUTOMATIC = 1;
/** Ends of a failed task that another way cannot help. */
const NO_OTHER_WAY: ReadonlySet<string> = new Set(['budget', 'stopped']);

/** Why the rest has to be planned anew, in words; `undefined` where nothing failed that another way could do. */
export function failureIn(
  tasks: readonly PlanTask[],
  records: readonly TaskRecord[],
): string | undefined {
  const failed = records.filter(
    ({ state, stopReason }) => state === 'failed' && !NO_OTHER_WAY.has(stopReason),
  );
  if (failed.length === 0) return undefined;
  return failed.map(({ taskId, reason }) => `"${titleOf(tasks, taskId)}": ${reason}`).join(' ');
}

/** The tasks that have a result, as they stand in the plan of the rest, with their ends. */
export function standingOf(
  tasks: readonly PlanTask[],
  records: readonly TaskRecord[],
): { readonly kept: readonly PlanTask[]; readonly ended: readonly TaskRecord[] } {
  const ended = records.filter(({ state }) => state === 'done' || state === 'partial');
  const stands = (id: string): boolean => ended.some(({ taskId }) => taskId === id);
  const kept = tasks
    .filter(({ id }) => stands(id))
    // One that a person has done may have been waiting for others.
    .map((task) => ({ ...task, dependsOn: task.dependsOn.filter(stands) }));
  return { kept, ended };
}

export function endViews(
  tasks: readonly PlanTask[],
  records: readonly TaskRecord[],
): readonly TaskEndView[] {
  return records.map(({ taskId, agent, state, answer, files, reason }) => ({
    id: taskId,
    title: titleOf(tasks, taskId),
    agent,
    state,
    answer: answer.slice(0, ANSWER_CHARS),
    files: [...files],
    reason,
  }));
}

const titleOf = (tasks: readonly PlanTask[], taskId: string): string =>
  tasks.find(({ id }) => id === taskId)?.title ?? taskId;
