// Numbered events: no gaps, no lost text, and any reader can catch up from anywhere.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  applyPatches,
  beginAt,
  type ChatState,
  EMPTY_CHAT,
  foldTurns,
} from '../../../extension/bridge/index.js';
import { PatchLog } from '../../../extension/chat/patch-log.js';
import { type RunEvent, ZERO_USAGE } from '../../../runtime/core/index.js';
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
      expect(log.since(undefined, 1)).toEqual({ fromSeq: 1, patches: all });
    }),
  );
});

it('a reader that has any prefix gets exactly the rest', () => {
  const log = new PatchLog('e1', [started('trn_1'), delta('trn_1', 'a'), ended('trn_1')]);
  for (let has = 0; has <= 3; has++) {
    const rest = log.since('e1', has + 1).patches.map(({ seq }) => seq);
    expect(rest).toEqual([1, 2, 3].slice(has));
  }
});

/** Some turns, each with a call that cost something, in which later ones take back or replace earlier ones. */
const conversation = fc
  .array(fc.record({ text: fc.string(), says: fc.constantFrom('', 'withdraws', 'replaces') }), {
    minLength: 41,
    maxLength: 90,
  })
  .map((turns) =>
    turns.flatMap(({ text, says }, i): readonly RunEvent[] => {
      const turnId = `trn_${i}`;
      const base = { at: 1, turnId };
      const turnIds = [`trn_${Math.floor(i / 3)}`, `trn_${Math.floor(i / 2)}`];
      return [
        started(turnId),
        called(turnId, i),
        delta(turnId, text),
        ended(turnId),
        ...(says === 'withdraws'
          ? [{ ...base, type: 'turns.withdrawn' as const, turnIds, withdrawn: true, files: [] }]
          : []),
        ...(says === 'replaces' ? [{ ...base, type: 'turns.replaced' as const, turnIds }] : []),
      ];
    }),
  );

const called = (turnId: string, tokens: number): RunEvent => ({
  at: 1,
  turnId,
  type: 'model.called',
  role: 'root',
  signature: 'answer',
  model: 'm',
  usage: { ...ZERO_USAGE, inputTokens: tokens, costUsd: 1 },
  ms: 1,
  ok: true,
});

const opened = (log: PatchLog): ChatState => {
  const { fromSeq, patches, earlier } = log.since(undefined, 1);
  const start = earlier === undefined ? EMPTY_CHAT : beginAt('e1', fromSeq, earlier);
  return applyPatches(start, 'e1', patches);
};

it('a new reader gets the last turns, and the earlier ones as they are when it asks', () => {
  fc.assert(
    fc.property(conversation, fc.nat(), (events, at) => {
      const log = new PatchLog('e1', events);
      const state = opened(log);
      const whole = foldTurns(events);
      expect(state.turns).toEqual(whole.slice(-40));
      expect(state.first).toBe(whole.length - 40);
      expect(state.earlier.usd).toBe(state.first);
      expect(state.earlier.contextTokens).toBe(state.first - 1);
      const from = at % state.first;
      expect(foldTurns(log.turns(from, from + 20))).toEqual(whole.slice(from, from + 20));
    }),
    { numRuns: 30 },
  );
});

it('turns that were copied from another conversation have cost that one, also those before the last turns', () => {
  const turnIds = Array.from({ length: 60 }, (_, i) => `trn_${i}`);
  const log = new PatchLog('e1', [
    ...turnIds.flatMap((turnId) => [started(turnId), called(turnId, 5), ended(turnId)]),
    { at: 1, turnId: 'trn_59', type: 'conversation.branched', fromSessionId: 'ses_1', turnIds },
  ]);
  expect(opened(log).earlier).toEqual({ tokens: 0, usd: 0, contextTokens: 5 });
});

it('opens a conversation of more events than a call can take arguments', () => {
  const many = Array.from({ length: 200_000 }, () => started('trn_1'));
  expect(new PatchLog('e1', many).lastSeq).toBe(many.length);
});

it('a page that is open for long lets go of its first turns, and can ask for them', () => {
  const log = new PatchLog('e1');
  let state = EMPTY_CHAT;
  for (let i = 0; i < 400; i++) {
    for (const event of [started(`trn_${i}`), called(`trn_${i}`, i), ended(`trn_${i}`)]) {
      log.add(event);
    }
    state = applyPatches(state, 'e1', log.flush());
    expect(state.turns.length).toBeLessThanOrEqual(80);
    expect(state.first + state.turns.length).toBe(i + 1);
    expect(state.earlier.usd).toBe(state.first);
  }
  expect(foldTurns(log.turns(0, 1))[0]?.turnId).toBe('trn_0');
  const before = state.earlierChanges;
  log.add({ at: 1, turnId: 'trn_399', type: 'turns.replaced', turnIds: ['trn_3'] });
  expect(applyPatches(state, 'e1', log.flush()).earlierChanges).toBe(before + 1);
  expect(foldTurns(log.turns(3, 4))[0]?.replaced).toBe(true);
});

it('an output that nobody can read does not go to a page as it is', () => {
  const observation = `first${'x'.repeat(8 * 2 ** 20)}last`;
  const log = new PatchLog('e1', [
    started('trn_1'),
    { at: 1, turnId: 'trn_1', type: 'step.started', stepId: 's', depth: 0, index: 0, title: 't' },
    {
      at: 1,
      turnId: 'trn_1',
      type: 'step.ended',
      stepId: 's',
      ok: true,
      ms: 1,
      observation,
      variables: [],
    },
  ]);
  const shown = opened(log).turns[0]?.steps[0]?.observation ?? '';
  expect(shown.length).toBeLessThan(50_000);
  expect(shown).toMatch(/^first.*last$/s);
});
