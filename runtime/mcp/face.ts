// The MCP face of tools: the same definitions as tools of a Model Context Protocol server.
import * as z from 'zod';
import type { Json } from '../core/index.js';
import type { AnyTool, HostResult, ToolEffect } from '../ports/index.js';

/** How clients are told what a call does, so that they can ask their user. */
export interface McpAnnotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

export interface McpTool {
  /** Of the protocol's characters: a dot of ours is an underscore. */
  readonly name: string;
  readonly description: string;
  readonly inputSchema: z.ZodObject;
  /** Absent where the result is no object: then it is text only. */
  readonly outputSchema: z.ZodObject | undefined;
  readonly annotations: McpAnnotations;
}

const READS: ReadonlySet<ToolEffect> = new Set(['read', 'model', 'network']);
const DESTROYS: ReadonlySet<ToolEffect> = new Set(['write', 'execute']);

/** Unknown inputs are refused, as everywhere else. */
export function toMcpTool({ name, description, effect, hints, input, output }: AnyTool): McpTool {
  const readOnly = hints?.readOnly ?? READS.has(effect);
  return {
    name: name.replaceAll(/[^\w-]/g, '_'),
    description,
    inputSchema: input.strict(),
    outputSchema: output instanceof z.ZodObject ? output : undefined,
    annotations: {
      readOnlyHint: readOnly,
      destructiveHint: hints?.destructive ?? DESTROYS.has(effect),
      idempotentHint: hints?.idempotent ?? readOnly,
      openWorldHint: effect === 'network' || effect === 'execute' || effect === 'model',
    },
  };
}

/** A result for the client: the value as data and as text, or the error's own words. */
export function toMcpResult(result: HostResult, structured: boolean) {
  if (!result.ok) {
    const { code, message } = result.error;
    return { isError: true, content: [{ type: 'text' as const, text: `${message} (${code})` }] };
  }
  const { value } = result;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return {
    content: [{ type: 'text' as const, text }],
    ...(structured && isRecord(value) ? { structuredContent: { ...value } } : {}),
  };
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
