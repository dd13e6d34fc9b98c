// What the command line prints of a plan while it runs.
import type { PlanTask, RunEvent, RunEventOf, TaskEnd } from '../core/index.js';
import { decimal, dollars, tokensText } from './figures.js';

const MARKS: Readonly<Record<TaskEnd, string>> = {
  done: '✓',
  partial: '◐',
  failed: '✗',
  skipped: '–',
  cancelled: '■',
};

/** `undefined` for events that are not about a plan, or say nothing new. */
export function planLine(event: RunEvent): string | undefined {
  if (event.type === 'plan.proposed')
    return [
      `plan: ${event.tasks.length} tasks${event.ended.length === 0 ? '' : `, ${event.ended.length} of them done before`}`,
      ...event.tasks.map(taskLine),
      ...event.notes.map((note) => `  note: ${note}`),
    ].join('\n');
  if (event.type === 'task.started')
    return `task ${event.taskId}: ${event.agent} begins${event.cause === undefined ? '' : ` again: ${event.cause}`}`;
  if (event.type === 'task.placed') return placedLine(event);
  if (event.type === 'task.reviewed')
    return `task ${event.taskId}: ${event.reviewer} ${event.passed ? 'has nothing to object' : `objects: ${event.remarks.join(' ')}`}`;
  if (event.type === 'task.conflicted')
    return `task ${event.taskId}: does not fit to what others wrote: ${event.files.map(({ path, reason }) => `${path} (${reason})`).join(', ')}`;
  if (event.type === 'task.ended') {
    const { state, taskId, ms, tokens, costUsd, reason } = event;
    const cost = costUsd > 0 ? `, ${dollars(costUsd)}` : '';
    return `${MARKS[state]} task ${taskId}: ${state}, ${decimal(ms / 1000, 1)} s, ${tokensText(tokens)}${cost}${reason === '' ? '' : `: ${reason}`}`;
  }
  return undefined;
}

function placedLine({ taskId, worker, from }: RunEventOf<'task.placed'>): string {
  const where = worker === undefined ? 'here' : `on worker ${worker}`;
  return `task ${taskId}: ${where}${from === undefined ? '' : `, taken over from ${from}`}`;
}

function taskLine({ id, agent, title, dependsOn, outputs }: PlanTask): string {
  const after = dependsOn.length === 0 ? '' : ` after ${dependsOn.join(', ')}`;
  const writes = outputs.length === 0 ? '' : ` → ${outputs.join(', ')}`;
  return `  ${id} (${agent})${after}: ${title}${writes}`;
}
