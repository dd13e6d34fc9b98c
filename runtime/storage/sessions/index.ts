// Conversations, on files and in the state of a tier.

export * from './copy-sessions.js';
export { excerpt } from './excerpt.js';
export * from './file-session-manager.js';
export * from './session-place.js';
export * from './session-search.js';
export { isSessionKey } from './tier-session.js';
export * from './tier-session-manager.js';
