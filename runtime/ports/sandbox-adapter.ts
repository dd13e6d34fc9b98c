// Tier port: where model-written JavaScript runs.
import type { Json, VariableInfo } from '../core/index.js';

export type EngineName = 'isolated-vm' | 'quickjs' | 'docker' | 'modal';

export type EngineAvailability =
  | { readonly available: true; readonly detail: string }
  | { readonly available: false; readonly reason: string; readonly remedy: string };

/** A host function's answer. Host functions never reject. */
export type HostResult =
  | { readonly ok: true; readonly value: Json }
  | {
      readonly ok: false;
      readonly error: { readonly name: string; readonly code: string; readonly message: string };
    };

/** Answers one call out of the sandbox. `name` may be dotted, e.g. `memory.search`. */
export type HostCallHandler = (
  name: string,
  args: readonly Json[],
  signal: AbortSignal,
) => Promise<HostResult>;

export interface SandboxOptions {
  /** Names of the async functions that exist inside, dotted names become objects. */
  readonly hostFunctions: readonly string[];
  readonly onHostCall: HostCallHandler;
  /** Heap limit in megabytes. */
  readonly memoryMb: number;
  /** Limit of a cell's own work in milliseconds; the host bounds how long its answers take. */
  readonly cellTimeoutMs: number;
  /** Characters kept of what a cell prints. */
  readonly outputLimit: number;
  /** Seed of Math.random and fixed start of Date, for replay. */
  readonly seed: number;
  /** Milliseconds since the epoch that `Date.now()` starts from inside. */
  readonly startTime: number;
}

export interface CellError {
  readonly name: string;
  readonly message: string;
  /** Line in the cell's own text, from 1, where known. */
  readonly line?: number;
  /** What kind of failure: decides what the model is told. */
  readonly kind: 'syntax' | 'exception' | 'timeout' | 'memory' | 'crash' | 'aborted';
}

export interface CellResult {
  readonly ok: boolean;
  /** Completion value of the last expression as JSON, when it has one. */
  readonly value?: Json;
  /** Everything printed, cut to the output limit with head and tail kept. */
  readonly output: string;
  /** Characters printed in all. */
  readonly outputChars: number;
  readonly error?: CellError;
  readonly variables: readonly VariableInfo[];
  readonly ms: number;
  /** Set when the engine had to be replaced: which variables survived by replay and which did not. */
  readonly restarted?: { readonly kept: readonly string[]; readonly lost: readonly string[] };
}

/** Everything needed to rebuild a session without a model and without host calls. */
export interface SandboxRecord {
  readonly version: 1;
  readonly engine: EngineName;
  readonly seed: number;
  readonly startTime: number;
  readonly hostFunctions: readonly string[];
  readonly cells: readonly RecordedCell[];
}

export interface RecordedCell {
  readonly code: string;
  readonly ok: boolean;
  /** False for a cell that ended its engine or had to be cut off: replaying it would do so again. */
  readonly replayable: boolean;
  /** Results of the host calls in the order in which they were made. */
  readonly hostResults: readonly {
    readonly name: string;
    readonly args: readonly Json[];
    readonly result: HostResult;
    /** Place in the order in which the calls were answered, from 0. */
    readonly settled: number;
  }[];
  /** Variables set from outside before this cell. */
  readonly setBefore: Readonly<Record<string, Json>>;
}

/** A persistent REPL. One cell at a time; variables survive from cell to cell. */
export interface Sandbox {
  readonly engine: EngineName;
  /**
   * Runs a cell. Never rejects because of what the code does: failures are in the result, and the sandbox
   * is usable for the next cell. @throws SandboxClosedError after `close`.
   */
  run(code: string, signal?: AbortSignal): Promise<CellResult>;
  /** Sets a global variable from outside. */
  set(name: string, value: Json): Promise<void>;
  /** The whole value of a global variable as JSON; `undefined` when absent or not representable. */
  get(name: string): Promise<Json | undefined>;
  variables(): Promise<readonly VariableInfo[]>;
  record(): SandboxRecord;
  close(): Promise<void>;
}

/**
 * Guarantees of every engine: nothing inside reaches the host but through `onHostCall`; no cell can block,
 * crash or starve the process that holds this object; memory and time are capped; replaying a record gives
 * the same variables.
 */
export interface SandboxAdapter {
  readonly engine: EngineName;
  /** Whether the engine can run here, and if not, why and what would help. */
  availability(): Promise<EngineAvailability>;
  /** @param signal an engine that has not begun to start when it fires is not started at all */
  open(options: SandboxOptions, signal?: AbortSignal): Promise<Sandbox>;
  /** Rebuilds a session from its record; further cells run live. */
  replay(record: SandboxRecord, options: SandboxOptions, signal?: AbortSignal): Promise<Sandbox>;
}
