// The host functions as the model reads them: one TypeScript declaration each, with its one-line description.
import * as z from 'zod';
import { typeText } from '../models/index.js';
import type { AnyTool } from '../ports/index.js';

/** Declarations of all tools, in their order. Their size depends on the tools only. */
export function declareFunctions(tools: readonly AnyTool[]): string {
  return tools.map(declare).join('\n');
}

function declare(tool: AnyTool): string {
  const schema = z.toJSONSchema(tool.input, { io: 'input', unrepresentable: 'any' });
  const required = new Set(schema.required ?? []);
  const properties = Object.entries(schema.properties ?? {});
  const parameter = ([name, type]: (typeof properties)[number]): string =>
    `${name}${required.has(name) ? '' : '?'}: ${typeText(type)}`;
  const isPositional = ([name]: (typeof properties)[number]): boolean =>
    tool.positional.includes(name);
  const parameters = tool.positional.flatMap((key) =>
    properties.filter(([name]) => name === key).map(parameter),
  );
  const options = properties.filter((property) => !isPositional(property)).map(parameter);
  if (options.length > 0) parameters.push(`options?: {${options.join(', ')}}`);
  const output = typeText(z.toJSONSchema(tool.output, { io: 'output', unrepresentable: 'any' }));
  return `${tool.name}(${parameters.join(', ')}): Promise<${output}> // ${tool.description} e.g. ${tool.example}`;
}
