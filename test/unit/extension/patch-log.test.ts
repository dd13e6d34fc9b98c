// Numbered events: no gaps, no lost text, and any reader can catch up from anywhere.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { markInterrupted } from '../../../extension/chat/interrupted.js';
import { PatchLog } from '../../../extension/chat/patch-log.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import { delta, ended, started } from './scripted-memfun.js';

const textOf = (events: readonly RunEvent[]): string =>
  events.map((event) => (event.type === 'answer.delta' ? event.text : '|')).join('');

const anyEvent = fc.oneof(
  fc.string().map((text) => delta('trn_1', text)),
  fc.constant(started('trn_2')),
);

it('loses and reorders nothing, however often it is flushed', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyEvent, fc.boolean())), (steps) => {
      const log = new PatchLog('e1');
      const sent = steps.flatMap(([event, flush]) => {
        log.add(event);
        return flush ? log.flush() : [];
      });
      const all = [...sent, ...log.flush()];
      expect(all.map(({ seq }) => seq)).toEqual(all.map((_, i) => i + 1));
      expect(textOf(all.map(({ event }) => event))).toBe(textOf(steps.map(([event]) => event)));
      expect(log.since(undefined, 1)).toEqual(all);
    }),
  );
});

it('a reader that has any prefix gets exactly the rest', () => {
  const log = new PatchLog('e1', [started('trn_1'), delta('trn_1', 'a'), ended('trn_1')]);
  for (let has = 0; has <= 3; has++) {
    const rest = log.since('e1', has + 1).map(({ seq }) => seq);
    expect(rest).toEqual([1, 2, 3].slice(has));
  }
});

it('marks every turn that never ended, once, and leaves the others alone', () => {
  const turn = fc.tuple(fc.nat(3), fc.boolean());
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 6 }), (turns) => {
      const events = turns.flatMap(([deltas, isEnded], i) => [
        started(`trn_${i}`),
        ...Array.from({ length: deltas }, () => delta(`trn_${i}`, 'x')),
        ...(isEnded ? [ended(`trn_${i}`)] : []),
      ]);
      const marked = markInterrupted(events);
      const ends = marked.filter((event) => event.type === 'turn.ended');
      expect(ends.map((event) => event.stopReason)).toEqual(
        turns.map(([, isEnded]) => (isEnded ? 'answered' : 'interrupted')),
      );
      expect(markInterrupted(marked)).toEqual(marked);
      expect(marked.filter((event) => events.includes(event))).toEqual(events);
    }),
  );
});
