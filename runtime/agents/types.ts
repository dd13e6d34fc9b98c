// What a turn needs, what it is asked, and what it gives back.
import type {
  Budget,
  BudgetLimits,
  Citation,
  EmitEvent,
  ErrorInfo,
  Json,
  MemoryNote,
  StopReason,
  TurnRequest,
  Usage,
} from '../core/index.js';
import type { CodeReader, LearnInput, MemoryService } from '../memory/index.js';
import type { FileStore, SessionManager, Terminals, ToolRegistry } from '../ports/index.js';
import type { LoopDeps, LoopResume, RouterLimits, Steering } from '../rlm/index.js';
import type { AuditEntry, Gate, TurnGuards } from '../safety/index.js';
import type { SkillCatalogue } from '../skills/index.js';
import type { BackgroundDesk } from './background.js';
import type { ChangeDeps } from './changes.js';
import type { CommandDeps } from './command-authority.js';
import type { ModelChooser } from './commands.js';
import type { AgentDefinition } from './definitions/index.js';
import type { HostDeps } from './host-authority.js';
import type { McpDesk } from './mcp-desk.js';
import type { CheckDeps } from './pipeline.js';
import type { Projects } from './projects.js';
import type { SpendingDesk } from './reports/index.js';
import type { SafetyDesk } from './safety-desk.js';
import type { PlanPilot, RunTeam } from './team.js';
import type { CustomToolsDesk } from './tools-desk.js';

/** Learns from a finished turn; resolves with what is now remembered. */
export type Learn = (
  turn: LearnInput,
  site: { readonly signal: AbortSignal; readonly budget: Budget; readonly emit: EmitEvent },
) => Promise<readonly MemoryNote[]>;

/** What decides which model is asked. */
export type ModelParts = Pick<LoopDeps, 'models' | 'predictor'>;

/** The parts of the system that a turn works with. */
export interface TurnDeps extends LoopDeps {
  /** What asks another model in the first place; `undefined` where that one is not set up. */
  readonly withModel?: (id: string) => Promise<ModelParts | undefined>;
  readonly memory: MemoryService;
  readonly sessions: SessionManager;
  readonly limits: BudgetLimits;
  /** The code on disk that memories speak of; absent where none can be read. */
  readonly codeReader: CodeReader | undefined;
  readonly learn: Learn;
  /** Most tokens of memories put before the question; 0: nothing is recalled. */
  readonly recallTokens: number;
  /** Whether what is recalled counts as used; not where a turn is only tried. Default yes. */
  readonly marksUse?: boolean;
  readonly router?: RouterLimits;
  /** Also decides about commands and hosts, where there is an authority for them. */
  readonly gateFor: (tools: ToolRegistry, guards?: TurnGuards) => Gate;
  /** Absent where nothing may be fetched. */
  readonly hosts: HostDeps | undefined;
  /** Absent where no command may run. */
  readonly commands: CommandDeps | undefined;
  /** Absent where changes are not checked. */
  readonly checks: CheckDeps | undefined;
  /** Absent where files may not be changed: not trusted, or only planning. */
  readonly changes: ChangeDeps | undefined;
  readonly chooser: ModelChooser;
  readonly safety: SafetyDesk;
  /** Absent where nothing of the workspace may be run. */
  readonly custom: CustomToolsDesk | undefined;
  /** Absent where no server may be started. */
  readonly mcp?: McpDesk | undefined;
  /** Absent where no command may run. */
  readonly background: BackgroundDesk | undefined;
  /** What taking changes back works with, in every mode; absent where files may not be changed. */
  readonly undo: Pick<ChangeDeps, 'target' | 'backups'> | undefined;
  /** What was done and who allowed it, newest first. */
  readonly history: (limit: number) => Promise<readonly AuditEntry[]>;
  /** Where instructions for agents are looked for; absent in a workspace that is not trusted. */
  readonly instructionsIn?: FileStore | undefined;
  readonly skills: SkillCatalogue;
  readonly agents: readonly AgentDefinition[];
  /** Lets several agents work together; absent where they do not. */
  readonly team?: RunTeam | undefined;
  /** Absent where projects are not kept. */
  readonly projects?: Projects | undefined;
  /** What models have cost today, and the cap. */
  readonly spending: SpendingDesk;
  /** Names of the workspace's files, for mentions. */
  readonly files: (signal: AbortSignal) => Promise<readonly string[]>;
  /** Absent where there are no terminals. */
  readonly terminals: Terminals | undefined;
  /** Where pasted images are kept; absent where none can be. */
  readonly images: FileStore | undefined;
  /** Keeps the trace of the turn; absent where none is kept. */
  readonly trace?: EmitEvent | undefined;
  /** Told at the start of the turn. */
  readonly notices: readonly string[];
}

export interface TurnOptions {
  readonly sessionId: string;
  readonly request: TurnRequest;
  readonly signal: AbortSignal;
  readonly emit: EmitEvent;
  /** An earlier run is gone through again from one of its steps. */
  readonly resume?: LoopResume;
  /** What the user says meanwhile. */
  readonly steering?: Steering;
  /** Who is asked about the plan of a team, and steers it. */
  readonly pilot?: PlanPilot;
}

export interface TurnResult {
  readonly turnId: string;
  readonly answer: string;
  readonly citations: readonly Citation[];
  /** Result of `review` (findings) and `fix` (replacement). */
  readonly data: Json | undefined;
  readonly steps: number;
  readonly usage: Usage;
  /** Input tokens of the root model, step by step. */
  readonly rootInputTokens: readonly number[];
  readonly stopReason: StopReason;
  readonly error?: ErrorInfo;
}
