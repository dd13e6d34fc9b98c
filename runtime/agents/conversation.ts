// The earlier turns of a session as question and answer.
import type { RunEvent } from '../core/index.js';
import type { SessionManager } from '../ports/index.js';

export interface Exchange {
  readonly user: string;
  readonly assistant: string;
}

/** Turns and characters that a prompt or a variable is given of a conversation. */
const LIMIT = { turns: 20, chars: 24_000 } as const;

/** What servers say of themselves is shown to people there; a model is not told it as something that was said. */
const ABOUT_SERVERS = /^\s*\/mcp\b/;

/** Finished exchanges that were not taken back, oldest first; the newest that fit the limits. A session that cannot be read is empty. */
export async function conversationOf(
  sessions: SessionManager,
  sessionId: string,
): Promise<readonly Exchange[]> {
  const { events } = await sessions.load(sessionId);
  return newest(exchanges(events));
}

function exchanges(events: readonly RunEvent[]): readonly Exchange[] {
  const asked = new Map<string, string>();
  const answered = new Map<string, string>();
  const withdrawn = new Set<string>();
  for (const event of events) {
    if (event.type === 'turn.started') asked.set(event.turnId, event.request.text);
    if (event.type === 'answer.completed') answered.set(event.turnId, event.text);
    if (event.type === 'turns.withdrawn') {
      for (const turnId of event.turnIds)
        if (event.withdrawn) withdrawn.add(turnId);
        else withdrawn.delete(turnId);
    }
  }
  return [...asked].flatMap(([turnId, user]) => {
    const assistant = answered.get(turnId);
    const left = withdrawn.has(turnId) || ABOUT_SERVERS.test(user);
    return assistant === undefined || left ? [] : [{ user, assistant }];
  });
}

function newest(all: readonly Exchange[]): readonly Exchange[] {
  const kept: Exchange[] = [];
  let chars = 0;
  for (const exchange of [...all].reverse().slice(0, LIMIT.turns)) {
    chars += exchange.user.length + exchange.assistant.length;
    if (chars > LIMIT.chars) break;
    kept.unshift(exchange);
  }
  return kept;
}
