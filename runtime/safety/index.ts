// Public face of the safety layer.
export * from './audit-log.js';
export * from './audit-trail.js';
export * from './errors.js';
export * from './gate.js';
export * from './hosts.js';
export * from './policy.js';
export * from './policy-templates.js';
export * from './redact.js';
export * from './safe-json.js';
export * from './shell/index.js';
export * from './taint.js';
export * from './types.js';
export * from './zones.js';
