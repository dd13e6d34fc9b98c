// The replaceable parts of the system: what the composition root puts together.
import type { AgentDesk, BackgroundDesk, CustomToolsDesk, PolicyDesk } from '../agents/index.js';
import type { Backups, JournaledTarget, Overlay } from '../changes/index.js';
import type { Config } from '../config/index.js';
import type { Mode } from '../core/index.js';
import type { CustomTools } from '../custom-tools/index.js';
import type { CodeReader, MemoryService } from '../memory/index.js';
import type { AnyTool, SandboxAdapter, SessionManager, ToolRegistry } from '../ports/index.js';
import type { OutputStore } from '../processes/index.js';
import type { AuditLog, CommandDecision, Gate, HostFacts, TurnGuards } from '../safety/index.js';
import type { Discovery, SkillDesk } from '../skills/index.js';
import type { CommandFolder } from '../tools/index.js';
import type { TraceStore } from '../traces/index.js';
import type { ConflictDesk, Worktrees } from '../writers/index.js';
import type { TierDesk } from './tier.js';
import type { DoctorCheck, McpAccess, WebAccess } from './types.js';

export interface MemfunParts {
  /** The engines of this build, strongest first. */
  readonly sandboxes: readonly SandboxAdapter[];
  readonly memory: MemoryService;
  /** The code that memories speak of; absent where none can be read. */
  readonly codeReader: CodeReader | undefined;
  readonly sessions: SessionManager;
  /** The tools of the workspace; costly ones (code index) start on their first use. */
  readonly tools: ToolRegistry;
  /** What changing files takes; absent where no file may be changed. */
  readonly changes: ChangeParts | undefined;
  /** Absent where nothing can be done that needs one. */
  readonly audit: AuditLog | undefined;
  /** Absent where no trace can be kept. */
  readonly traces?: TraceStore | undefined;
  /** Tools that the workspace brings; absent where nothing of it may be run. */
  readonly custom: (CustomToolsDesk & Pick<CustomTools, 'tools'>) | undefined;
  /** Servers that the workspace configures; absent where none may be started. */
  readonly mcp?: McpAccess | undefined;
  /** The skills at hand, as they are now. */
  readonly skills: () => Promise<Discovery>;
  /** What a person does with skills, and which of them and of the agents are switched off. */
  readonly skillDesk: SkillDesk;
  readonly agentDesk: AgentDesk;
  /** What running commands takes; absent where none may run. */
  readonly commands: CommandParts | undefined;
  /** What reaching the web takes; absent where nothing may be fetched. */
  readonly web: WebParts | undefined;
  /** Where conflicts of writers wait for a person. */
  readonly conflicts: ConflictDesk;
  /** Checkouts for writers that run commands; absent, or none, where they take turns. */
  readonly worktrees?: (signal: AbortSignal) => Promise<Worktrees | undefined>;
  readonly gateFor: (tools: ToolRegistry, config: Config, guards?: TurnGuards) => Gate;
  /** What carries events, tasks and state. */
  readonly tiers: Pick<TierDesk, 'tier' | 'close'>;
  /** Real pings of parts that only their owner can check, e.g. ripgrep and git. */
  readonly probes: readonly DoctorProbe[];
  /** Lets go of what the parts hold, memory and sessions included. */
  close(): Promise<void>;
}

export interface ChangeParts {
  readonly target: JournaledTarget;
  readonly backups: Backups;
  /** The tools that see and make the changes of one run; they take the place of those of the same name. */
  toolsOver(overlay: Overlay): readonly AnyTool[];
}

export interface CommandParts {
  /** What the rules say in a mode. */
  judge(command: string, mode: Mode): Promise<CommandDecision>;
  allowAlways(command: string): Promise<void>;
  /** The rules of this workspace. */
  readonly policy: PolicyDesk;
  readonly background: BackgroundDesk & { close(): Promise<void> };
  /** What commands have printed. */
  readonly outputs: OutputStore;
  /** The tools that run commands. */
  readonly tools: readonly AnyTool[];
  /** Those that run one to its end, in another folder than the workspace. */
  toolsIn(folder: CommandFolder): readonly AnyTool[];
}

export interface WebParts {
  /** The tools that reach the web, with a search engine as configured. */
  tools(search: Config['web']['search']): readonly AnyTool[];
  /** The same without an agent. */
  access(search: Config['web']['search']): WebAccess;
  /** What is known about hosts in a turn. */
  facts(
    turnId: string,
    search: Config['web']['search'],
  ): Promise<Omit<HostFacts, 'mode' | 'named'>>;
  allowAlways(host: string): Promise<void>;
  readonly hosts: PolicyDesk;
}

/** A check of Doctor. Throws a MemfunError when the part does not work. */
export interface DoctorProbe {
  readonly id: DoctorCheck['id'];
  readonly title: string;
  /** Resolves with what was found; `warning` for what works less well than it could. */
  run(signal: AbortSignal): Promise<{ readonly detail: string; readonly warning?: string }>;
}
