// Public face of traces: what a run left behind, kept, listed, exported and gone through again.
export { digest, type Share, type TraceDigest } from './analysis/digest.js';
export type { Finding } from './analysis/findings.js';
export { runsOfWeek, type Week, weekOf, weeksBegin } from './analysis/week.js';
export { isCut } from './bound.js';
export * from './compare.js';
export type { OpenTraceSql } from './database/sql.js';
export type { TraceDatabaseState } from './database/trace-database.js';
export * from './errors.js';
export { foldSpans } from './fold.js';
export { fromJsonl, toJsonl } from './jsonl.js';
export { toOtlp } from './otlp.js';
export { type PastStep, type ReplayPoint, replayPoint } from './replay.js';
export * from './steps.js';
export * from './store.js';
export { summarize } from './summary.js';
export { traceTables } from './tables.js';
export * from './types.js';
export { usesOf } from './uses.js';
