// Tier port: the tools of a run. One definition serves the REPL, native tool calls and MCP.
import type * as z from 'zod';
import type { Logger } from '../core/index.js';

/** What a tool does to the world; the gate decides by it. */
export type ToolEffect = 'read' | 'write' | 'execute' | 'network' | 'model' | 'memory' | 'control';

/** How a call behaves, for whoever asks their user about it. */
export interface ToolHints {
  readonly readOnly?: boolean;
  readonly destructive?: boolean;
  /** A second call with the same input changes nothing more. */
  readonly idempotent?: boolean;
}

export interface ToolContext {
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** Who asks, for the audit: the root agent, a child, a person, an MCP client. */
  readonly caller: string;
  readonly turnId: string;
  readonly stepId: string | undefined;
}

export interface ToolDefinition<
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
> {
  /** Name in the REPL, dotted for groups: `readFile`, `memory.search`. Unique in a registry. */
  readonly name: string;
  /** Earlier names that still work in the REPL. No face tells them. */
  readonly aliases?: readonly string[];
  /** One line for the model's list of functions, then details if needed. */
  readonly description: string;
  readonly input: I;
  readonly output: O;
  readonly effect: ToolEffect;
  /** What clients are told where it is more than the effect says. */
  readonly hints?: ToolHints;
  /** Input keys that may be given by position in the REPL: `readFile('a.ts')`. The rest go in an options object. */
  readonly positional: readonly (keyof z.infer<I> & string)[];
  /** A short example call for the model. */
  readonly example: string;
  /** The shell command that this call would run: decided on before it runs. Every tool that executes has it. */
  readonly command?: (input: z.infer<I>) => string;
  /** The texts that this call would keep beyond the run: none of them may be one that was only read. */
  readonly keeps?: (input: z.infer<I>) => readonly string[];
  /** The web address that this call would visit first: decided on before. Every tool that uses the network has it. */
  readonly address?: (input: z.infer<I>) => string | Promise<string>;
  /** Runs the tool on checked input. Called by the gate only. Throws MemfunError subclasses. */
  readonly run: (input: z.infer<I>, context: ToolContext) => Promise<z.infer<O>>;
  /** Name under which everything that a call printed is kept, for who looks at the run later. */
  readonly outputId?: (output: z.infer<O>) => string | undefined;
  /** One line for people about a finished call, e.g. `12 matches in 4 files`. */
  readonly summarize?: (input: z.infer<I>, output: z.infer<O>) => string;
}

/** A definition whose types are forgotten, as held by a registry. Made by `defineTool`. */
export type AnyTool = ToolDefinition<z.ZodObject, z.ZodType>;

export interface ToolRegistry {
  /** @throws ToolExistsError when the name is taken. */
  register(tool: AnyTool): { dispose(): void };
  get(name: string): AnyTool | undefined;
  /** By name. */
  list(): readonly AnyTool[];
}
