// Public face of the workers: those who do tasks of a queue, and those who give them.
export {
  type AbleWorkers,
  type ListedTask,
  type SubmitOptions,
  type SubmittedTask,
  WorkClient,
} from './client.js';
export {
  HEARTBEAT_MS,
  kindCapability,
  queueOf,
  type TaskEvent,
  taskEventSchema,
  type WorkerMetadata,
  workerMetadataSchema,
} from './envelope.js';
export * from './errors.js';
export {
  type AnyHandler,
  defineHandler,
  type TaskContext,
  type TaskHandler,
  type TaskKind,
  WORK_PROTOCOL,
} from './kind.js';
export { type KindOverview, type Overview, overviewOf } from './overview.js';
export { Worker, type WorkerOptions, type WorkPorts } from './worker.js';
