// Public face of the agents: a turn from request to memory.

export { type ChangeDeps, diffOf } from './approval/changes.js';
export type { CommandDeps } from './approval/command-authority.js';
export type { HostDeps } from './approval/host-authority.js';
export type { BackgroundDesk } from './commands/background.js';
export type { ModelChooser } from './commands/commands.js';
export { SLASH_COMMANDS } from './commands/commands.js';
export { NothingToCommitError, writeCommitMessage } from './commands/commit-message.js';
export { type CostForecast, FORECAST, forecastOf } from './commands/forecast.js';
export { type McpDesk, serversNotice } from './commands/mcp-desk.js';
export { type ProjectPlace, Projects, projectKeyOf } from './commands/projects.js';
export type { PolicyDesk, SafetyDesk } from './commands/safety-desk.js';
export { allowance, Spending, type Spent } from './commands/spending.js';
export { type CustomToolsDesk, untrustedNotice } from './commands/tools-desk.js';
export { CommandUsageError } from './commands/usage-error.js';
export { windowCommandIn } from './commands/window-command.js';
export { createCodeReader } from './context/code-reader.js';
export { Housekeeping } from './context/housekeeping.js';
export { type ImageShelf, imageShelf } from './context/images.js';
export { createLearn } from './context/learn.js';
export * from './definitions/index.js';
export { UnknownAgentError } from './delegation/agent-call.js';
export { taskFor } from './delegation/delegate.js';
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
} from './delegation/team.js';
export {
  describeInstructions,
  type InstructionFile,
  instructionsFor,
} from './instructions/index.js';
export { keptFiles, mentionSite, suggestMentions } from './mentions/index.js';
export type { SpendingDesk } from './reports/index.js';
export { MessageQueue } from './turn/message-queue.js';
export type { CheckDeps } from './turn/pipeline.js';
export { runTurn } from './turn/turn.js';
export type { Learn, ModelParts, TurnDeps, TurnOptions, TurnResult } from './turn/types.js';
