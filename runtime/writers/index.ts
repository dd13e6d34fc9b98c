// Public face of writers that work side by side: grounds of their own, and the queue in which their work is merged.
export { ConflictDesk } from './desk.js';
export * from './errors.js';
export { sweepLeases } from './leases.js';
export type { Author } from './merge-in.js';
export type { WriterEvent } from './tell.js';
export * from './types.js';
export { openWorktrees, type Worktrees, type WorktreesOptions } from './worktrees.js';
export { createWriters, type WritersOptions } from './writers.js';
