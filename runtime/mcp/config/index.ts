// Public face of the configuration of servers.
export * from './read.js';
export * from './resolve.js';
