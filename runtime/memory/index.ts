// Public face of the memory.
export * from './commands.js';
export * from './compression/index.js';
export type { FindSecrets } from './draft.js';
export * from './errors.js';
export * from './forgetting.js';
export * from './learn.js';
export * from './memory-file.js';
export * from './open.js';
export * from './types.js';
