// Compressing a conversation: which turns, into which words.
export * from './compress.js';
export * from './plan.js';
export * from './summary.js';
