// Public face of the runtime's core: errors, events, ids, clock, logger, abort, budget.
export * from './abort.js';
export { BRACKETED_PATH } from './bracketed-path.js';
export * from './budget.js';
export * from './checks.js';
export * from './clock.js';
export * from './errors.js';
export * from './events.js';
export * from './ids.js';
export { imagesNamedIn, isImagePath } from './image-names.js';
export * from './json.js';
export * from './logger.js';
export * from './mentions.js';
export { type PlanTask, planTaskSchema, type TaskEnd } from './plan.js';
export * from './plan-view.js';
export { type Rating, ratingSchema } from './rating.js';
export { recordedCellSchema } from './run-details.js';
export { addUsage, ZERO_USAGE } from './usage.js';
export { WaitingLine } from './waiting-line.js';
