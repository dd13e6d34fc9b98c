// The one way to define a tool: typed where it is written, untyped where it is held.
import type * as z from 'zod';
import { InvariantError } from '../core/index.js';
import type { AnyTool, ToolDefinition } from '../ports/index.js';

/**
 * Makes a tool that every face (REPL, native call, MCP) can use.
 * @throws InvariantError when a positional parameter is not an input key, or it executes or visits something unnamed.
 */
export function defineTool<I extends z.ZodObject, O extends z.ZodType>(
  definition: ToolDefinition<I, O>,
): AnyTool {
  for (const key of definition.positional) {
    if (!(key in definition.input.shape)) {
      throw new InvariantError(`Tool ${definition.name}: "${key}" is not one of its inputs.`);
    }
  }
  if (definition.effect === 'execute' && definition.command === undefined) {
    throw new InvariantError(`Tool ${definition.name} executes without naming its command.`);
  }
  if (definition.effect === 'network' && definition.address === undefined) {
    throw new InvariantError(
      `Tool ${definition.name} uses the network without naming its address.`,
    );
  }
  // The gate parses the input with this very schema before `run` sees it, so forgetting its type is sound.
  return definition;
}
