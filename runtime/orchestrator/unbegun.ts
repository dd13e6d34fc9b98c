// The ends of tasks that were never begun, because their plan was not: also they have one each, and the plan has one.
import type { PlanTask, TaskRecord } from '../core/index.js';
import type { Tell } from './types.js';

/** @param ended those that have their end already */
export function endUnbegun(
  tasks: readonly PlanTask[],
  ended: readonly TaskRecord[],
  why: Pick<TaskRecord, 'stopReason' | 'reason'>,
  tell: Tell,
): void {
  for (const { id, agent } of tasks) {
    if (ended.some(({ taskId }) => taskId === id)) continue;
    tell({
      type: 'task.ended',
      taskId: id,
      agent,
      state: 'cancelled',
      ...why,
      answer: '',
      citations: [],
      files: [],
      attempts: 0,
      steps: 0,
      tokens: 0,
      costUsd: 0,
      ms: 0,
    });
  }
  tell({ type: 'plan.ended', complete: false });
}
