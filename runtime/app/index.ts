// Public face of the whole runtime: what the editor and the command line build on.

export type { PlanControls, PlanDecision, PlanPilot } from '../agents/index.js';
export { MessageQueue, projectKeyOf, windowCommandIn } from '../agents/index.js';
export { excerptOf, SessionSearch } from '../storage/index.js';
export {
  type AgentTaskInput,
  type AgentTaskOutput,
  agentHandler,
  agentTask,
  groundOfTask,
  settingsForTask,
  storeVariables,
  type Workplace,
} from './agent-task.js';
export { SandboxUnavailableError } from './choose-sandbox.js';
export type { CreateOptions } from './create.js';
export { createMemfun } from './create.js';
export { composeMemfun } from './memfun.js';
export type {
  CompareAccess,
  OptimizeAccess,
  OptimizeRequest,
  OptimizeTarget,
  SynthesizeRequest,
} from './optimize-access.js';
export type { DoctorProbe, MemfunParts } from './parts.js';
export { type PlanPartOptions, planPartHandler } from './plan-part.js';
export { readConfig } from './read-config.js';
export type { Repl } from './repl.js';
export { openRepl } from './repl.js';
export { openConfiguredTier } from './tier.js';
export { tierHomeOf } from './tier-file.js';
export {
  lookAtMove,
  type MoveCounts,
  type MoveReport,
  movesConversations,
  moveTier,
  placeKey,
  type TierChange,
} from './tier-move.js';
export { tierReport } from './tier-probe.js';
export * from './types.js';
