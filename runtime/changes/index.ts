// Public face of changing files: text files, edits, the overlay of a run, targets, hunks, backups and undo.

export * from './apply.js';
export * from './edit.js';
export * from './errors.js';
export * from './hunks.js';
export * from './match.js';
export * from './overlay.js';
export * from './text-file.js';
export * from './unified.js';
