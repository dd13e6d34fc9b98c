// The whole runtime as its hosts (editor, command line) see it.
import type {
  AgentDesk,
  CostForecast,
  CustomToolsDesk,
  FoundAgents,
  ImageShelf,
  McpDesk,
  PolicyDesk,
  ProjectPlace,
  Spent,
  TurnOptions,
  TurnResult,
} from '../agents/index.js';
import type { ChangeGround, Recovery } from '../changes/index.js';
import type { Effort, Json, Logger, MentionSuggestion, Mode, VariableInfo } from '../core/index.js';
import type { McpClients } from '../mcp/index.js';
import type { MemoryService } from '../memory/index.js';
import type { Words } from '../optimizer/index.js';
import type { Denied, HandedPart } from '../orchestrator/index.js';
import type {
  AnyTool,
  Approvals,
  EngineName,
  FileStore,
  HostResult,
  LanguageModelV3,
  LanguageServices,
  ModelHandle,
  Person,
  SecretStore,
  SessionManager,
  Terminals,
} from '../ports/index.js';
import type { OutputSlice } from '../processes/index.js';
import type { AuditEntry } from '../safety/index.js';
import type { Discovery, SkillDesk } from '../skills/index.js';
import type { Tier } from '../tiers/index.js';
import type { TraceRecord, TraceStore } from '../traces/index.js';
import type { SearchResult, WebPage } from '../web/index.js';
import type { ConflictDesk } from '../writers/index.js';
import type { OptimizeAccess } from './optimize-access.js';

export type { TurnResult };

/** What a host gives the runtime. */
export interface MemfunEnvironment {
  /** The folder that the user works on. */
  readonly workspace: FileStore;
  /** Where changes of files are put; by default straight on the workspace's disk. */
  readonly changeGround?: ChangeGround;
  /** Where this window's backups and records live. */
  readonly projectStorage: FileStore;
  /** Where the project's memory and conversations live, for all windows on it; by default with the rest. */
  readonly sharedStorage?: FileStore;
  /** Where SQLite's files of tiers lie, for all programs of this machine; absent: each in `projectStorage`. */
  readonly tierHome?: TierHome;
  /** Where what is remembered about the user lives, across projects. */
  readonly userStorage: FileStore;
  /** Where all projects lie, and which one is open; absent: they are not kept. */
  readonly projects?: ProjectPlace;
  /** What the user's own terminals have shown; absent where there are none. */
  readonly terminals?: Terminals;
  /** What language servers know; absent where there are none. */
  readonly languageServices?: LanguageServices;
  readonly secrets: SecretStore;
  readonly approvals: Approvals;
  /** What is denied besides what this place's own rules deny: commands by pattern, and hosts. */
  readonly denied?: Denied;
  /** Who can answer what servers ask; absent where nobody can. */
  readonly person?: Person;
  readonly logger: Logger;
  /** Raw settings of the host (`memfun.*`), merged over memfun.toml; checked by the config schema. */
  readonly settings: Readonly<Record<string, Json>>;
  /** Folder of the built bundles: wasm files, sandbox child, grammars. */
  readonly assetsDir: string;
  /** Extra places to look for ripgrep, e.g. the editor's own installation. */
  readonly ripgrepCandidates: readonly string[];
  /** A Node 24 executable for the isolated-vm engine, when the host knows one. */
  readonly node24: string | undefined;
  /** Models that only the host can reach, e.g. the editor's own. */
  readonly hostModels: readonly HostModel[];
  /** False in restricted mode: nothing from the workspace is loaded and nothing runs. */
  readonly trusted: boolean;
  /** The user's home folder, where skills for all projects may lie; absent: none are looked for. */
  readonly home?: FileStore;
}

/** The tiers of this machine, and the folder that the host works on. */
export interface TierHome {
  /** Absolute path. */
  readonly folder: string;
  /** Absolute path, without links. */
  readonly workspace: string;
}

