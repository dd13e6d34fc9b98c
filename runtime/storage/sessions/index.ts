// Conversations, on files and in the state of a tier.

export { excerpt } from './excerpt.js';
export * from './copy-sessions.js';
export * from './file-session-manager.js';
export * from './session-place.js';
export * from './session-search.js';
export * from './tier-session-manager.js';
