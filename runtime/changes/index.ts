// Public face of changing files: text files, edits, the overlay of a run, targets, hunks, backups and undo.
export * from './apply.js';
export * from './backups.js';
export * from './disk-ground.js';
export * from './edit.js';
export * from './errors.js';
export { sameBytes } from './hash.js';
export * from './hunks.js';
export * from './journaled-target.js';
export * from './match.js';
export * from './merge.js';
export * from './overlay.js';
export { boundedDistance } from './similarity.js';
export * from './steps.js';
export * from './text-file.js';
export * from './three-way.js';
export type { RecordDamage, TurnRecord } from './turn-records.js';
export type { TurnFile, UndoConflict, UndoPlan } from './undo-plan.js';
export * from './unified.js';
