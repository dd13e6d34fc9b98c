// Public face of the tiers.
export * from './in-process/index.js';
