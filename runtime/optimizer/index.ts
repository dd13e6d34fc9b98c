// Public face of optimisation: components, searches, the gate before anything is offered, proposals, comparisons.

export { type Arm, armOf } from './ab/assign.js';
export * from './ab/experiments.js';
export { isExposed } from './ab/exposure.js';
export {
  type Comparison,
  compareArms,
  DEFAULT_RULE,
  type Decision,
  decide,
} from './ab/sequential.js';
export * from './component.js';
export * from './effect/effect.js';
export * from './errors.js';
export * from './evaluation.js';
export * from './gate/gate.js';
export * from './gate/split.js';
export { Journal, type JournalOptions } from './journal.js';
export { type ModelWriterOptions, modelWriter } from './model-writer.js';
export * from './optimize.js';
export * from './parts/parts.js';
export * from './proposals/report.js';
export * from './proposals/store.js';
export { Random } from './random.js';
export * from './rollouts/examples.js';
export { gradeOutput } from './rollouts/metric.js';
export { turnOutcomes } from './rollouts/outcome.js';
export {
  gradable,
  labelsOf,
  type RolloutOptions,
  SignatureRollouts,
} from './rollouts/signature-rollouts.js';
export { type GepaOptions, gepa } from './search/gepa.js';
export { type MiproOptions, mipro } from './search/mipro.js';
export type { SearchResult, Tried } from './search/result.js';
export * from './statistics.js';
export { draftAgent } from './synthesis/agent-draft.js';
export * from './synthesis/cluster.js';
export { DraftError } from './synthesis/draft.js';
export { draftSkill } from './synthesis/skill-draft.js';
export * from './tuning.js';
export * from './writer.js';
