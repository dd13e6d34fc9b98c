// Forgets a tool's own types so that a registry can hold it.
import type * as z from 'zod';
import type { AnyTool, ToolDefinition } from '../../ports/index.js';

export function defineTool<I extends z.ZodObject, O extends z.ZodType>(
  tool: ToolDefinition<I, O>,
): AnyTool {
  return tool;
}
