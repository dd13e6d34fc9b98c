// Tool history.search: what was said in earlier conversations.
import * as z from 'zod';
import type { RunEvent } from '../core/index.js';
import { throwIfAborted } from '../core/index.js';
import type { AnyTool, SessionManager } from '../ports/index.js';
import { SessionMissingError } from '../ports/index.js';
import { defineTool } from './define.js';

const MAX_SESSIONS = 200;
const EXCERPT_CHARS = 600;
/** Characters of an excerpt that stand before the first word found. */
const LEAD_CHARS = 200;

const turnSchema = z.object({
  sessionId: z.string(),
  turnId: z.string(),
  at: z.number(),
  user: z.string(),
  assistant: z.string(),
});
type Turn = z.infer<typeof turnSchema>;

export function createHistoryTools({
  sessions,
}: {
  readonly sessions: SessionManager;
}): readonly AnyTool[] {
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
        const turns: Turn[] = [];
        for (const { sessionId } of (await sessions.list()).slice(0, MAX_SESSIONS)) {
          throwIfAborted(signal);
          for (const turn of turnsOf(sessionId, await eventsOf(sessions, sessionId))) {
            const text = `${turn.user}\n${turn.assistant}`.toLowerCase();
            if (words.every((word) => text.includes(word))) turns.push(excerpts(turn, words));
          }
          if (turns.length >= limit) break;
        }
        return { turns: turns.sort((a, b) => b.at - a.at).slice(0, limit) };
      },
      summarize: (_input, { turns }) => `${turns.length} turns`,
    }),
  ];
}

/** A conversation that was deleted since it was listed has no events. */
async function eventsOf(sessions: SessionManager, id: string): Promise<readonly RunEvent[]> {
  try {
    return (await sessions.load(id)).events;
  } catch (error) {
    if (error instanceof SessionMissingError) return [];
    throw error;
  }
}

function turnsOf(sessionId: string, events: readonly RunEvent[]): readonly Turn[] {
  const turns = new Map<string, Turn>();
  for (const event of events) {
    if (event.type === 'turn.started') {
      const { turnId, at, request } = event;
      turns.set(turnId, { sessionId, turnId, at, user: request.text, assistant: '' });
    } else if (event.type === 'answer.completed') {
      const turn = turns.get(event.turnId);
      if (turn !== undefined) turn.assistant = event.text;
    }
  }
  return [...turns.values()];
}

function excerpts(turn: Turn, words: readonly string[]): Turn {
  return {
    ...turn,
    user: excerpt(turn.user, words),
    assistant: excerpt(turn.assistant, words),
  };
}

/** The text from shortly before the first of the words that it holds; from its start when it holds none. */
function excerpt(text: string, words: readonly string[]): string {
  if (text.length <= EXCERPT_CHARS) return text;
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  const first = places.length === 0 ? 0 : Math.min(...places);
  const start = Math.max(0, Math.min(first - LEAD_CHARS, text.length - EXCERPT_CHARS + 2));
  const end = start + EXCERPT_CHARS - 2;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}
