// What is served to clients: tools, resources and prompts, each asked for anew, so that a change shows.
import type {
  CallToolResult,
  GetPromptResult,
  InputRequiredResult,
  RequestStateCodec,
  ServerContext,
} from '@modelcontextprotocol/server';
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
  readonly read: (caller: McpCaller) => Promise<string | Uint8Array>;
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
  /** In place of `text`, where it is more than one text, or where the client is asked for something first. */
  readonly direct?: (
    given: Readonly<Record<string, string>>,
    call: DirectCall,
  ) => Promise<GetPromptResult | InputRequiredResult>;
  /** What an argument may be, given its beginning. */
  readonly complete?: (argument: string, begun: string) => Promise<readonly string[]>;
}

/** What a tool is told that speaks to its client in the protocol's own words. */
export interface DirectCall {
  readonly context: ServerContext;
  readonly caller: McpCaller;
  /** Signs what is to come back unchanged with the next request. */
  readonly state: Pick<RequestStateCodec, 'mint'>;
}

/** A tool that answers in the protocol's own words: with pictures, or by asking its client for something first. */
export interface DirectTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object'; readonly [key: string]: Json };
  readonly run: (
    input: Readonly<Record<string, Json>>,
    call: DirectCall,
  ) => Promise<CallToolResult | InputRequiredResult>;
}

export interface McpSurface {
  readonly tools: () => Promise<readonly AnyTool[]>;
  /** One call through the gate. Never rejects. */
  readonly call: (tool: string, input: Json, caller: McpCaller) => Promise<HostResult>;
  readonly resources: () => Promise<readonly ServedResource[]>;
  readonly templates: readonly ServedTemplate[];
  readonly prompts: () => Promise<readonly ServedPrompt[]>;
  /** Beside the tools. */
  readonly direct?: readonly DirectTool[];
}
