// What both peer servers offer, whichever generation of the SDK serves it: one of everything that a client must know.
import { spawn } from 'node:child_process';
import * as z from 'zod';

/** @param server an McpServer of either generation; what differs between them is given */
export function addSurface(server, { progress, promptArgs }) {
  server.registerTool(
    'get-sum',
    {
      description: 'Adds two numbers.',
      inputSchema: z.object({ a: z.number(), b: z.number() }),
      outputSchema: z.object({ sum: z.number() }),
      annotations: { readOnlyHint: true },
    },
    async ({ a, b }) => ({
      content: [{ type: 'text', text: String(a + b) }],
      structuredContent: { sum: a + b },
    }),
  );
  server.registerTool(
    'look',
    { description: 'Content of every kind.', inputSchema: z.object({}) },
    async () => ({
      content: [
        { type: 'text', text: 'first' },
        { type: 'image', mimeType: 'image/png', data: 'iVBORw0KGgo=' },
        { type: 'resource', resource: { uri: 'note://1', mimeType: 'text/plain', text: 'inside' } },
        { type: 'resource_link', uri: 'note://2', name: 'two' },
      ],
    }),
  );
  server.registerTool(
    'fail',
    { description: 'Fails.', inputSchema: z.object({ why: z.string() }) },
    async ({ why }) => ({ isError: true, content: [{ type: 'text', text: why }] }),
  );
  server.registerTool(
    'environment',
    { description: 'The environment of the server.', inputSchema: z.object({}) },
    async () => ({ content: [{ type: 'text', text: JSON.stringify(process.env) }] }),
  );
  server.registerTool(
    'slow',
    { description: 'Takes its time.', inputSchema: z.object({ steps: z.number() }) },
    async ({ steps }, context) => {
      for (let step = 1; step <= steps; step++) {
        await progress(context, step, steps);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return { content: [{ type: 'text', text: 'done' }] };
    },
  );
  server.registerTool(
    'die',
    { description: 'Ends the server.', inputSchema: z.object({}) },
    async () => process.exit(7),
  );
  server.registerTool(
    'start-child',
    { description: 'Starts a program that nobody ends.', inputSchema: z.object({}) },
    async () => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
        detached: true,
        stdio: 'ignore',
      });
      child.unref();
      return { content: [{ type: 'text', text: String(child.pid) }] };
    },
  );
  server.registerTool(
    'learn',
    { description: 'Brings one more tool.', inputSchema: z.object({}) },
    async () => {
      server.registerTool(
        'learned',
        { description: 'Was not here before.', inputSchema: z.object({}) },
        async () => ({ content: [{ type: 'text', text: 'new' }] }),
      );
      return { content: [{ type: 'text', text: 'ok' }] };
    },
  );
  server.registerResource('note', 'note://1', { mimeType: 'text/plain' }, async (uri) => ({
    contents: [{ uri: uri.href, text: 'a note' }],
  }));
  server.registerPrompt(
    'greet',
    { description: 'Greets.', argsSchema: promptArgs({ name: z.string() }) },
    ({ name }) => ({
      messages: [{ role: 'user', content: { type: 'text', text: `Say hello to ${name}.` } }],
    }),
  );
}
