// Recorded runs that are asked again: as they were asked, or not at all.
import { expect, it } from 'vitest';
import { runExamples } from '../../../runtime/app/trials.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import { boundEvent } from '../../../runtime/traces/bound.js';
import type { TraceRecord } from '../../../runtime/traces/index.js';

const usage = { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0, modelCalls: 1, costUsd: 0 };
function turn(turnId: string, text: string, answer: string): readonly RunEvent[] {
  return [
    {
      type: 'turn.started',
      at: 1,
      turnId,
      request: {
        intent: 'ask',
        text: `About ${turnId}?`,
        attachments: [{ kind: 'selection', path: 'a.md', text }],
        effort: 'auto',
      },
      model: { id: 'p/m', label: 'M', offline: false },
    },
    { type: 'answer.completed', at: 2, turnId, text: answer, citations: [] },
    { type: 'turn.ended', at: 3, turnId, stopReason: 'answered', usage, ms: 1 },
  ];
}
const traced = (events: readonly RunEvent[]): TraceRecord => ({
  turnId: events[0]?.turnId ?? '',
  sessionId: 's',
  events: events.flatMap((event) => boundEvent(event, (text) => text) ?? []),
  dropped: 0,
});

it('a text that its trace has cut is taken from the conversation; without that, the run is left out', () => {
  const [whole, cut] = ['x'.repeat(50_000), 'y'.repeat(50_000)];
  const [a, b, c] = [turn('a', whole, 'A'), turn('b', cut, 'B'), turn('c', 'short', 'C')];
  const found = runExamples({ records: [a, b, c].map(traced), events: a }, () => true);
  expect(found.map(({ id, answer }) => [id, answer])).toEqual([
    ['a', 'A'],
    ['c', 'C'],
  ]);
  expect(found[0]?.request.attachments[0]?.text).toBe(whole);
  const long = turn('d', 'short', 'z'.repeat(50_000));
  expect(runExamples({ records: [traced(long)], events: [] }, () => true)).toEqual([]);
});
