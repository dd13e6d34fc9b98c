// Memories that speak of code: tied to it, doubted when it changes, renewed.
export * from './anchor.js';
export * from './check.js';
export * from './stale.js';