export interface HostModel {
  readonly id: string;
  readonly label: string;
  readonly contextWindow: number;
  readonly maxOutputTokens: number;
  readonly vision: boolean;
  open(): Promise<LanguageModelV3>;
}

export interface RunTurnOptions extends Omit<TurnOptions, 'resume'> {
  /** Goes through an earlier run again, from one of its steps, with another cell. */
  readonly resume?: { readonly turnId: string; readonly stepId: string; readonly code: string };
  /** Overrides the configured root model, `provider/model`. */
  readonly model?: string;
  /** It does nothing but this part of somebody else's plan; what it changes goes there. */
  readonly handed?: HandedPart;
  /** Something is tried: nothing is changed, learned or kept of it, and these words hold for this turn. */
  readonly trial?: Words;
}

export interface DoctorCheck {
  /** `models.root`, `sandbox.isolated-vm`, `search`, `memory`, … */
  readonly id: string;
  readonly title: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  readonly remedy?: string;
  readonly ms: number;
}

/** The web by hand: whoever types an address has named it. */
export interface WebAccess {
  /** A page as text; redirects to every public host are followed. */
  fetch(url: string, signal: AbortSignal): Promise<WebPage>;
  /** What the configured engine finds, at most `limit` results. */
  search(
    query: string,
    signal: AbortSignal,
    limit?: number,
  ): Promise<{ readonly engine: string; readonly results: readonly SearchResult[] }>;
}

/** Servers of others: what a person decides about them, and what they offer. */
export type McpAccess = McpDesk & Pick<McpClients, 'tools' | 'call' | 'connection' | 'onTools'>;

/** Tools for callers outside of a turn; every call passes the gate. */
export interface ToolDesk {
  /** As they are now: those of servers come and go. */
  tools(signal: AbortSignal): Promise<readonly AnyTool[]>;
  /** Never rejects. */
  call(tool: string, input: Json, site: CallSite): Promise<HostResult>;
}

export interface CallSite {
  /** For the audit, e.g. `mcp:inspector`. */
  readonly caller: string;
  readonly signal: AbortSignal;
  readonly progress?: (message: string) => void;
}

/** What a person sees and decides about safety, beside the mode. */
export interface SafetyAccess {
  /** Rules about commands; absent where none can run. */
  readonly commands: PolicyDesk | undefined;
  /** Rules about hosts; absent where none may be visited. */
  readonly hosts: PolicyDesk | undefined;
  /** Tools of the workspace; absent where nothing of it may be run. */
  readonly tools: CustomToolsDesk | undefined;
  /** What was done and who allowed it, newest first. */
  history(limit: number): Promise<readonly AuditEntry[]>;
  /** How many entries of the audit were changed after they were written, or miss their predecessor. */
  brokenEntries(): Promise<number>;
}

/** What runs left behind. */
export interface TraceAccess
  extends Pick<
    TraceStore,
    'find' | 'digest' | 'get' | 'isRunning' | 'remove' | 'removeOf' | 'add'
  > {
  /** As OpenTelemetry takes them over HTTP, in JSON. */
  toOtlp(records: readonly TraceRecord[]): object;
  /** The bytes of a database with the tables `runs` and `spans`. */
  toSqlite(records: readonly TraceRecord[]): Promise<Uint8Array>;
  /**
   * Sends traces to a collector that the user has named.
   * @throws TraceExportError, WebError
   */
  send(records: readonly TraceRecord[], endpoint: string, signal: AbortSignal): Promise<void>;
  /**
   * Rebuilds the REPL as it was after a step (its id, or its number), without calling anything.
   * @throws TraceMissingError, TraceReplayError
   */
  replay(
    turnId: string,
    stepId: string,
  ): Promise<{
    readonly index: number;
    readonly engine: EngineName;
    readonly variables: readonly VariableInfo[];
    /** Variables that are not what they were then. */
    readonly differing: readonly string[];
  }>;
}

