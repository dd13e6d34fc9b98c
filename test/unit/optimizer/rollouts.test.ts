// From recorded runs to a report: what became of a turn, which examples it gives, how answers are graded, and the
// whole optimisation of one signature with a scripted model.

import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  createIds,
  type Json,
  ManualClock,
  type RunEvent,
  type StopReason,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import {
  createPredictor,
  defineSignature,
  renderInput,
  renderOutput,
} from '../../../runtime/models/index.js';
import {
  examplesFromJsonl,
  examplesFromTraces,
  gradable,
  gradeOutput,
  Journal,
  labelsOf,
  modelWriter,
  optimize,
  partsOf,
  SignatureRollouts,
  tuneBy,
  tuned,
  turnOutcomes,
} from '../../../runtime/optimizer/index.js';
import type { TraceRecord } from '../../../runtime/traces/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { answered, ToldModel } from '../../support/told-model.js';
import { scriptedHandle } from '../models/scripted-model.js';

/** Which unit a length is in: the model knows only when it is told. */
const unitOf = defineSignature({
  name: 'test.unit',
  role: 'sub',
  instructions: 'Say the unit.',
  input: z.object({ item: z.string(), notes: z.array(z.string()) }),
  output: z.object({ unit: z.enum(['metre', 'foot', 'none']), why: z.string() }),
  examples: [],
});

const usage = {
  inputTokens: 10,
  outputTokens: 5,
  cachedInputTokens: 0,
  modelCalls: 1,
  costUsd: 0.001,
};

/** A run with one call of the signature, and what came after it. */
function recorded(
  n: number,
  item: string,
  answer: object | string,
  after: readonly RunEvent[] = [],
): TraceRecord {
  const turnId = `trn_${n}`;
  const at = n;
  const input = { item, notes: [] };
  const output = typeof answer === 'string' ? answer : renderOutput(unitOf, answer as never);
  return {
    turnId,
    sessionId: `ses_${n}`,
    dropped: 0,
    events: [
      {
        type: 'turn.started',
        at,
        turnId,
        request: { intent: 'ask', text: item, attachments: [], effort: 'auto' },
        model: { id: 'scripted/script', label: 'Scripted', offline: false },
      },
      {
        type: 'model.exchanged',
        at,
        turnId,
        callId: `cal_${n}`,
        messages: [
          { role: 'system', text: 'Say the unit.' },
          { role: 'user', text: renderInput(unitOf, input) },
        ],
        answer: output,
      },
      {
        type: 'model.called',
        at,
        turnId,
        callId: `cal_${n}`,
        role: 'sub',
        signature: 'test.unit',
        model: 'scripted/script',
        usage,
        ms: 5,
        ok: true,
      },
      { type: 'turn.ended', at, turnId, stopReason: 'answered', usage, ms: 9 },
      ...after,
    ],
  };
}

