// Embeddings: providers of vectors, and the vectors of all memories.
export * from './built-in.js';
export * from './cache.js';
export * from './errors.js';
export * from './meaning.js';
export * from './provider.js';
export type { StoredVector } from './vectors.js';
