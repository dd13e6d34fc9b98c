// The native face of tools: the same definitions as function tools of a language model.
import type { LanguageModelV3FunctionTool } from '@ai-sdk/provider';
import type { AnyTool } from '../ports/index.js';
import { schemaNode } from './type-text.js';

/** Function tools for a model that calls tools natively. Providers forbid dots in names: `.` becomes `_`. */
export function toNativeTools(tools: readonly AnyTool[]): readonly LanguageModelV3FunctionTool[] {
  return tools.map((tool) => ({
    type: 'function',
    name: nativeName(tool.name),
    description: tool.description,
    inputSchema: schemaNode(tool.input, 'input') as LanguageModelV3FunctionTool['inputSchema'],
  }));
}

/** The tool that a model means by a native name. */
export function findNativeTool(tools: readonly AnyTool[], name: string): AnyTool | undefined {
  return tools.find((tool) => nativeName(tool.name) === name);
}

function nativeName(name: string): string {
  return name.replaceAll('.', '_');
}
