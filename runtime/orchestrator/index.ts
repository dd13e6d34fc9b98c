// Public face of the orchestrator.
export { failureOf, TaskFailedError } from './errors.js';
export { checkPlan, MAX_TASKS, PlanError } from './plan-check.js';
export type { MergeConflict, MergeOutcome, WriterGround, WriterSite } from './ports.js';
export { type PlanControls, Schedule, type ScheduleOptions } from './schedule.js';
export type { TaskOutput, TaskRecord, TaskSite, Tell } from './types.js';
