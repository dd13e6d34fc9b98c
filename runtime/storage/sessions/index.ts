// Conversations on files.
export * from './file-session-manager.js';
