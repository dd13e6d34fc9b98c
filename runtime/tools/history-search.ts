// Tool history.search: what was said in earlier conversations.
import * as z from 'zod';
import type { RunEvent } from '../core/index.js';
import { throwIfAborted } from '../core/index.js';
import type { AnyTool, SessionManager } from '../ports/index.js';
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
  return [
    defineTool({
      name: 'history.search',
      description:
        'Finds turns of earlier conversations that hold all words of the query, newest first.',
      effect: 'memory',
      positional: ['query'],
      example: "const { turns } = await history.search('retry policy')",
      input: z.object({
        query: z.string().min(1),
        limit: z.number().int().min(1).max(50).default(10),
      }),
      output: z.object({ turns: z.array(turnSchema) }),
      async run({ query, limit }, { signal }) {
        const words = query
          .toLowerCase()
          .split(/\s+/)
          .filter((word) => word !== '');
        const turns: z.infer<typeof turnSchema>[] = [];
        for (const { sessionId } of (await sessions.list()).slice(0, MAX_SESSIONS)) {
          throwIfAborted(signal);
          const { events } = await sessions.load(sessionId);
          for (const turn of turnsOf(sessionId, events)) {
            const text = `${turn.user}\n${turn.assistant}`.toLowerCase();
            if (words.every((word) => text.includes(word))) turns.push(turn);
          }
          if (turns.length >= limit) break;
        }
        return { turns: turns.sort((a, b) => b.at - a.at).slice(0, limit) };
      },
      summarize: (_input, { turns }) => `${turns.length} turns`,
    }),
  ];
}

function turnsOf(sessionId: string, events: readonly RunEvent[]): z.infer<typeof turnSchema>[] {
  const turns = new Map<string, z.infer<typeof turnSchema>>();
  for (const event of events) {
    if (event.type === 'turn.started') {
      const { turnId, at, request } = event;
      turns.set(turnId, {
        sessionId,
        turnId,
        at,
        user: request.text.slice(0, EXCERPT_CHARS),
        assistant: '',
      });
    } else if (event.type === 'answer.completed') {
      const turn = turns.get(event.turnId);
      if (turn !== undefined) turn.assistant = event.text.slice(0, EXCERPT_CHARS);
    }
  }
  return [...turns.values()];
}
