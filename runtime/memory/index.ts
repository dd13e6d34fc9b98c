// Public face of the memory.
export type { FindSecrets } from './draft.js';
export * from './errors.js';
export * from './open.js';
export * from './types.js';
