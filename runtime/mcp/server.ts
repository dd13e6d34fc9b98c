// Memfun as a server of the Model Context Protocol, over standard input and output, in both of its generations.
import { type Json, jsonSchema } from '../core/index.js';
import type { AnyTool, HostResult } from '../ports/index.js';
import { toMcpResult, toMcpTool } from './face.js';

export interface McpServerOptions {
  readonly version: string;
  readonly tools: readonly AnyTool[];
  /** One call through the gate. Never rejects. */
  readonly call: (tool: string, input: Json, signal: AbortSignal) => Promise<HostResult>;
  /** What is remembered, readable as a whole. */
  readonly memoryText: () => Promise<string>;
  readonly onError: (error: Error) => void;
}

const INSTRUCTIONS =
  'Memfun answers about one folder of code and remembers across conversations. Use memory_search before you ask the user what they prefer, memory_store for what they tell you, search and outline to find code, and ask for a question that takes several steps: it explores by itself and cites its places.';

/** Serves until standard input ends or the signal fires. */
export async function serveMcp(options: McpServerOptions, signal: AbortSignal): Promise<void> {
  const { McpServer, serveStdio } = await import('./server-sdk.chunk.js');
  const { tools, call, version, memoryText, onError } = options;
  const faces = tools.map((tool) => ({ tool, face: toMcpTool(tool) }));

  function createServer() {
    const server = new McpServer(
      { name: 'memfun', version },
      { capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS },
    );
    for (const { tool, face } of faces) {
      const { name, description, inputSchema, outputSchema, annotations } = face;
      server.registerTool(
        name,
        {
          description,
          inputSchema,
          annotations: { ...annotations },
          ...(outputSchema === undefined ? {} : { outputSchema }),
        },
        async (input, context) =>
          toMcpResult(
            await call(
              tool.name,
              jsonSchema.parse(input),
              AbortSignal.any([signal, context.mcpReq.signal]),
            ),
            outputSchema !== undefined,
          ),
      );
    }
    server.registerResource(
      'memory',
      'memfun://memory',
      { title: 'What Memfun remembers', mimeType: 'text/markdown' },
      async (uri) => ({ contents: [{ uri: uri.href, text: await memoryText() }] }),
    );
    return server;
  }

  const serving = serveStdio(createServer, { onerror: onError });
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
  });
  await serving.close();
}
