// Numbered events: no gaps, no lost text, and any reader can catch up from anywhere.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
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