describe('what became of a turn', () => {
  const base = { at: 1, turnId: 'trn_9' };
  it('is told by its end, its checks, and by what the user did afterwards', () => {
    const check = (outcome: 'passed' | 'failed'): RunEvent => ({
      ...base,
      turnId: outcome === 'passed' ? 'trn_good' : 'trn_red',
      type: 'checks.reported',
      results: [
        {
          id: 'test',
          kind: 'test',
          tool: 'vitest',
          command: 'vitest run',
          outcome,
          findings: [],
          more: 0,
          failedTests: outcome === 'failed' ? ['adds numbers'] : [],
          tail: '',
          ms: 1,
        },
      ],
    });
    const outcomes = turnOutcomes([
      check('passed'),
      check('failed'),
      { ...base, type: 'turns.withdrawn', turnIds: ['trn_undone'], withdrawn: true, files: [] },
      { ...base, type: 'turns.replaced', turnIds: ['trn_again'] },
      { ...base, turnId: 'trn_stuck', type: 'turn.ended', stopReason: 'stuck', usage, ms: 1 },
      {
        ...base,
        turnId: 'trn_denied',
        type: 'approval.answered',
        approvalId: 'a',
        decision: 'denied',
        message: 'Use tabs.',
      },
      { ...base, turnId: 'trn_plain', type: 'turn.ended', stopReason: 'answered', usage, ms: 1 },
      {
        ...base,
        turnId: 'trn_plain',
        type: 'turn.started',
        request: { intent: 'ask', text: '', attachments: [], effort: 'auto' },
        model: { id: 'm', label: 'M', offline: false },
      },
    ]);
    const of = (name: string) => outcomes.get(`trn_${name}`);
    expect(of('good')?.verdict).toBe('good');
    expect(of('red')).toMatchObject({ verdict: 'bad', feedback: 'vitest failed: adds numbers' });
    expect(of('undone')?.verdict).toBe('bad');
    expect(of('again')?.verdict).toBe('bad');
    expect(of('stuck')?.verdict).toBe('bad');
    expect(of('denied')?.feedback).toContain('Use tabs.');
    expect(of('plain')?.verdict).toBe('unknown');
  });

  it('is bad when the same question comes again soon after its answer, and only then', () => {
    const turn = (
      turnId: string,
      at: number,
      text: string,
      stopReason: StopReason = 'answered',
    ): readonly RunEvent[] => [
      {
        type: 'turn.started',
        at,
        turnId,
        request: { intent: 'ask', text, attachments: [], effort: 'auto' },
        model: { id: 'm', label: 'M', offline: false },
      },
      { type: 'turn.ended', at: at + 1, turnId, stopReason, usage, ms: 1 },
    ];
    const minutes = 60_000;
    const events = [
      ...turn('first', 0, 'Which port?'),
      ...turn('again', 5 * minutes, ' which port? '),
      ...turn('tomorrow', 24 * 60 * minutes, 'Which port?'),
      ...turn('order', 0, 'Run the tests.'),
      ...turn('order again', 5 * minutes, 'Run the tests.'),
      ...turn('stopped', 0, 'Which host?', 'stopped'),
      ...turn('after the stop', 5 * minutes, 'Which host?'),
    ];
    const outcomes = turnOutcomes([...events, ...events].reverse());
    expect([...outcomes].flatMap(([id, { verdict }]) => (verdict === 'bad' ? [id] : []))).toEqual([
      'first',
    ]);
    expect(outcomes.get('first')?.feedback).toBe('The user asked the same again.');
  });

  it('is what the user said of the answer, before everything else; the last word counts', () => {
    const rate = (at: number, rating: 'up' | 'down' | 'none'): RunEvent => ({
      ...base,
      at,
      type: 'turn.rated',
      rating,
    });
    const stuck: RunEvent = { ...base, type: 'turn.ended', stopReason: 'stuck', usage, ms: 1 };
    const of = (...events: RunEvent[]) => turnOutcomes(events).get('trn_9');
    expect(of(rate(2, 'down'))).toEqual({
      verdict: 'bad',
      feedback: 'The user did not like the answer.',
    });
    expect(of(stuck, rate(2, 'up'))?.verdict).toBe('good');
    expect(of(rate(2, 'up'), rate(3, 'down'))?.verdict).toBe('bad');
    expect(of(rate(2, 'down'), rate(3, 'none'))?.verdict).toBe('unknown');
  });

  it('is not held against it once its changes are brought again, however the runs are ordered', () => {
    const undo = (at: number, withdrawn: boolean): RunEvent => ({
      ...base,
      at,
      type: 'turns.withdrawn',
      turnIds: ['trn_1'],
      withdrawn,
      files: [],
    });
    const verdict = (...events: RunEvent[]) => turnOutcomes(events).get('trn_1')?.verdict;
    expect(verdict(undo(2, true), undo(3, false))).toBe('unknown');
    expect(verdict(undo(3, false), undo(2, true))).toBe('unknown');
    expect(verdict(undo(2, true), undo(3, false), undo(4, true))).toBe('bad');
  });
});

