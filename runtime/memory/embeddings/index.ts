// Embeddings: providers of vectors, and the vectors of all memories.
export * from './built-in.js';
export * from './cache.js';
export * from './errors.js';
export * from './local-model.js';
export * from './meaning.js';
export * from './provider.js';
export * from './servers.js';
export type { StoredVector } from './vectors.js';
