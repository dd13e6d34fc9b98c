// Public face of the orchestrator.
export { failureOf, TaskFailedError } from './errors.js';
export { overlayGround } from './overlay-ground.js';
export { checkPlan, MAX_TASKS, PlanError } from './plan-check.js';
export type { MergeConflict, MergeOutcome, WriterGround, WriterSite } from './ports.js';
export { endsOf } from './resume.js';
export { Schedule, type ScheduleOptions } from './schedule.js';
export { createTeam } from './team.js';
