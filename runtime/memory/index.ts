// Public face of the memory.
export * from './commands/index.js';
export * from './compression/index.js';
export type { FindSecrets } from './draft.js';
export * from './embeddings/index.js';
export * from './errors.js';
export * from './exchange/index.js';
export * from './forgetting.js';
export * from './learn.js';
export * from './memory-file/index.js';
export * from './open.js';
export * from './profile.js';
export * from './recent/index.js';
export * from './said.js';
export * from './staleness/index.js';
export * from './stats.js';
export * from './timeline.js';
export * from './types.js';
