// Public face of the tiers.
export * from './errors.js';
export * from './in-process/index.js';
export * from './merge.js';
export {
  MigrationDiffersError,
  type MigrationOptions,
  type MigrationReport,
  migrateTier,
  SourceBusyError,
  TargetNotEmptyError,
} from './migrate.js';
export * from './nats/index.js';
export * from './open.js';
export * from './redis/index.js';
export * from './sqlite/index.js';
export * from './types.js';