describe('examples', () => {
  it('come from recorded calls: good turns say what is expected, bad ones what was wrong', () => {
    const examples = examplesFromTraces(unitOf, [
      recorded(1, 'rope', { unit: 'metre', why: 'it is long' }),
      recorded(2, 'plank', { unit: 'foot', why: 'old' }, [
        {
          type: 'turns.withdrawn',
          at: 3,
          turnId: 'trn_2',
          turnIds: ['trn_2'],
          withdrawn: true,
          files: [],
        },
      ]),
      recorded(3, 'rope', { unit: 'none', why: 'the same input again' }),
      recorded(4, 'sand', 'no answer in any form'),
    ]);
    expect(examples.map(({ input }) => (input as { item: string }).item)).toEqual([
      'rope',
      'plank',
      'sand',
    ]);
    expect(examples[0]?.expected).toEqual({ unit: 'metre', why: 'it is long' });
    expect(examples[1]).not.toHaveProperty('expected');
    expect(examples[1]?.earlier?.outcome).toContain('took its changes back');
    expect(examples[2]?.earlier?.outcome).toContain('could not be read');
    expect(gradable(examples, false)).toHaveLength(1);
    expect(gradable(examples, true)).toHaveLength(3);
  });

  it('come from a file, whose faults are named by their line', () => {
    const line = (value: unknown): string => JSON.stringify(value);
    const input = { item: 'rope', notes: [] };
    const good = `${line({ input, expected: { unit: 'metre' } })}\n\n${line({ input: { ...input, item: 'x' }, check: { contains: ['m'] } })}\n`;
    expect(examplesFromJsonl(unitOf, good)).toHaveLength(2);
    for (const [text, problem] of [
      ['{"input"', 'Line 1'],
      [line({ input }), 'neither'],
      [line({ input: { item: 1 }, expected: {} }), 'test.unit'],
      [line({ input, expected: { unit: 'yard' } }), '"expected" is not one'],
      [line({ input, check: { matches: '(' } }), 'no regular expression'],
      [line({ input, expected: {}, more: 1 }), 'Line 1'],
    ] as const)
      expect(() => examplesFromJsonl(unitOf, text)).toThrow(problem);
  });
});

describe('grades', () => {
  const grade = (expected: Json, output: Json) => gradeOutput({ expected }, output);
  it('are worked out field by field, with words about what is wrong', () => {
    expect(grade({ a: 1, b: 'yes' }, { a: 1, b: 'YES ' })).toEqual({ score: 1, feedback: '' });
    expect(grade({ a: 1, b: 'yes' }, { a: 2, b: 'yes' })).toEqual({
      score: 0.5,
      feedback: 'a should be 1, not 2.',
    });
    const long = 'The server listens on port 8080 of the loopback address.';
    const half = grade(
      { text: long },
      { text: 'The server listens on the wrong address of port 8080 loopback' },
    );
    expect(half.score).toBeGreaterThan(0.7);
    expect(half.feedback).toContain('not expected: wrong');
    expect(grade({ list: ['a', 'b'] }, { list: ['b', 'c'] }).score).toBe(0.5);
    expect(grade({ list: [] }, { list: ['c'] }).score).toBe(0);
    expect(grade({ reasoning: 'so', a: true }, { reasoning: 'other', a: true }).score).toBe(1);
  });

  it('follow checks of the text', () => {
    const check = { contains: ['8080'], excludes: ['maybe'], matches: 'port', maxChars: 400 };
    expect(gradeOutput({ check }, { answer: 'On port 8080.' }).score).toBe(1);
    const wrong = gradeOutput({ check }, { answer: 'Maybe on port 80.' });
    expect(wrong.score).toBe(0.5);
    expect(wrong.feedback).toContain('must mention "8080"');
  });

  it('are of the text itself: its quotes, its line ends, its length', () => {
    const answer = 'Say "port".\nThen 8080.';
    const check = {
      contains: ['"port"'],
      matches: '^Say .*\\n.*8080\\.$',
      maxChars: answer.length,
    };
    expect(gradeOutput({ check }, { answer })).toEqual({ score: 1, feedback: '' });
  });
});

