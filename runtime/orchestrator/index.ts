// Public face of the orchestrator.
export { failureOf, TaskFailedError } from './errors.js';
export { checkPlan, MAX_TASKS, PlanError } from './plan-check.js';
export * from './remote/index.js';
export { endsOf } from './resume.js';
export { Schedule, type ScheduleOptions } from './schedule.js';
export { createTeam } from './team.js';
