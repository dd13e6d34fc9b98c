// Public face of custom tools.
export * from './custom-tools.js';
export * from './errors.js';
