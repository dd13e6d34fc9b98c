// Compressing a conversation: at half of the window, the oldest first, never what is pinned, no code in the summary.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Budget, DEFAULT_LIMITS } from '../../../runtime/core/index.js';
import {
  boundSummary,
  compressTurns,
  type HistoryTurn,
  historyTokens,
  planCompression,
  summaryText,
  tokensOf,
} from '../../../runtime/memory/index.js';
import { historyCompress } from '../../../runtime/models/index.js';
import { historyCompressRule } from '../../../runtime/models/offline/rules/history-compress.js';
import { ScriptedPredictor } from '../rlm/scripted.js';

const turnOf = (index: number, change: Partial<HistoryTurn> = {}): HistoryTurn => ({
  turnId: `trn_${index}`,
  user: `Question ${index}: how does part ${index} work?`,
  assistant: `Part ${index} reads its input. ${'More about it. '.repeat(60)}`,
  pinned: false,
  restored: false,
  ...change,
});
const turns = (count: number): HistoryTurn[] =>
  Array.from({ length: count }, (_, index) => turnOf(index));
const NONE = { covered: new Set<string>(), summaryTokens: 0 };

describe('which turns are compressed', () => {
  const all = turns(20);
  const total = historyTokens(all, NONE);

  test('none while the conversation is at most half of the window', () => {
    expect(planCompression(all, { ...NONE, window: total * 2, asked: false })).toEqual([]);
  });

  test('beyond that the oldest, until a quarter of the window is left', () => {
    const window = total * 2 - 2;
    const chosen = planCompression(all, { ...NONE, window, asked: false });
    expect(chosen).toEqual(all.slice(0, chosen.length));
    const left = historyTokens(all.slice(chosen.length), NONE);
    expect(left).toBeLessThanOrEqual(window / 4);
    expect(left + tokensOf(turnOf(0))).toBeGreaterThan(window / 4);
  });

  test('property: pinned, given back and newest turns never, without being asked', () => {
    const turn = fc.record({
      chars: fc.integer({ min: 0, max: 20_000 }),
      pinned: fc.boolean(),
      restored: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(turn, { maxLength: 30 }),
        fc.integer({ min: 100, max: 100_000 }),
        (given, window) => {
          const history = given.map(({ chars, ...marks }, index) =>
            turnOf(index, { ...marks, assistant: 'x'.repeat(chars) }),
          );
          const chosen = planCompression(history, { ...NONE, window, asked: false });
          expect(chosen.every(({ pinned, restored }) => !pinned && !restored)).toBe(true);
          const newest = history.slice(-4).map(({ turnId }) => turnId);
          expect(chosen.some(({ turnId }) => newest.includes(turnId))).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('when it is asked for, a small conversation too, but the last two turns and what is pinned', () => {
    const some = turns(5).map((turn, index) => ({
      ...turn,
      pinned: index === 1,
      restored: index === 0,
    }));
    const chosen = planCompression(some, { ...NONE, window: 1_000_000, asked: true });
    expect(chosen.map(({ turnId }) => turnId)).toEqual(['trn_0', 'trn_2']);
  });

  test('what a summary stands for already is not compressed again', () => {
    const covered = new Set(['trn_0', 'trn_1']);
    const chosen = planCompression(turns(6), {
      covered,
      summaryTokens: 50,
      window: 100,
      asked: true,
    });
    expect(chosen.map(({ turnId }) => turnId)).toEqual(['trn_2', 'trn_3']);
  });
});

describe('the summary', () => {
  const compress = (predictor: ScriptedPredictor, history: readonly HistoryTurn[]) =>
    compressTurns(history, undefined, {
      predictor,
      redact: (text) => text.replaceAll('hunter2', '[redacted]'),
      signal: new AbortController().signal,
      budget: Budget.open(DEFAULT_LIMITS),
      emit: () => undefined,
      turnId: 'trn_1',
    });

  test('holds no code and is bounded, whatever the model writes', () => {
    const summary = boundSummary({
      topics: Array.from({ length: 50 }, (_, index) => `topic ${index}`),
      decisions: ['Use `Map`:\n```ts\nconst a = new Map();\n```'],
      progress: ['x'.repeat(5_000)],
      open: [' '],
    });
    expect(summary.topics).toHaveLength(12);
    expect(summary.decisions[0]).not.toContain('const a');
    expect(summary.progress[0]?.length).toBe(300);
    expect(summary.open).toEqual([]);
    expect(summaryText(summary)).not.toContain('Open');
  });

  test('of a long conversation is made part by part, each with what was summed up before', async () => {
    const predictor = new ScriptedPredictor({
      'history.compress': (_input, call) => ({
        topics: [`part ${call}`],
        decisions: [],
        progress: [],
        open: [],
      }),
    });
    const history = Array.from({ length: 30 }, (_, index) =>
      turnOf(index, { assistant: 'y'.repeat(10_000) }),
    );
    const summary = await compress(predictor, history);
    const inputs = predictor.inputs('history.compress');
    expect(inputs.length).toBeGreaterThan(2);
    expect(Math.max(...inputs.map((input) => JSON.stringify(input).length))).toBeLessThan(45_000);
    expect(inputs[1]?.['earlier']).toMatchObject({ topics: ['part 0'] });
    expect(summary.topics).toEqual([`part ${inputs.length - 1}`]);
  });

  test('is made without secrets and code', async () => {
    const predictor = new ScriptedPredictor({
      'history.compress': () => ({ topics: [], decisions: [], progress: [], open: [] }),
    });
    await compress(predictor, [
      turnOf(0, { user: 'it is hunter2', assistant: '```\nsecretCode()\n```' }),
    ]);
    expect(JSON.stringify(predictor.calls)).not.toMatch(/hunter2|secretCode/);
  });

  test('by rule: what was asked, laid down and answered', () => {
    const output = historyCompress.output.parse(
      historyCompressRule.answer({
        turns: [
          {
            user: 'We use pnpm. How do I build?',
            assistant: '# Build\n\nRun `pnpm build`. It takes a minute.',
          },
        ],
        earlier: {
          topics: ['the parser'],
          decisions: ['Money is in cents'],
          progress: [],
          open: ['Who deploys?'],
        },
      }),
    );
    expect(output).toEqual({
      topics: ['the parser', 'We use pnpm.'],
      decisions: ['Money is in cents', 'We use pnpm.'],
      progress: ['Build'],
      open: ['Who deploys?'],
    });
  });
});
