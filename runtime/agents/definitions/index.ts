// Public face of agent definitions.
export * from './discover.js';
export type { AgentField } from './fields.js';
export * from './own-copy.js';
export * from './read.js';
export * from './tools.js';
export * from './types.js';
export * from './write.js';
