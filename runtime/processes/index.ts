// Public face of running programs: one command to its end, in a scrubbed environment, with nothing left behind.
export * from './background.js';
export * from './environment.js';
export * from './errors.js';
export * from './guarded-git.js';
export * from './is-running.js';
export * from './output-store.js';
export { endTree, RUN_MARK } from './process-tree.js';
export * from './run-command.js';
export * from './run-program.js';
