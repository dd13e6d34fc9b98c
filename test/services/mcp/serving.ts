// Our server over HTTP, with what a test gives it to serve.
import { onTestFinished } from 'vitest';
import { systemClock } from '../../../runtime/core/index.js';
import { type McpSurface, serveMcpHttp } from '../../../runtime/mcp/index.js';

/** Closed when the test is over. @param surface nothing is served beside it */
export async function serving(surface: Partial<McpSurface>): ReturnType<typeof serveMcpHttp> {
  const http = await serveMcpHttp(
    {
      surface: {
        tools: async () => [],
        call: async () => ({ ok: true, value: null }),
        resources: async () => [],
        templates: [],
        prompts: async () => [],
        ...surface,
      },
      onToolsChanged: () => ({ dispose: () => undefined }),
      onError: () => undefined,
      port: 0,
      clock: systemClock,
    },
    new AbortController().signal,
  );
  onTestFinished(() => http.close());
  return http;
}
