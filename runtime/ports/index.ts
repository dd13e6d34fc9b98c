// Public face of the ports: the eight tier interfaces and the outside world.
export * from './agent-registry.js';
export * from './approvals.js';
export * from './change-target.js';
export * from './event-bus.js';
export * from './files.js';
export * from './knowledge-base.js';
export * from './language-model.js';
export * from './language-services.js';
export * from './person.js';
export * from './sandbox-adapter.js';
export * from './secrets.js';
export * from './session-manager.js';
export * from './state-store.js';
export * from './task-queue.js';
export * from './terminals.js';
export * from './tool-registry.js';
