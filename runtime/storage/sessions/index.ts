// Conversations on files.

export { excerpt } from './excerpt.js';
export * from './file-session-manager.js';
export * from './session-search.js';