/** Where a person's decisions about conflicts of writers go. */
export type ConflictAnswers = Pick<ConflictDesk, 'answer'>;

/** A running Memfun on one workspace. */
export interface Memfun {
  readonly sessions: SessionManager;
  readonly memory: MemoryService;
  /** Changes of files that a crash had cut off, and what was done about them when this was opened. */
  readonly recovered: readonly Recovery[];
  /** Absent in a workspace that is not trusted. */
  readonly web: WebAccess | undefined;
  /** Runs one turn. Resolves also after a stop or a failure (see `stopReason`); never loses what was recorded. */
  runTurn(options: RunTurnOptions): Promise<TurnResult>;
  /** How much work a message may cause that does not say it: by the settings and memfun.toml. */
  readonly effort: Effort;
  /** What the agent may do in this window at this moment. */
  readonly mode: Mode;
  /** Until it is set again, the settings are changed, or this is closed. */
  setMode(mode: Mode): void;
  /** Called with every mode that is set in the window. Handlers must not throw. */
  onMode(handler: (mode: Mode) => void): { dispose(): void };
  /** A piece of what a command has printed, from a character on. @throws NoSuchOutputError */
  readOutput(outputId: string, from: number): Promise<OutputSlice>;
  /** Told which files of the workspace have changed (relative paths); memories of their code are looked at, later. */
  filesChanged(paths: readonly string[]): void;
  /** The images of messages: those that were pasted, and those of the workspace. */
  readonly images: ImageShelf;
  /** What models have cost today in all windows, the most they may (infinite without a cap), and what runs will cost. */
  spending(): Promise<{
    readonly today: Spent;
    readonly capUsd: number;
    readonly forecasts: readonly CostForecast[];
  }>;
  /** Told when a person ends a conversation: sums up for memory what was left. Never rejects. */
  conversationLeft(): Promise<void>;
  /** What could be named with @, by what is typed after it. */
  suggestMentions(query: string, signal: AbortSignal): Promise<readonly MentionSuggestion[]>;
  /** The skills at hand, as they are now, without those that are switched off. */
  skills(): Promise<Discovery>;
  /** What a person does with skills: also those that are switched off are there. */
  readonly skillDesk: SkillDesk;
  /** The agents at hand, as they are now. */
  agents(): Promise<FoundAgents>;
  readonly agentDesk: Pick<AgentDesk, 'own'>;
  readonly safety: SafetyAccess;
  /** Conflicts of writers that wait for a person. */
  readonly conflicts: ConflictAnswers;
  /** Absent where none can be kept. */
  readonly traces: TraceAccess | undefined;
  /** Better prompts from recorded runs; nothing changes until a proposal is accepted. */
  readonly optimize: OptimizeAccess;
  /** Servers that the workspace configures; absent where none may be started. */
  readonly mcp: McpAccess | undefined;
  /**
   * What others may call directly: tools that look and remember, and the given ones. What changes files or runs
   * commands goes through a turn, with its questions and its undo.
   */
  toolDesk(more: readonly AnyTool[]): ToolDesk;
  /**
   * A commit message for what is staged, or for all that changed when nothing is.
   * @throws NothingToCommitError, ModelError, AbortedError
   */
  commitMessage(signal: AbortSignal): Promise<string>;
  /** The root model at this moment; the offline engine when none is set up. */
  rootModel(): Promise<ModelHandle>;
  sandboxEngine(): Promise<EngineName>;
  /** Checks every part with a real ping. */
  doctor(signal: AbortSignal): Promise<readonly DoctorCheck[]>;
  /**
   * What carries events, tasks and state, as configured; opened by its first use.
   * @throws MemfunError when it cannot be had; nothing weaker takes its place
   */
  tier(): Promise<Tier>;
  /** Applies changed host settings. @throws ConfigError naming the key; the old ones stay in force. */
  reconfigure(settings: Readonly<Record<string, Json>>): Promise<void>;
  close(): Promise<void>;
}
