// A server of the second generation of the SDK, over standard input and output: it speaks both revisions.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';
import { addSurface } from './surface.mjs';

process.stderr.write(`started with ${process.env.PEER_TOKEN ?? 'no token'}\n`);
serveStdio(() => {
  const server = new McpServer(
    { name: 'new-peer', version: '1.0.0' },
    {
      capabilities: { tools: { listChanged: true }, resources: {}, prompts: {}, logging: {} },
      instructions: 'Ask me.',
    },
  );
  addSurface(server, {
    promptArgs: (shape) => z.object(shape),
    progress: async (context, done, total) => {
      const token = context.mcpReq._meta?.progressToken;
      if (token === undefined) return;
      await context.mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken: token, progress: done, total },
      });
    },
  });
  return server;
});
