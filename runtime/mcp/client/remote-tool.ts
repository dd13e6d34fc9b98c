// A tool of a server as one of ours: it runs like a command that is asked about, whatever the server says of it.
import type { CallToolResult, Tool } from '@modelcontextprotocol/client';
import type { AnyTool } from '../../ports/index.js';
import { defineTool } from '../../tools/index.js';
import type { CallOptions } from './connection-options.js';
import { plainLine } from './describe.js';
import { digestOf } from './digest.js';
import { McpCallError } from './errors.js';
import { readResult, resultSchema } from './result.js';
import { dataOf, inputOf, safeSchema } from './safe-schema.js';

export interface RemoteToolSource {
  /** As it is configured. */
  readonly server: string;
  /** As they are named in the REPL. */
  readonly names: { readonly server: string; readonly tool: string };
  readonly tool: Tool;
  readonly call: (input: Record<string, unknown>, options: CallOptions) => Promise<CallToolResult>;
}

/** What a person allows: all that a server says about a tool. Another word in it makes another digest. */
export function toolDigest({
  name,
  title,
  description,
  inputSchema,
  outputSchema,
  annotations,
}: Tool): string {
  return digestOf({ name, title, description, inputSchema, outputSchema, annotations });
}

/** The first words of the command by which a tool's calls are judged; it names the definition that was seen. */
export function toolCommand({ names, tool }: Pick<RemoteToolSource, 'names' | 'tool'>): string {
  return `mcp-tool ${names.server} ${names.tool}@${toolDigest(tool).slice(0, 12)}`;
}

/** Named `mcp.<server>.<tool>`. */
export function remoteTool(source: RemoteToolSource): AnyTool {
  const { server, names, tool, call } = source;
  const name = `mcp.${names.server}.${names.tool}`;
  const output = tool.outputSchema === undefined ? undefined : safeSchema(tool.outputSchema);
  return defineTool({
    name,
    description: `Of the server ${plainLine(server, 60)}, which describes it so: ${plainLine(tool.description ?? tool.title ?? tool.name)}`,
    // Whatever its annotations say: they are the server's own word.
    effect: 'execute',
    remote: true,
    positional: [],
    example: `const { text } = await ${name}({ … })`,
    input: inputOf(safeSchema(tool.inputSchema)),
    output: resultSchema(output === undefined ? undefined : dataOf(output)),
    command: (input) => `${toolCommand(source)} ${quoted(input)}`,
    run: async (input, { signal, progress: told }) => {
      const result = await call(input, {
        signal,
        onProgress: ({ progress, message }) => told?.(message ?? String(progress)),
      });
      const read = readResult(result);
      if (result.isError === true)
        throw new McpCallError(server, `The tool ${tool.name}`, read.text.slice(0, 2_000));
      return read;
    },
    summarize: (_input, { text }) => `${text.length} characters`,
  });
}

function quoted(input: unknown): string {
  return `'${JSON.stringify(input).replaceAll("'", String.raw`'\''`)}'`;
}
