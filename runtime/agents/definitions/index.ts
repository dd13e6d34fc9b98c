// Public face of agent definitions.
export * from './discover.js';
export * from './read.js';
export * from './tools.js';
