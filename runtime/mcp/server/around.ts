// What clients need around tools: completions of arguments, and word of resources that change.
import type { Server } from '@modelcontextprotocol/server';
import type { McpSurface } from './surface.js';

/** The most that the protocol takes. */
const MAX_COMPLETIONS = 100;
/** Of one client. */
const MAX_WATCHED = 200;

export function serveCompletions(server: Server, surface: McpSurface): void {
  server.setRequestHandler('completion/complete', async ({ params: { ref, argument } }) => {
    const prompt =
      ref.type === 'ref/prompt'
        ? (await surface.prompts()).find(({ name }) => name === ref.name)
        : undefined;
    const found = (await prompt?.complete?.(argument.name, argument.value)) ?? [];
    const values = found.slice(0, MAX_COMPLETIONS);
    return {
      completion: { values, total: found.length, hasMore: found.length > values.length },
    };
  });
}

/** @returns the addresses that its client watches */
export function serveSubscriptions(server: Server): Set<string> {
  const uris = new Set<string>();
  server.setRequestHandler('resources/subscribe', ({ params: { uri } }) => {
    if (uris.size < MAX_WATCHED) uris.add(uri);
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', ({ params: { uri } }) => {
    uris.delete(uri);
    return {};
  });
  return uris;
}
