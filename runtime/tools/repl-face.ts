// The REPL face of tools: arguments become an input record, definitions become TypeScript declarations.
import type { Json } from '../core/index.js';
import { toErrorInfo } from '../core/index.js';
import type { AnyTool, ToolContext, ToolRegistry } from '../ports/index.js';
import type { Gate, GateResult } from '../safety/index.js';
import { ToolInputError, UnknownToolError } from '../safety/index.js';
import { acceptsObject, type SchemaNode, schemaNode, typeText } from './type-text.js';

export interface ReplFace {
  /** Names of all functions that exist in the REPL, dotted for groups. */
  hostFunctions(): readonly string[];
  /** TypeScript declarations of all functions with a line of documentation each, for the prompt. */
  declarations(): string;
  /** Answers one call out of the REPL through the gate. Never rejects. */
  call(name: string, args: readonly Json[], context: ToolContext): Promise<GateResult>;
}

/** The REPL's view of a registry; tools registered later appear too. */
export function createReplFace(registry: ToolRegistry, gate: Gate): ReplFace {
  return {
    hostFunctions: () => hostFunctionNames(registry.list()),
    declarations: () => toolDeclarations(registry.list()),
    async call(name, args, context) {
      const tool = registry.get(name);
      try {
        if (tool === undefined) throw new UnknownToolError(name, registry.list());
        return await gate.call(name, bindArguments(tool, args), context);
      } catch (error) {
        const info = toErrorInfo(error);
        const message = info.remedy === undefined ? info.message : `${info.message} ${info.remedy}`;
        return {
          result: { ok: false, error: { name: info.name, code: info.code, message } },
          summary: `${name} failed: ${info.message}`,
          ms: 0,
        };
      }
    },
  };
}

/** What functions of these tools exist in the REPL: by their names, and by earlier ones. */
export function hostFunctionNames(tools: readonly AnyTool[]): readonly string[] {
  return tools.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
}

/**
 * Maps `f(a, b, {option})` to `{first: a, second: b, option}`. A single object that is no value of the first
 * parameter is taken as the whole record; `null` (an `undefined` that crossed the sandbox) leaves a parameter out.
 * @throws ToolInputError when there are more arguments than parameters, or the options are no object.
 */
export function bindArguments(tool: AnyTool, args: readonly Json[]): Json {
  const properties = schemaNode(tool.input, 'input').properties ?? {};
  const record: Record<string, Json> = {};
  for (const [index, value] of args.entries()) {
    const key = tool.positional[index];
    const node: SchemaNode | undefined = key === undefined ? undefined : properties[key];
    const last = index === args.length - 1;
    if (last && isRecord(value) && (node === undefined || !acceptsObject(node))) {
      if (index <= tool.positional.length) return { ...record, ...value };
    }
    if (key === undefined) {
      if (value === null) continue;
      throw new ToolInputError(
        tool.name,
        index > tool.positional.length
          ? `it takes ${tool.positional.length} arguments and an options object, not ${args.length}`
          : `argument ${index + 1} must be an options object`,
        toolSignature(tool),
      );
    }
    if (value !== null || acceptsNull(node)) record[key] = value;
  }
  return record;
}

/** A tool's call signature, e.g. `readFile(path: string, options?: { startLine?: number }): Promise<…>`. */
export function toolSignature(tool: AnyTool): string {
  return `${tool.name}${parametersText(tool)}`;
}

/** Declarations of many tools: one line of documentation and one of code per function, groups as objects. */
export function toolDeclarations(tools: readonly AnyTool[]): string {
  const lines: string[] = [];
  const groups = new Map<string, AnyTool[]>();
  for (const tool of tools) {
    const dot = tool.name.indexOf('.');
    if (dot < 0) lines.push(docLine(tool), `declare function ${toolSignature(tool)};`);
    else {
      const group = tool.name.slice(0, dot);
      groups.set(group, [...(groups.get(group) ?? []), tool]);
    }
  }
  for (const [group, members] of groups) {
    lines.push(`declare const ${group}: {`);
    for (const tool of members) {
      const member = tool.name.slice(group.length + 1);
      lines.push(`  ${docLine(tool)}`, `  ${member}${parametersText(tool)};`);
    }
    lines.push('};');
  }
  return lines.join('\n');
}

function parametersText(tool: AnyTool): string {
  const input = schemaNode(tool.input, 'input');
  const required = new Set(input.required);
  const positional = new Set<string>(tool.positional);
  const parameters = tool.positional.map(
    (key) => `${key}${required.has(key) ? '' : '?'}: ${typeText(input.properties?.[key] ?? {})}`,
  );
  const rest = Object.entries(input.properties ?? {}).filter(([key]) => !positional.has(key));
  if (rest.length > 0) {
    const optional = rest.every(([key]) => !required.has(key));
    const fields = rest.map(
      ([key, node]) => `${key}${required.has(key) ? '' : '?'}: ${typeText(node)}`,
    );
    parameters.push(`options${optional ? '?' : ''}: { ${fields.join('; ')} }`);
  }
  return `(${parameters.join(', ')}): Promise<${typeText(schemaNode(tool.output, 'output'))}>`;
}

/** A line comment: an example may hold a glob, whose end of a block comment would have to be falsified. */
function docLine(tool: AnyTool): string {
  return `// ${`${tool.description} Example: ${tool.example}`.replaceAll(/\s+/g, ' ')}`;
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function acceptsNull(node: SchemaNode | undefined): boolean {
  if (node === undefined) return false;
  const union = node.anyOf ?? node.oneOf;
  if (union !== undefined) return union.some(acceptsNull);
  return node.type === undefined || [node.type].flat().includes('null');
}
