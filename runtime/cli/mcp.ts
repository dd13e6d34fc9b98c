// `memfun mcp`: the tools, the memory and the agent itself for any client of the Model Context Protocol.
import * as z from 'zod';
import type { Memfun } from '../app/index.js';
import { citationSchema, MemfunError, systemClock } from '../core/index.js';
import { type McpSurface, type ServeOptions, serveMcp, serveMcpHttp } from '../mcp/index.js';
import { SkillCatalogue } from '../skills/index.js';
import { defineTool } from '../tools/index.js';
import { type CommandLine, UsageError } from './arguments.js';
import { type McpCommandContext, runServersCommand } from './mcp-servers.js';

/** Without words it serves until its client has gone, or with a port until it is stopped. @returns the exit code */
export async function runMcpCommand(
  line: CommandLine,
  context: McpCommandContext,
): Promise<number> {
  if (line.words.length > 0) return runServersCommand(line, context);
  const { memfun, signal, output } = context;
  const options: ServeOptions = {
    surface: surfaceOf(memfun, signal),
    onToolsChanged: (handler) => memfun.mcp?.onTools(handler) ?? { dispose: () => undefined },
    // Standard output belongs to the protocol.
    onError: (error) => process.stderr.write(`${error.message}\n`),
  };
  if (line.options.http === undefined) {
    await serveMcp(options, signal);
    return 0;
  }
  const port = portOf(line.options.http);
  const token = process.env['MEMFUN_MCP_TOKEN'];
  const serving = await serveMcpHttp({ ...options, port, token, clock: systemClock }, signal);
  output.write(`${JSON.stringify({ url: serving.url, token: serving.token })}\n`);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await serving.close();
  return 0;
}

/** @throws UsageError */
function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`"${text}" is no port.`, 'Give a number up to 65535; 0 takes any free one.');
}

function surfaceOf(memfun: Memfun, signal: AbortSignal): McpSurface {
  const desk = memfun.toolDesk([askTool(memfun)]);
  const skills = async () => new SkillCatalogue((await memfun.skills()).skills);
  return {
    tools: () => desk.tools(signal),
    call: (tool, input, { name, signal: callSignal, progress }) =>
      desk.call(tool, input, { caller: name, signal: callSignal, progress }),
    resources: async () => [
      {
        uri: 'memfun://memory',
        name: 'memory',
        description: 'What is remembered, one line each.',
        mimeType: 'text/markdown',
        read: () => memoryText(memfun),
      },
      {
        uri: 'memfun://agents',
        name: 'agents',
        description: 'The agents of this folder, each with what it is for.',
        mimeType: 'text/markdown',
        read: async () =>
          (await memfun.agents()).agents
            .map(({ name, description }) => `- ${name}: ${description}`)
            .join('\n'),
      },
    ],
    templates: [
      {
        template: 'memfun://file/{+path}',
        name: 'file',
        description: 'A text file of this folder, by its path in it.',
        mimeType: 'text/plain',
        async read({ path = '' }, { name, signal: callSignal }) {
          const site = { caller: name, signal: callSignal };
          const result = await desk.call('readFile', { path: decoded(path) }, site);
          if (!result.ok) throw new UnreadableFileError(result.error.message);
          return fileSchema.parse(result.value).text;
        },
      },
    ],
    prompts: async () => {
      const catalogue = await skills();
      return catalogue.list().map(({ name, description }) => ({
        name,
        description,
        arguments: [{ name: 'args', description: 'What to do it with, e.g. a file.' }],
        text: async ({ args = '' }) => (await catalogue.use(name, args)).content,
      }));
    },
  };
}

class UnreadableFileError extends MemfunError {
  readonly code = 'mcp.file';
}

const fileSchema = z.object({ text: z.string() });

/** A path may hold characters that an address cannot. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function memoryText({ memory }: Memfun): Promise<string> {
  const rows = (await memory.list()).map(
    ({ layer, category, content }) => `- [${layer}/${category}] ${content}`,
  );
  return rows.length === 0 ? 'Nothing is remembered yet.' : rows.join('\n');
}

/** A whole turn of the agent as one tool. */
function askTool(memfun: Memfun) {
  return defineTool({
    name: 'ask',
    description:
      'Asks the agent about the folder. It explores with its own tools in as many steps as it takes, and answers with the places that the answer rests on.',
    // In the mode auto it may change files, which it lists and can take back.
    effect: 'control',
    positional: ['question'],
    example: "await ask('how are failed deliveries retried?')",
    input: z.object({
      question: z.string().trim().min(1).max(20_000),
      session: z.string().optional().describe('of an earlier answer, to go on from there'),
    }),
    output: z.object({
      answer: z.string(),
      citations: z.array(citationSchema),
      session: z.string(),
      stopReason: z.string(),
    }),
    async run({ question, session }, { signal, progress }) {
      const sessionId = session ?? (await memfun.sessions.create(question.slice(0, 80))).sessionId;
      const { answer, citations, stopReason } = await memfun.runTurn({
        sessionId,
        request: { intent: 'ask', text: question, attachments: [], effort: 'auto' },
        signal,
        emit: (event) => {
          if (event.type === 'step.call' && event.state !== 'running') progress?.(event.summary);
        },
      });
      return { answer, citations: [...citations], session: sessionId, stopReason };
    },
  });
}
