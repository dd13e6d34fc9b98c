// A server with as many tools as it is told.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';

serveStdio(() => {
  const server = new McpServer({ name: 'many', version: '1.0.0' }, { capabilities: { tools: {} } });
  for (let at = 1; at <= Number(process.argv[2]); at++)
    server.registerTool(
      `invoice-${at}`,
      { description: `Makes invoice number ${at}.`, inputSchema: z.object({ id: z.string() }) },
      async ({ id }) => ({ content: [{ type: 'text', text: `invoice ${at} of ${id}` }] }),
    );
  return server;
});
