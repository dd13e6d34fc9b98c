// The recursive loop: from the first cell to a checked answer, and every way in which it has to end early.
import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../../../runtime/models/index.js';
import { ModelStreamDroppedError, PredictionParseError } from '../../../runtime/models/index.js';
import { runScripted } from './harness.js';
import { cells, ScriptedPredictor } from './scripted.js';

const history = (input: Readonly<Record<string, unknown>> | undefined): HistoryEntry[] =>
  (input?.['history'] ?? []) as HistoryEntry[];
const lastSeen = (predictor: ScriptedPredictor): string =>
  history(predictor.inputs('rlm.step').at(-1)).at(-1)?.observation ?? '';
const extraction = () => ({ answer: 'what is known so far', citations: [] });

describe('a run', () => {
  test('works cell by cell, keeps variables, and ends with the answer given to final()', async () => {
    const { result, events, predictor } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': cells(
          'const found = [1, 2, 3]; console.log(found.length);',
          "await final({ answer: 'There are ' + found.length, citations: [{ path: 'src/a.ts', line: 2 }] })",
        ),
      }),
    );
    expect(result).toMatchObject({
      stopReason: 'answered',
      answer: { text: 'There are 3', citations: [{ path: 'src/a.ts', line: 2 }] },
      steps: 2,
      inputTokens: [100, 100],
    });
    expect(lastSeen(predictor)).toBe('3');
    expect(events.map((e) => e.type)).toEqual([
      'step.started',
      'model.called',
      'step.code',
      'step.ended',
      'step.started',
      'model.called',
      'step.code',
      'step.call',
      'step.call',
      'step.ended',
    ]);
  });

  test('shows the model names and previews of variables, never whole values', async () => {
    const { predictor } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': cells("const big = 'x'.repeat(500_000);", "await final('done')"),
      }),
    );
    const prompt = predictor.inputs('rlm.step').at(-1);
    expect(JSON.stringify(prompt).length).toBeLessThan(20_000);
    expect(prompt?.['variables']).toMatchObject([{ name: 'big', size: 500_002 }]);
  });

  test('bounds what a cell printed and leaves all of it in a variable', async () => {
    const { predictor } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': cells(
          "console.log('start' + '.'.repeat(50_000) + 'end')",
          'console.log(_out1.length)',
          "await final('done')",
        ),
      }),
    );
    const [first] = history(predictor.inputs('rlm.step')[1]);
    expect(first?.observation.length).toBeLessThan(7_000);
    expect(first?.observation).toMatch(/^start[\s\S]*end\n[\s\S]*_out1/);
    expect(lastSeen(predictor)).toBe('50008');
  });
});

describe('final()', () => {
  test('refuses a value of the wrong type with an error that says what is needed, and the run goes on', async () => {
    const { result, predictor } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': cells(
          'await final({ findings: 3 })',
          "await final({ summary: 'fine', findings: [] })",
        ),
      }),
      { intent: 'review' },
    );
    expect(lastSeen(predictor)).toMatch(/FinalValueError[\s\S]*severity[\s\S]*findings/);
    expect(result.answer?.data).toEqual({ summary: 'fine', findings: [] });
  });

  test('drops citations of what does not exist, and says so', async () => {
    const { result } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': cells(
          `await final({ answer: 'see', citations: [{ path: './src/a.ts', line: 3 }, { path: 'src/a.ts', line: 99 },
             { path: 'nowhere.ts', line: 1 }, { path: '../../etc/passwd', line: 1 }] })`,
        ),
      }),
    );
    expect(result.answer?.citations).toEqual([{ path: 'src/a.ts', line: 3 }]);
    expect(result.answer?.notes).toHaveLength(3);
    expect(result.answer?.notes[0]).toContain('the file has 3 lines');
  });

  test('takes plain text for a prose answer and finds the places it names', async () => {
    const { result } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': cells("await final('It is in src/a.ts:2, not in b.ts:7.')"),
      }),
    );
    expect(result.answer?.citations).toEqual([{ path: 'src/a.ts', line: 2 }]);
  });
});

