// The stored memory: a log of operations and its index in SQLite.
export * from './memory-store.js';
export type { MemoryChange, MemoryFields, StampedChange } from './operations.js';
