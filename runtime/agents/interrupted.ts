// Turns that a reload or crash cut off: they get their missing end, so that every reader sees it.
import type { Clock, RunEvent } from '../core/index.js';
import { addUsage, ZERO_USAGE } from '../core/index.js';
import type { SessionManager } from '../ports/index.js';

/**
 * Ends every unfinished turn of a session as `interrupted`. To be called when a session is opened, while none
 * of its turns is running.
 * @returns the ids of the turns that were cut off
 */
export async function endInterruptedTurns(
  sessions: SessionManager,
  sessionId: string,
  clock: Clock,
): Promise<readonly string[]> {
  const { events } = await sessions.load(sessionId);
  const open = unfinished(events);
  for (const [turnId, seen] of open) {
    const last = seen.at(-1)?.at ?? clock.now();
    await sessions.append(sessionId, {
      type: 'turn.ended',
      at: clock.now(),
      turnId,
      stopReason: 'interrupted',
      usage: seen.reduce(
        (sum, event) => (event.type === 'model.called' ? addUsage(sum, event.usage) : sum),
        ZERO_USAGE,
      ),
      ms: last - (seen[0]?.at ?? last),
    });
  }
  return [...open.keys()];
}

function unfinished(events: readonly RunEvent[]): ReadonlyMap<string, readonly RunEvent[]> {
  const open = new Map<string, RunEvent[]>();
  for (const event of events) {
    if (event.type === 'turn.started') open.set(event.turnId, [event]);
    else if (event.type === 'turn.ended') open.delete(event.turnId);
    else open.get(event.turnId)?.push(event);
  }
  return open;
}
