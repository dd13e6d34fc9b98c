// `memfun mcp`: serves tools, memory and the agent itself to any client of the Model Context Protocol.
import { systemClock } from '../core/index.js';
import { type ServeOptions, serveMcp, serveMcpHttp } from '../mcp/index.js';
import { type CommandLine, UsageError } from './arguments.js';
import { type McpCommandContext, runServersCommand } from './mcp-servers.js';
import { surfaceOf } from './mcp-surface.js';
import { serveMetrics } from './metrics-server.js';

/** Without words it serves until its client has gone, or with a port until it is stopped. @returns the exit code */
export async function runMcpCommand(
  line: CommandLine,
  context: McpCommandContext,
): Promise<number> {
  if (line.words.length > 0) return runServersCommand(line, context);
  const { memfun, signal } = context;
  const options: ServeOptions = {
    surface: surfaceOf(memfun, signal),
    onToolsChanged: (handler) => memfun.mcp?.onTools(handler) ?? { dispose: () => undefined },
    onResourceChanged: (handler) => memfun.memory.onChange(() => handler('memfun://memory')),
    // Standard output belongs to the protocol.
    onError: (error) => process.stderr.write(`${error.message}\n`),
  };
  const metrics =
    line.options.metrics === undefined
      ? undefined
      : await serveMetrics(line.options.metrics, memfun.memory);
  if (metrics !== undefined)
    process.stderr.write(`Metrics: http://127.0.0.1:${metrics.port}/metrics\n`);
  try {
    await serveUntilOver(line, options, context);
  } finally {
    await metrics?.close();
  }
  return 0;
}

async function serveUntilOver(
  line: CommandLine,
  options: ServeOptions,
  { signal, output }: McpCommandContext,
): Promise<void> {
  if (line.options.http === undefined) {
    await serveMcp(options, signal);
    return;
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
}

/** @throws UsageError */
function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`"${text}" is no port.`, 'Give a number up to 65535; 0 takes any free one.');
}