describe('trouble on the way', () => {
  test('an error in a cell goes back to the model with its line, and the run recovers', async () => {
    const { result, predictor, events } = await runScripted(
      new ScriptedPredictor({ 'rlm.step': cells('missing.call()', "await final('ok')") }),
    );
    expect(lastSeen(predictor)).toMatch(/ReferenceError \(line 1\): missing is not defined/);
    expect(events.find((e) => e.type === 'step.ended')).toMatchObject({
      ok: false,
      error: { code: 'cell.exception' },
    });
    expect(result.stopReason).toBe('answered');
  });

  test('an unreadable step counts and is survived; after two the other dialect is tried', async () => {
    const unreadable = new PredictionParseError('scripted/model', 'rlm.step', 'no code field');
    const { result, predictor } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': (_input, call) =>
          call < 2 ? unreadable : { reasoning: '', code: "await final('at last')" },
      }),
    );
    expect(result).toMatchObject({ stopReason: 'answered', steps: 3 });
    expect(predictor.calls.map((c) => c.model.dialect)).toEqual(['code', 'code', 'tools']);
    expect(lastSeen(predictor)).toContain('no code field');
  });

  test('a model that never answers readably ends the run with its error', async () => {
    const { result } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': () => new PredictionParseError('scripted/model', 'rlm.step', 'prose only'),
      }),
    );
    expect(result).toMatchObject({ stopReason: 'error', steps: 4, error: { code: 'model.parse' } });
  });

  test('a provider that drops in the middle of a step ends the run with its remedy and the draft so far', async () => {
    const facts = { id: 'anthropic/x', provider: 'anthropic', name: 'x' };
    const { result, events } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': (_input, call) =>
          call === 0
            ? { reasoning: '', code: "await final({ answer: 'a draft', citations: 'wrong' })" }
            : new ModelStreamDroppedError(facts),
      }),
    );
    expect(result).toMatchObject({
      stopReason: 'error',
      answer: { text: 'a draft' },
      error: { code: 'model.dropped', remedy: expect.stringContaining('Ask again') },
    });
    expect(events.at(-1)).toMatchObject({ type: 'step.ended', ok: false });
  });
});

describe('the end of the budget', () => {
  test('out of steps: a final extraction answers from the state', async () => {
    const { result, predictor } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': (_input, call) => ({ reasoning: '', code: `console.log('look ${call}')` }),
        'rlm.extract': extraction,
      }),
      { limits: { iterations: 3 } },
    );
    expect(result).toMatchObject({
      stopReason: 'iterations',
      steps: 3,
      answer: { text: 'what is known so far' },
    });
    const [last] = predictor.inputs('rlm.extract');
    expect(history(last).map((h) => h.observation)).toEqual(['look 0', 'look 1', 'look 2']);
    expect(last?.['reason']).toContain('3 steps');
  });

  test.each([
    ['model calls', { modelCalls: 4 }],
    ['tokens', { tokens: 700 }],
  ])('out of %s: enough was held back for the extraction', async (_name, limits) => {
    const { result } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': (_input, call) => ({ reasoning: '', code: `console.log('look ${call}')` }),
        'rlm.extract': extraction,
      }),
      { limits },
    );
    expect(result).toMatchObject({
      stopReason: 'budget',
      answer: { text: 'what is known so far' },
    });
    expect(result.steps).toBeGreaterThan(2);
  });

  test('out of time: work stops early enough to answer', async () => {
    const { result } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': cells('await new Promise(() => undefined)'),
        'rlm.extract': extraction,
      }),
      { limits: { wallMs: 2_000 } },
    );
    expect(result).toMatchObject({
      stopReason: 'budget',
      answer: { text: 'what is known so far' },
    });
  });
});

describe('going in circles', () => {
  test('is first told to the model, then ends the run with what is known', async () => {
    const { result, predictor } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': cells("console.log('again')"),
        'rlm.extract': extraction,
      }),
    );
    expect(result).toMatchObject({ stopReason: 'stuck', answer: { text: 'what is known so far' } });
    const nudges = predictor.inputs('rlm.step').map((input) => input['nudge']);
    expect(nudges.filter((n) => n !== undefined).length).toBeGreaterThan(0);
    expect(nudges.indexOf(nudges.find((n) => n !== undefined))).toBe(2);
    expect(result.steps).toBeLessThan(8);
  });

  test('a model that takes the nudge is left in peace', async () => {
    const { result } = await runScripted(
      new ScriptedPredictor({
        'rlm.step': (input, call) => ({
          reasoning: '',
          code:
            input['nudge'] === undefined
              ? "console.log('again')"
              : `await final('turned at ${call}')`,
        }),
      }),
    );
    expect(result).toMatchObject({ stopReason: 'answered', answer: { text: 'turned at 2' } });
  });
});

describe('a stop', () => {
  test('at any event ends the run as stopped, without another model call', async () => {
    const script = (): ScriptedPredictor =>
      new ScriptedPredictor({
        'rlm.step': cells(
          "const a = await llm('p', 'c')",
          "await rlm('child')",
          "await final('x')",
        ),
        'sub.prompt': () => ({ answer: 's' }),
      });
    const whole = await runScripted(script());
    expect(whole.result.stopReason).toBe('answered');
    const finals = whole.events.filter((e) => e.type === 'step.call' && e.tool === 'final');
    const answeredAt = whole.events.findIndex((e) => e === finals.at(-1));
    for (let at = 0; at < answeredAt; at++) {
      const stop = new AbortController();
      let callsAtStop = 0;
      const predictor = script();
      const { result } = await runScripted(predictor, {
        signal: stop.signal,
        onEvent: (_event, events) => {
          if (events.length - 1 !== at) return;
          callsAtStop = predictor.calls.length;
          stop.abort();
        },
      });
      expect(result.stopReason, `stopped at event ${at}`).toBe('stopped');
      expect(predictor.calls.length).toBeLessThanOrEqual(callsAtStop + 1);
    }
  });
});
