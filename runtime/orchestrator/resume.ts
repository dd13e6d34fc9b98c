// What a plan that goes on takes from the record of an earlier run.
import type { PlanView, TaskRecord, TaskView } from '../core/index.js';
import { DEPENDENCY } from './schedule.js';

/**
 * The ends that stand. Of a plan that was cut off all but the cancelled ones; of one that came to its end without being
 * complete only those with a result, and what a person left out: the rest is tried anew.
 */
export function endsOf(plan: PlanView): readonly TaskRecord[] {
  const standing = new Map<string, TaskRecord>();
  for (const task of plan.tasks) {
    const record = recordOf(task);
    if (record === undefined || record.state === 'cancelled') continue;
    if (plan.over && record.state === 'failed') continue;
    // It stands only while that which it was skipped for does.
    if (record.stopReason === DEPENDENCY && task.dependsOn.every((id) => hasResult(standing, id)))
      continue;
    standing.set(task.id, record);
  }
  return [...standing.values()];
}

function hasResult(standing: ReadonlyMap<string, TaskRecord>, id: string): boolean {
  const state = standing.get(id)?.state;
  return state === undefined || state === 'done' || state === 'partial';
}

function recordOf({ state, end }: TaskView): TaskRecord | undefined {
  return state === 'running' || state === 'waiting' ? undefined : end;
}
