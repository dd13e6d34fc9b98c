// Public face of the project's own checks: find them, run them, read what they say.
export { detectChecks } from './detect/index.js';
export { type ParseSite, parseOutput } from './parse/index.js';
export * from './run.js';
export * from './summary.js';
export * from './types.js';
