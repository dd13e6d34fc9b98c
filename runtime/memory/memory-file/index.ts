// MEMORY.md: the readable layer of memory, in both directions.
export * from './errors.js';
export * from './keep.js';
export * from './sync.js';
