// Sub-calls: typed results and errors, nothing paid for twice, children with their own REPL.
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../runtime/core/index.js';
import { ModelOverloadedError } from '../../../runtime/models/index.js';
import { runScripted } from './harness.js';
import { cells, ScriptedPredictor, scriptedModel, sourceOf } from './scripted.js';

const answering = (...codes: readonly string[]): ScriptedPredictor =>
  new ScriptedPredictor({
    'rlm.step': cells(...codes),
    'sub.prompt': ({ prompt }) => ({ answer: `re: ${String(prompt)}` }),
  });
const overloaded = new ModelOverloadedError(
  { id: 'a/b', provider: 'a', name: 'b' },
  529,
  undefined,
);

describe('llm', () => {
  test('gives text to a model and its answer to the cell', async () => {
    const { result, predictor } = await runScripted(
      answering("await final(await llm('Which?', { a: [1] }))"),
    );
    expect(result.answer?.text).toBe('re: Which?');
    expect(predictor.inputs('sub.prompt')).toEqual([
      { prompt: 'Which?', context: expect.stringMatching(/"a"/) },
    ]);
  });

  test('asks the same thing only once in a run, also when the calls overlap or a child asks', async () => {
    const { predictor } = await runScripted(
      answering(
        "await Promise.all([llm('p', 'c'), llm('p', 'c')]); await llm('p', 'c'); await rlm('child');",
        "await llm('p', 'c'); await final('from the child')",
        "await final('done')",
      ),
    );
    expect(predictor.inputs('sub.prompt')).toHaveLength(1);
  });

  test('does not remember a failure', async () => {
    const predictor = new ScriptedPredictor({
      'rlm.step': cells(
        "const a = await llm('p').catch((e) => e.code); await final(a + ', ' + await llm('p'))",
      ),
      'sub.prompt': (_input, call) => (call === 0 ? overloaded : { answer: 'fine' }),
    });
    const { result } = await runScripted(predictor);
    expect(result.answer?.text).toBe('subcall.model, fine');
  });

  test('refuses a prompt that does not fit before it is sent, and says how to split it', async () => {
    const deps = { models: sourceOf(scriptedModel({ contextWindow: 10_000 })) };
    const { result, predictor } = await runScripted(
      answering(
        "await llm('p', 'x'.repeat(100_000)).catch((e) => final(e.code + ': ' + e.message))",
      ),
      { deps },
    );
    expect(result.answer?.text).toMatch(/^subcall\.too-large: .*tokens/);
    expect(predictor.inputs('sub.prompt')).toEqual([]);
  });
});

describe('llmBatch', () => {
  test('keeps the order, bounds what runs side by side, and types each failure', async () => {
    let running = 0;
    let most = 0;
    const predictor = new ScriptedPredictor({
      'rlm.step': cells(
        "const r = await llmBatch(['0', '1', '2', { prompt: '3', context: 'x' }, '4'], { concurrency: 2 }); await final(JSON.stringify(r))",
      ),
      'sub.prompt': async ({ prompt }) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, prompt === '0' ? 20 : 1));
        running--;
        return prompt === '2' ? overloaded : { answer: String(prompt) };
      },
    });
    const { result } = await runScripted(predictor);
    const results = JSON.parse(result.answer?.text ?? '') as { ok: boolean; value?: string }[];
    expect(results.map((r) => r.value)).toEqual(['0', '1', undefined, '3', '4']);
    expect(results[2]).toMatchObject({ ok: false, error: { kind: 'model' } });
    expect(most).toBe(2);
  });

  test('reports an empty account item by item instead of failing the whole', async () => {
    const { result } = await runScripted(
      answering(
        "const r = await llmBatch(['0', '1', '2', '3'], { concurrency: 1 }); await final(JSON.stringify(r))",
      ),
      { limits: { modelCalls: 4 } },
    );
    const results = JSON.parse(result.answer?.text ?? '') as { ok: boolean }[];
    expect(results.map((r) => r.ok)).toEqual([true, true, false, false]);
  });
});

describe('rlm', () => {
  test('lets eight children of a loop work at a time, and the others after them', async () => {
    let running = 0;
    let most = 0;
    const predictor = new ScriptedPredictor({
      'rlm.step': async (_input, call) => {
        if (call === 0)
          return {
            reasoning: '',
            code: "const all = await Promise.all(Array.from({ length: 20 }, (_, i) => rlm('child ' + i))); await final(String(all.length))",
          };
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running--;
        return { reasoning: '', code: "await final('done')" };
      },
    });
    const limits = { iterations: 60, modelCalls: 60 };
    const { result } = await runScripted(predictor, { limits });
    expect(result.answer?.text).toBe('20');
    expect(most).toBe(8);
  });

  test('runs a child with its own REPL and the named variables, told under the step that asked', async () => {
    const { result, events } = await runScripted(
      answering(
        "const mine = 1;\nconst { answer, complete } = await rlm('add them', { a: 20, b: 22 });\nawait final(answer + complete)",
        "await final(a + b + ' ' + typeof mine + ' ')",
      ),
    );
    expect(result.answer?.text).toBe('42 undefined true');
    const starts = events.filter(
      (e): e is RunEvent & { type: 'step.started' } => e.type === 'step.started',
    );
    expect(starts[0]).toMatchObject({ depth: 0 });
    expect(starts[1]).toMatchObject({ depth: 1, parentId: starts[0]?.stepId });
  });

  test('spends from the same account as its parent', async () => {
    const { result } = await runScripted(
      answering("await final((await rlm('child')).answer)", "console.log(1); await final('x')"),
      { limits: { iterations: 2 } },
    );
    expect(result).toMatchObject({ stopReason: 'answered', answer: { text: 'x' } });
  });

  test('does not go deeper than allowed; the cell gets a typed error', async () => {
    const { result } = await runScripted(
      answering(
        "await rlm('deeper').then((r) => final(r.answer), (e) => final('stopped by ' + e.code))",
      ),
      { limits: { depth: 2 } },
    );
    expect(result.answer?.text).toBe('stopped by subcall.depth');
  });

  test('a child without an answer is a typed error, never a text that looks like one', async () => {
    const predictor = new ScriptedPredictor({
      'rlm.step': (input) => ({
        reasoning: '',
        code:
          input['task'] === 'what?'
            ? "await rlm('child').catch((e) => final(e.code))"
            : `console.log(${Math.random()})`,
      }),
      'rlm.extract': () => overloaded,
    });
    const { result } = await runScripted(predictor);
    expect(result.answer?.text).toBe('subcall.no-answer');
  });
});

test('budget() tells a cell what is left for the whole tree', async () => {
  const { result } = await runScripted(
    answering('const left = await budget(); await final(JSON.stringify(left))'),
    { limits: { iterations: 5, costUsd: Number.POSITIVE_INFINITY } },
  );
  expect(JSON.parse(result.answer?.text ?? '')).toMatchObject({
    steps: 4,
    depth: 2,
    costUsd: null,
  });
});
