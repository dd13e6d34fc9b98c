// Public face of the safety layer.
export * from './types.js';
