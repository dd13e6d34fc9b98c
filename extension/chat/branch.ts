// The part of a conversation that a branch begins with.
import type { RunEvent } from '../../runtime/core/index.js';

/** The turns up to the named one with all their events; `undefined` when it is not there. */
export function copyUpTo(
  events: readonly RunEvent[],
  turnId: string,
): { readonly turnIds: readonly string[]; readonly events: readonly RunEvent[] } | undefined {
  const turns = events.flatMap((event) => (event.type === 'turn.started' ? [event.turnId] : []));
  const at = turns.indexOf(turnId);
  if (at === -1) return undefined;
  const turnIds = turns.slice(0, at + 1);
  const kept = new Set(turnIds);
  // What waits belongs to the conversation that it was written in.
  const copied = events.filter((event) => kept.has(event.turnId) && event.type !== 'queue.changed');
  return { turnIds, events: copied };
}
