// Public face of the memory.
export * from './types.js';
