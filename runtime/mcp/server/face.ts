// The MCP face of tools: the same definitions as tools of a Model Context Protocol server.
import * as z from 'zod';
import type { Json } from '../../core/index.js';
import type { AnyTool, HostResult, ToolEffect } from '../../ports/index.js';

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
  readonly inputSchema: JsonObjectSchema;
  /** Absent where the result is no object: then it is text only. */
  readonly outputSchema: JsonObjectSchema | undefined;
  readonly annotations: McpAnnotations;
}

type JsonObjectSchema = { readonly type: 'object'; readonly [key: string]: Json };

const READS: ReadonlySet<ToolEffect> = new Set(['read', 'model', 'network']);
const DESTROYS: ReadonlySet<ToolEffect> = new Set(['write', 'execute']);

/** Unknown inputs are refused, as everywhere else. */
export function toMcpTool({ name, description, effect, hints, input, output }: AnyTool): McpTool {
  const readOnly = hints?.readOnly ?? READS.has(effect);
  const closed = input.def.catchall === undefined ? input.strict() : input;
  return {
    name: name.replaceAll(/[^\w-]/g, '_'),
    description,
    inputSchema: schemaOf(closed, 'input'),
    outputSchema: output instanceof z.ZodObject ? schemaOf(output, 'output') : undefined,
    annotations: {
      readOnlyHint: readOnly,
      destructiveHint: hints?.destructive ?? DESTROYS.has(effect),
      idempotentHint: hints?.idempotent ?? readOnly,
      openWorldHint: effect === 'network' || effect === 'execute' || effect === 'model',
    },
  };
}

const schemaSchema: z.ZodType<JsonObjectSchema> = z
  .record(z.string(), z.json())
  .transform((schema) => ({ ...schema, type: 'object' as const }));

function schemaOf(schema: z.ZodObject, side: 'input' | 'output'): JsonObjectSchema {
  const made = z.toJSONSchema(schema, { io: side, unrepresentable: 'any' });
  return schemaSchema.parse(JSON.parse(JSON.stringify(made)));
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
