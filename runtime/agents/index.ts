// Public face of the agents: a turn from request to memory.

export { UnknownAgentError } from './agent-call.js';
export type { BackgroundDesk } from './background.js';
export { type ChangeDeps, diffOf } from './changes.js';
export { createCodeReader } from './code-reader.js';
export type { CommandDeps } from './command-authority.js';
export type { ModelChooser } from './commands.js';
export { SLASH_COMMANDS } from './commands.js';
export { NothingToCommitError, writeCommitMessage } from './commit-message.js';
export * from './definitions/index.js';
export { taskFor } from './delegate.js';
export type { HostDeps } from './host-authority.js';
export { Housekeeping } from './housekeeping.js';
export { keepImage } from './images.js';
export {
  describeInstructions,
  type InstructionFile,
  instructionsFor,
} from './instructions/index.js';
export { createLearn } from './learn.js';
export { type McpDesk, serversNotice } from './mcp-desk.js';
export { keptFiles, mentionSite, suggestMentions } from './mentions/index.js';
export { MessageQueue } from './message-queue.js';
export type { CheckDeps } from './pipeline.js';
export { type ProjectPlace, Projects, projectKeyOf } from './projects.js';
export { conversationUse } from './reports/index.js';
export type { PolicyDesk, SafetyDesk } from './safety-desk.js';
export { allowance, Spending, type Spent } from './spending.js';
export type {
  AgentGround,
  AskedElsewhere,
  DecideElsewhere,
  PlanControls,
  PlanDecision,
  PlanPilot,
  RunTeam,
  TeamMember,
  TeamSite,
} from './team.js';
export { type CustomToolsDesk, untrustedNotice } from './tools-desk.js';
export { runTurn } from './turn.js';
export type { Learn, ModelParts, TurnDeps, TurnOptions, TurnResult } from './types.js';
export { CommandUsageError } from './usage-error.js';
export { windowCommandIn } from './window-command.js';
