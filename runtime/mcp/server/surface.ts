// What is served to clients: tools, resources and prompts, each asked for anew, so that a change shows.
import type { Json } from '../../core/index.js';
import type { AnyTool, HostResult } from '../../ports/index.js';

export interface McpCaller {
  /** For the audit, e.g. `mcp:inspector`. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** Told what happens while a call lasts. */
  readonly progress: (message: string) => void;
}

export interface ServedResource {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly mimeType: string;
  /** @throws MemfunError */
  readonly read: (caller: McpCaller) => Promise<string>;
}

/** Resources of one form, e.g. `memfun://file/{+path}`. */
export interface ServedTemplate {
  readonly template: string;
  readonly name: string;
  readonly description: string;
  readonly mimeType: string;
  /** @throws MemfunError */
  readonly read: (
    variables: Readonly<Record<string, string>>,
    caller: McpCaller,
  ) => Promise<string>;
}

export interface ServedPrompt {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly { readonly name: string; readonly description: string }[];
  /** The text of the user's message. @throws MemfunError */
  readonly text: (given: Readonly<Record<string, string>>) => Promise<string>;
}

export interface McpSurface {
  readonly tools: () => Promise<readonly AnyTool[]>;
  /** One call through the gate. Never rejects. */
  readonly call: (tool: string, input: Json, caller: McpCaller) => Promise<HostResult>;
  readonly resources: () => Promise<readonly ServedResource[]>;
  readonly templates: readonly ServedTemplate[];
  readonly prompts: () => Promise<readonly ServedPrompt[]>;
}