describe('a tuned signature', () => {
  it('has other words and examples, and keeps its fields; what does not fit is left out', () => {
    const other = tuned(unitOf, {
      'test.unit/instructions': 'Better.',
      'test.unit/demos': [
        { input: { item: 'a', notes: [] }, output: { unit: 'metre', why: '' } },
        { input: { item: 'a' }, output: { unit: 'yard' } },
      ],
    });
    expect(other.instructions).toBe('Better.');
    expect(other.examples).toHaveLength(1);
    expect(other.output).toBe(unitOf.output);
    expect(tuned(unitOf, { 'other/instructions': 'x' })).toBe(unitOf);
  });

  it('is left as it is when the text that was replaced has changed since', () => {
    const values = { 'test.unit/instructions': 'Better.' };
    expect(tuneBy(values, { 'test.unit/instructions': 'Say the unit.' })(unitOf).instructions).toBe(
      'Better.',
    );
    expect(tuneBy(values, { 'test.unit/instructions': 'An older text.' })(unitOf)).toBe(unitOf);
  });
});

describe('optimising one signature', () => {
  const ITEMS = Array.from({ length: 60 }, (_, n) => `${n % 2 === 0 ? 'rope' : 'plank'} ${n}`);
  const records = ITEMS.map((item, n) =>
    recorded(n, item, { unit: n % 2 === 0 ? 'metre' : 'foot', why: 'so' }),
  );

  it.each(['gepa', 'mipro'] as const)(
    '%s finds what the feedback shows, proves it on unseen examples, and proposes it; going on costs nothing',
    async (optimizer) => {
      const model = new ToldModel(unitAnswer);
      const handle = scriptedHandle(model);
      const predictor = createPredictor({
        models: { forRole: async () => handle },
        logger: silentLogger,
      });
      const clock = systemClock;
      const emitted: RunEvent[] = [];
      const site = {
        predictor,
        clock,
        emit: (event: RunEvent) => void emitted.push(event),
        turnId: 'trn_opt',
      };
      const files = createMemoryFileStore();
      const run = async () => {
        const journal = await Journal.open({
          files,
          dir: 'run',
          fingerprint: optimizer,
          clock: new ManualClock(),
          ids: createIds(),
        });
        const examples = examplesFromTraces(unitOf, records);
        const components = partsOf(unitOf).filter(
          ({ kind }) => optimizer === 'mipro' || kind !== 'demos',
        );
        return optimize({
          target: unitOf.name,
          optimizer,
          components,
          originals: Object.fromEntries(components.map(({ id, value }) => [id, value])),
          examples,
          labels: labelsOf(unitOf, examples),
          evaluator: new SignatureRollouts({ ...site, signature: unitOf, examples, judge: false }),
          writer: modelWriter(site),
          memo: journal,
          budget: { calls: 400, costUsd: 10 },
          seed: 1,
          model: handle.id,
          signal: new AbortController().signal,
          clock,
          ids: createIds(),
        });
      };
      const report = await run();
      expect(report.verdict.offered).toBe(true);
      expect(report.verdict.after.score.mean).toBeGreaterThan(
        report.verdict.before.score.mean + 0.3,
      );
      expect(report.search.calls).toBeLessThanOrEqual(400);
      expect(report.components.map(({ id }) => id)).toContain(
        optimizer === 'gepa' ? 'test.unit/instructions' : report.components[0]?.id,
      );
      const calls = model.calls;
      expect(emitted.filter(({ type }) => type === 'model.called')).toHaveLength(calls);
      const again = await run();
      expect(model.calls).toBe(calls);
      expect(again.verdict).toEqual(report.verdict);
    },
  );
});

/** Answers "none" unless its instructions say about planks, or examples show it; writes what the feedback says. */
function unitAnswer(system: string, user: string): string {
  if (system.includes('have in common')) return answered({ summary: 'Ropes and planks.' });
  if (system.includes('the whole text')) {
    const knows = /should be "(metre|foot)/.test(user) || user.includes('metre');
    return answered({ text: `Say the unit. ${knows ? 'Ropes: metre. Planks: foot.' : 'Think.'}` });
  }
  const knows = system.includes('Planks: foot') || system.includes('## Example');
  return answered({ unit: knows ? (user.includes('rope') ? 'metre' : 'foot') : 'none', why: 'so' });
}
