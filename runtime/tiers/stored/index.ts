// What the durable tiers share: ports over storages that can do small steps atomically.
export * from './agent-registry.js';
export * from './bus-store.js';
export * from './event-bus.js';
export * from './follow-log.js';
export { anyJson, parseJson } from './json.js';
export * from './ports.js';
export * from './task-queue.js';
export { adoptedState, TASK_STATES, taskRecord } from './task-record.js';
export * from './task-store.js';
