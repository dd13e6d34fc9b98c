// A server that asks the person in the middle of a call, in whichever revision it is called.
import {
  acceptedContent,
  inputRequired,
  inputResponse,
  McpServer,
} from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';

serveStdio(() => {
  const server = new McpServer({ name: 'asks', version: '1.0.0' }, { capabilities: { tools: {} } });
  const text = (value) => ({ content: [{ type: 'text', text: JSON.stringify(value) }] });
  server.registerTool(
    'ask-form',
    { inputSchema: z.object({ message: z.string(), schema: z.any() }) },
    async ({ message, schema }, { mcpReq }) => {
      const view = inputResponse(mcpReq.inputResponses, 'form');
      if (view.kind === 'missing')
        return inputRequired({
          inputRequests: {
            form: inputRequired.elicit({ mode: 'form', message, requestedSchema: schema }),
          },
        });
      const content = acceptedContent(mcpReq.inputResponses, 'form');
      return text({ action: view.action, ...(content === undefined ? {} : { content }) });
    },
  );
  server.registerTool(
    'ask-page',
    { inputSchema: z.object({ url: z.string() }) },
    async ({ url }, { mcpReq }) => {
      const view = inputResponse(mcpReq.inputResponses, 'page');
      if (view.kind === 'missing')
        return inputRequired({
          inputRequests: { page: inputRequired.elicitUrl({ message: 'Pay here.', url }) },
        });
      return text({ action: view.action });
    },
  );
  return server;
});
