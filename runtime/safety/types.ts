// The gate as others see it: the only way to a tool's handler.

import type { Json } from '../core/index.js';
import type { AnyTool, HostResult, ToolContext } from '../ports/index.js';
import type { TaintLedger } from './taint.js';

export type GateDecision =
  | { readonly allowed: true; readonly by: string }
  | {
      readonly allowed: false;
      readonly by: string;
      readonly reason: string;
      readonly remedy: string;
    };

/** A finished call through the gate, for people and for the trace. */
export interface GateResult {
  readonly result: HostResult;
  /** One line, e.g. `search "timeout" → 12 matches in 4 files`. */
  readonly summary: string;
  readonly ms: number;
}

/** Decides whether a shell command may run, asking the user where the rules say so. */
export interface CommandAuthority {
  /** Resolves when it may run. @throws MemfunError saying why not */
  authorize(command: string): Promise<void>;
}

/** Decides whether a web address may be visited, asking the user where the rules say so. */
export interface HostAuthority {
  /** Resolves when it may be visited. @throws MemfunError saying why not */
  authorize(address: string): Promise<void>;
}

/** What the gate of one turn works with besides its tools; an effect without its authority is off. */
export interface TurnGuards {
  readonly commands?: CommandAuthority | undefined;
  readonly hosts?: HostAuthority | undefined;
  readonly taint?: TaintLedger | undefined;
}

export interface Gate {
  /** What would be decided, without doing it. */
  decide(tool: AnyTool, input: Json): GateDecision;
  /**
   * Checks the input against the tool's schema, decides, runs, checks the output. Never rejects: every
   * failure (also an abort) is a typed error in the result.
   */
  call(toolName: string, input: Json, context: ToolContext): Promise<GateResult>;
}
