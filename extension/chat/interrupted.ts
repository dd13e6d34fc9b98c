// Marks turns that never ended: the window was closed, reloaded or killed while they ran.
import { type RunEvent, type RunEventOf, ZERO_USAGE } from '../../runtime/core/index.js';

/**
 * The events with a `turn.ended` (`interrupted`) put after the last event of every turn that has none.
 * The record itself is left as it happened: this is derived at every reading, so doing it twice changes nothing.
 */
export function markInterrupted(events: readonly RunEvent[]): readonly RunEvent[] {
  const ended = new Set(
    events.filter((event) => event.type === 'turn.ended').map((event) => event.turnId),
  );
  const lastOf = new Map<string, number>();
  const startedAt = new Map<string, number>();
  events.forEach((event, index) => {
    if (event.type === 'turn.started') startedAt.set(event.turnId, event.at);
    if (startedAt.has(event.turnId)) lastOf.set(event.turnId, index);
  });
  return events.flatMap((event, index) =>
    lastOf.get(event.turnId) === index && !ended.has(event.turnId)
      ? [event, interruption(event, startedAt.get(event.turnId) ?? event.at)]
      : [event],
  );
}

function interruption(last: RunEvent, startedAt: number): RunEventOf<'turn.ended'> {
  return {
    type: 'turn.ended',
    at: last.at,
    turnId: last.turnId,
    stopReason: 'interrupted',
    usage: ZERO_USAGE,
    ms: Math.max(0, last.at - startedAt),
  };
}
