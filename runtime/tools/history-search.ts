// Tool history.search: what was said in earlier conversations.
import * as z from 'zod';
import type { AnyTool, SessionManager } from '../ports/index.js';
import { excerpt, SessionSearch } from '../storage/index.js';
import { defineTool } from './define.js';

const MAX_SESSIONS = 200;
const EXCERPT_CHARS = 600;

const turnSchema = z.object({
  sessionId: z.string(),
  turnId: z.string(),
  at: z.number(),
  user: z.string(),
  assistant: z.string(),
});

export function createHistoryTools({
  sessions,
}: {
  readonly sessions: SessionManager;
}): readonly AnyTool[] {
  const search = new SessionSearch(sessions);
  return [
    defineTool({
      name: 'history.search',
      description:
        'Finds turns of earlier conversations that hold all words of the query, newest first, as excerpts.',
      effect: 'memory',
      positional: ['query'],
      example: "const { turns } = await history.search('retry policy')",
      input: z.object({
        query: z.string().trim().min(1),
        limit: z.number().int().min(1).max(50).default(10),
      }),
      output: z.object({ turns: z.array(turnSchema) }),
      async run({ query, limit }, { signal }) {
        const words = query.toLowerCase().split(/\s+/);
        const hits = await search.find(query, { limit: MAX_SESSIONS, signal });
        const turns = hits.flatMap(({ info, turns: said }) =>
          said.map(({ turnId, at, user, assistant }) => ({
            sessionId: info.sessionId,
            turnId,
            at,
            user: excerpt(user, words, EXCERPT_CHARS),
            assistant: excerpt(assistant, words, EXCERPT_CHARS),
          })),
        );
        return { turns: turns.sort((a, b) => b.at - a.at).slice(0, limit) };
      },
      summarize: (_input, { turns }) => `${turns.length} turns`,
    }),
  ];
}
