// The events of a conversation as readers get them: streamed pieces folded, turns that were cut off ended.
import type { RunEvent, RunEventOf } from '../../core/index.js';
import { addUsage, ZERO_USAGE } from '../../core/index.js';

/**
 * Leaves out the streamed pieces of completed answers, joins those of unfinished ones, and ends every turn
 * without an end as `interrupted`, except the `running` ones. Derived at every reading: the log itself stays
 * as it happened.
 */
export function foldEvents(
  events: readonly RunEvent[],
  running: ReadonlySet<string>,
): readonly RunEvent[] {
  return endInterrupted(foldDeltas(events), running);
}

function foldDeltas(events: readonly RunEvent[]): readonly RunEvent[] {
  /** By turn: what was streamed since the last reset or completed answer, and where its last piece stands. */
  const partial = new Map<string, { text: string; last: number }>();
  events.forEach((event, index) => {
    if (event.type === 'answer.reset' || event.type === 'answer.completed') {
      partial.delete(event.turnId);
    } else if (event.type === 'answer.delta') {
      const text = (partial.get(event.turnId)?.text ?? '') + event.text;
      partial.set(event.turnId, { text, last: index });
    }
  });
  return events.flatMap((event, index): readonly RunEvent[] => {
    if (event.type === 'answer.reset') return [];
    if (event.type !== 'answer.delta') return [event];
    const kept = partial.get(event.turnId);
    return kept?.last === index ? [{ ...event, text: kept.text }] : [];
  });
}

function endInterrupted(
  events: readonly RunEvent[],
  running: ReadonlySet<string>,
): readonly RunEvent[] {
  const open = new Map<string, RunEvent[]>();
  for (const event of events) {
    if (event.type === 'turn.started') open.set(event.turnId, [event]);
    else if (event.type === 'turn.ended') open.delete(event.turnId);
    else open.get(event.turnId)?.push(event);
  }
  const ends = new Map<RunEvent, RunEvent>();
  for (const [turnId, seen] of open) {
    const last = seen.at(-1);
    if (last !== undefined && !running.has(turnId)) ends.set(last, interruption(seen, last));
  }
  return events.flatMap((event) => {
    const end = ends.get(event);
    return end === undefined ? [event] : [event, end];
  });
}

function interruption(seen: readonly RunEvent[], last: RunEvent): RunEventOf<'turn.ended'> {
  return {
    type: 'turn.ended',
    at: last.at,
    turnId: last.turnId,
    stopReason: 'interrupted',
    usage: seen.reduce(
      (sum, event) => (event.type === 'model.called' ? addUsage(sum, event.usage) : sum),
      ZERO_USAGE,
    ),
    ms: Math.max(0, last.at - (seen[0]?.at ?? last.at)),
  };
}
