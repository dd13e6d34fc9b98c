// What the loop needs, what it is asked, and what it gives back.
import type {
  Budget,
  Citation,
  Clock,
  EmitEvent,
  ErrorInfo,
  IdMaker,
  Intent,
  Json,
  Logger,
  StopReason,
} from '../core/index.js';
import type { HistoryEntry, PredictOptions, Predictor } from '../models/index.js';
import type {
  FileStore,
  ModelSource,
  SandboxAdapter,
  SandboxRecord,
  ToolRegistry,
} from '../ports/index.js';
import type { Gate } from '../safety/index.js';

/** The parts of the system that a loop works with. One set serves every loop of a run. */
export interface LoopDeps {
  readonly predictor: Predictor;
  readonly models: ModelSource;
  readonly sandbox: Pick<SandboxAdapter, 'open' | 'replay'>;
  /** The workspace's tools; each loop adds its own REPL tools to a copy. */
  readonly tools: ToolRegistry;
  /** Makes the gate that guards a registry. */
  readonly gateFor: (tools: ToolRegistry) => Gate;
  /** Where citations are checked. */
  readonly workspace: FileStore;
  readonly clock: Clock;
  readonly ids: IdMaker;
  readonly logger: Logger;
  /** Heap of one sandbox in megabytes. */
  readonly memoryMb: number;
  /** Limit of one cell in milliseconds, sub-calls included. */
  readonly cellTimeoutMs: number;
}

/** From where a run is gone through again. */
export interface LoopResume {
  /** Rebuilds the REPL; nothing that its cells called is called again. */
  readonly record: SandboxRecord;
  /** Set in the REPL before the cell. */
  readonly set: Readonly<Record<string, Json>>;
  /** The steps before, as the model is told of them. */
  readonly past: readonly HistoryEntry[];
  /** Number of the step that is run again, and its cell. */
  readonly index: number;
  readonly code: string;
}

/** What the user says while a loop works. */
export interface Steering {
  /** What came since the last time, in order; it is the loop's from here on. */
  take(): readonly { readonly text: string; readonly messageId?: string }[];
}

/** One question to one loop. */
export interface LoopOptions {
  readonly task: string;
  readonly intent: Intent;
  /** What is remembered, one line each. */
  readonly memories: readonly string[];
  /** Texts that apply from when they appear here to the end of the run: never put in brief, cut only under a cap. */
  readonly standing?: () => readonly string[];
  /** Shown to the root model in every step; only for one that sees. */
  readonly images?: PredictOptions['images'];
  /** Set in the REPL before the first step. */
  readonly variables: Readonly<Record<string, Json>>;
  /** The tree's account, at this loop's depth. */
  readonly budget: Budget;
  readonly signal: AbortSignal;
  readonly emit: EmitEvent;
  readonly turnId: string;
  /** Name of the agent that works in it, where it has one. */
  readonly agent?: string;
  /** Asked before each step; of a root loop only. */
  readonly steering?: Steering;
  /** The step that asked, for a child. */
  readonly parentId?: string;
  /** Steps of this loop alone; the account's limit holds besides. */
  readonly maxSteps?: number;
  /** Asked after each step: the last words of a loop whose work goes on elsewhere. */
  readonly over?: () => string | undefined;
  /** The first cell is this one, on a REPL as it was then. */
  readonly resume?: LoopResume;
  /** Answers of sub-calls, shared by the whole tree; a root opens its own. */
  readonly memo?: Map<string, Promise<string>>;
}

/** The options of a loop whose tree has its memo. */
export type TreeOptions = LoopOptions & Required<Pick<LoopOptions, 'memo'>>;

/** A checked answer: what `final()` took. */
export interface Answer {
  /** Markdown. */
  readonly text: string;
  readonly citations: readonly Citation[];
  /** The whole value for intents with structure (`review`, `fix`). */
  readonly data: Json | undefined;
  /** What had to be left out, e.g. a citation of a file that does not exist. */
  readonly notes: readonly string[];
}

export interface LoopResult {
  readonly stopReason: StopReason;
  /** The best answer there is; `undefined` when there is none at all. */
  readonly answer: Answer | undefined;
  /** Why the loop ended, for people; empty when it answered. */
  readonly reason: string;
  readonly steps: number;
  /** Input tokens of this loop's own step predictions, in order (children not included). */
  readonly inputTokens: readonly number[];
  readonly error?: ErrorInfo;
}
