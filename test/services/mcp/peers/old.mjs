// A server of the first generation of the SDK: over standard input and output, or with a port over HTTP (`http`, `sse`).
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { addSurface } from './surface.mjs';

function create() {
  const server = new McpServer(
    { name: 'old-peer', version: '1.0.0' },
    { capabilities: { tools: { listChanged: true }, logging: {} }, instructions: 'Ask me.' },
  );
  addSurface(server, {
    promptArgs: (shape) => shape,
    progress: async ({ _meta, sendNotification }, done, total) => {
      if (_meta?.progressToken === undefined) return;
      await sendNotification({
        method: 'notifications/progress',
        params: { progressToken: _meta.progressToken, progress: done, total },
      });
    },
  });
  return server;
}

const [way = 'stdio'] = process.argv.slice(2);
if (way === 'stdio') await create().connect(new StdioServerTransport());
else {
  const sessions = new Map();
  const http = createServer((request, response) => void answer(request, response));
  const answer = async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    if (way === 'sse') {
      if (request.method === 'GET' && pathname === '/mcp') {
        const transport = new SSEServerTransport('/messages', response);
        sessions.set(transport.sessionId, transport);
        await create().connect(transport);
      } else if (pathname === '/messages')
        await sessions.get(searchParams.get('sessionId'))?.handlePostMessage(request, response);
      else response.writeHead(404).end();
      return;
    }
    const known = sessions.get(request.headers['mcp-session-id']);
    const transport =
      known ??
      new StreamableHTTPServerTransport({
        sessionIdGenerator: () => randomUUID(),
        onsessioninitialized: (id) => sessions.set(id, transport),
      });
    if (known === undefined) await create().connect(transport);
    await transport.handleRequest(request, response);
  };
  http.listen(0, '127.0.0.1', () => process.stdout.write(`${http.address().port}\n`));
}
