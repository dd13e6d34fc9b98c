// Public face of the safety layer.
export * from './errors.js';
export * from './gate.js';
export * from './redact.js';
export * from './safe-json.js';
export * from './types.js';
