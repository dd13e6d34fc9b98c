// Public face of code intelligence: walking and decoding files, parsing them, and the index of a workspace.
export * from './code-index.js';
export * from './code-service.js';
export * from './decode.js';
export * from './grammars.js';
export * from './languages/index.js';
export type { Edge } from './rank.js';
export * from './types.js';
export * from './workspace-walk.js';
