// Public face of the instructions that a workspace has for agents.
export * from './command.js';
export * from './in-force.js';
export * from './read.js';
