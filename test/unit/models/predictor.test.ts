// The predictor: from a signature to a checked output, with one account for all it costs.
import { describe, expect, test } from 'vitest';
import { AbortedError, BudgetExceededError, silentLogger } from '../../../runtime/core/index.js';
import {
  ContextOverflowError,
  createPredictor,
  ModelEmptyAnswerError,
  ModelRateLimitError,
  ModelStreamDroppedError,
  ModelTimeoutError,
  ModelVisionError,
  PredictionParseError,
  type Predictor,
  renderOutput,
  rlmStep,
  subPrompt,
} from '../../../runtime/models/index.js';
import type { ModelHandle } from '../../../runtime/ports/index.js';
import { type Reply, ScriptedModel, scriptedHandle, startRun } from './scripted-model.js';

const ask = { prompt: 'What is six times seven?', context: 'Arithmetic.' };
const answered = (answer: string): string => renderOutput(subPrompt, { answer });

interface Scene {
  readonly predictor: Predictor;
  readonly model: ScriptedModel;
  readonly waits: number[];
}

function scene(replies: readonly Reply[], facts: Partial<ModelHandle> = {}, idleMs = 5_000): Scene {
  const model = new ScriptedModel(replies);
  const waits: number[] = [];
  const handle = scriptedHandle(model, facts);
  const predictor = createPredictor({
    models: { forRole: () => Promise.resolve(handle) },
    logger: silentLogger,
    random: () => 0,
    wait: (ms) => Promise.resolve(void waits.push(ms)),
    idleMs,
  });
  return { predictor, model, waits };
}

describe('a prediction', () => {
  test('gives the typed output, its usage and its cost, and reports the call', async () => {
    const { predictor } = scene([
      { text: answered('42'), usage: { input: 1000, output: 10, cacheRead: 800 } },
    ]);
    const run = startRun();
    const result = await predictor.predict(subPrompt, ask, run.options);
    expect(result.output).toEqual({ answer: '42' });
    expect(result.inputTokens).toBe(1000);
    expect(result.usage).toMatchObject({
      inputTokens: 1000,
      outputTokens: 10,
      cachedInputTokens: 800,
      modelCalls: 1,
    });
    expect(result.usage.costUsd).toBeCloseTo((200 * 1 + 800 * 0.1 + 10 * 2) / 1e6, 12);
    expect(run.events).toMatchObject([
      { type: 'model.called', ok: true, signature: 'sub.prompt', model: 'scripted/script' },
    ]);
    const { spent, reserved } = run.budget.use();
    expect(spent).toMatchObject({ modelCalls: 1, tokens: 1010 });
    expect(reserved).toEqual({ iterations: 0, modelCalls: 0, tokens: 0, costUsd: 0 });
  });

  test('puts the unchanging part first and marks it for the provider’s cache', async () => {
    const { predictor, model } = scene([{ text: answered('a') }, { text: answered('b') }]);
    const run = startRun();
    await predictor.predict(subPrompt, ask, run.options);
    await predictor.predict(subPrompt, { ...ask, prompt: 'Another.' }, run.options);
    const [one, two] = model.calls.map((call) => call.prompt);
    expect(one?.[0]).toEqual(two?.[0]);
    expect(one?.[0]).toMatchObject({
      role: 'system',
      providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } },
    });
    expect(one?.[1]).not.toEqual(two?.[1]);
  });

  test('streams one field while it arrives', async () => {
    const text = renderOutput(rlmStep, { reasoning: 'because of\n\nthis', code: 'f()' });
    const { predictor } = scene([{ pieces: text.match(/[^]{1,5}/g) ?? [] }]);
    const shown: string[] = [];
    await predictor.predict(rlmStep, stepInput, {
      ...startRun().options,
      stream: { field: 'reasoning', onDelta: (t) => shown.push(t), restart: () => shown.push('!') },
    });
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.join('')).toBe('because of\n\nthis');
  });

  test('hands the typed input to the offline engine with the call', async () => {
    const { predictor, model } = scene([{ text: answered('42') }], { offline: true });
    await predictor.predict(subPrompt, ask, startRun().options);
    expect(model.calls[0]?.providerOptions).toEqual({
      memfun: { signature: 'sub.prompt', input: ask },
    });
  });

  test('sends images to models that see, and says when a model does not', async () => {
    const images = [{ mediaType: 'image/png', data: new Uint8Array([1, 2]) }];
    const seeing = scene([{ text: answered('a cat') }], { vision: true });
    await seeing.predictor.predict(subPrompt, ask, { ...startRun().options, images });
    expect(seeing.model.calls[0]?.prompt[1]).toMatchObject({
      content: [{ type: 'file', mediaType: 'image/png' }, { type: 'text' }],
    });
    const blind = scene([]);
    const refused = blind.predictor.predict(subPrompt, ask, { ...startRun().options, images });
    await expect(refused).rejects.toThrow(ModelVisionError);
  });
});

describe('an answer in the wrong form', () => {
  test('goes back to the model once, with the reason, and voids what was shown', async () => {
    const { predictor, model } = scene([
      { text: '<<< reasoning >>>\nhm' },
      { text: renderOutput(rlmStep, { reasoning: 'r', code: 'c' }) },
    ]);
    const shown: string[] = [];
    const run = startRun();
    const result = await predictor.predict(rlmStep, stepInput, {
      ...run.options,
      stream: { field: 'reasoning', onDelta: (t) => shown.push(t), restart: () => shown.push('!') },
    });
    expect(result.output.code).toBe('c');
    expect(result.usage.modelCalls).toBe(2);
    expect(shown).toEqual(['hm', '!', 'r']);
    expect(JSON.stringify(model.calls[1]?.prompt)).toContain('The field \\"code\\" is missing.');
    expect(run.events).toHaveLength(2);
  });

  test('is an error with the reason when it happens twice', async () => {
    const { predictor } = scene([{ text: 'no' }, { text: 'still no' }]);
    const failed = predictor.predict(rlmStep, stepInput, startRun().options);
    await expect(failed).rejects.toThrow(PredictionParseError);
  });

  test('counts as cut off when the model ran into its output bound', async () => {
    const { predictor, model } = scene([
      { text: answered('long'), finish: 'length' },
      { text: answered('short') },
    ]);
    const result = await predictor.predict(subPrompt, ask, startRun().options);
    expect(result.output.answer).toBe('short');
    expect(JSON.stringify(model.calls[1]?.prompt)).toContain('cut off');
  });
});

describe('the tools dialect', () => {
  const cell = { reasoning: 'r', code: 'const a = "x";\na' };

  test('asks for one forced call of a native tool and reads its arguments, streamed', async () => {
    const { predictor, model } = scene([{ toolInput: JSON.stringify(cell) }], { dialect: 'tools' });
    const shown: string[] = [];
    const result = await predictor.predict(rlmStep, stepInput, {
      ...startRun().options,
      stream: { field: 'code', onDelta: (t) => shown.push(t), restart: () => undefined },
    });
    expect(result.output).toEqual(cell);
    expect(shown.join('')).toBe(cell.code);
    expect(model.calls[0]).toMatchObject({
      toolChoice: { type: 'tool', toolName: 'run_cell' },
      tools: [{ type: 'function', name: 'run_cell' }],
    });
  });

  test('takes the text form too', async () => {
    const { predictor } = scene([{ text: renderOutput(rlmStep, cell) }], { dialect: 'tools' });
    const result = await predictor.predict(rlmStep, stepInput, startRun().options);
    expect(result.output).toEqual(cell);
  });

  test('repairs in the text form, and stays there after a second failure', async () => {
    const bad = { toolInput: '{"reasoning":"r"}' };
    const good = { text: renderOutput(rlmStep, cell) };
    const { predictor, model } = scene([bad, good, bad, good, good], { dialect: 'tools' });
    for (let i = 0; i < 3; i++) await predictor.predict(rlmStep, stepInput, startRun().options);
    expect(model.calls.map((call) => call.tools !== undefined)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
  });

  test('falls back at once when the provider knows no tools', async () => {
    const refusal = Object.assign(new Error('script does not support tools'), { statusCode: 400 });
    const { predictor, model } = scene(
      [{ error: refusal }, { text: renderOutput(rlmStep, cell) }],
      {
        dialect: 'tools',
      },
    );
    await predictor.predict(rlmStep, stepInput, startRun().options);
    expect(model.calls[1]?.tools).toBeUndefined();
  });
});

describe('failures', () => {
  const busy = Object.assign(new Error('slow down'), {
    statusCode: 429,
    responseHeaders: { 'retry-after': '7' },
  });

  test('a rate limit waits exactly as long as asked, says so, then succeeds', async () => {
    const { predictor, waits } = scene([{ error: busy }, { text: answered('42') }]);
    const run = startRun();
    await predictor.predict(subPrompt, ask, run.options);
    expect(waits).toEqual([7_000]);
    expect(run.events.map((event) => event.type)).toEqual(['notice', 'model.called']);
  });

  test('four attempts are the end, and the failed call is reported', async () => {
    const { predictor, model } = scene([1, 2, 3, 4, 5].map(() => ({ error: busy })));
    const run = startRun();
    const failed = predictor.predict(subPrompt, ask, run.options);
    await expect(failed).rejects.toThrow(ModelRateLimitError);
    expect(model.calls).toHaveLength(4);
    expect(run.events.at(-1)).toMatchObject({ type: 'model.called', ok: false });
    expect(run.budget.use().reserved.tokens).toBe(0);
  });

  test('a dropped stream is repeated while nothing was shown', async () => {
    const { predictor, model } = scene([{ text: 'par', drop: true }, { text: answered('whole') }]);
    const result = await predictor.predict(subPrompt, ask, startRun().options);
    expect(result.output.answer).toBe('whole');
    expect(model.calls).toHaveLength(2);
  });

  test('a dropped stream is an error once something was shown', async () => {
    const { predictor, model } = scene([{ text: '<<< answer >>>\nhalf an', drop: true }]);
    const run = startRun();
    const failed = predictor.predict(subPrompt, ask, {
      ...run.options,
      stream: { field: 'answer', onDelta: () => undefined, restart: () => undefined },
    });
    await expect(failed).rejects.toThrow(ModelStreamDroppedError);
    expect(model.calls).toHaveLength(1);
    expect(run.budget.use().spent.tokens).toBeGreaterThan(0);
  });

  test('an empty answer and a silent provider have errors of their own', async () => {
    const empty = scene([1, 2, 3, 4].map(() => ({ text: '' })));
    await expect(empty.predictor.predict(subPrompt, ask, startRun().options)).rejects.toThrow(
      ModelEmptyAnswerError,
    );
    const silent = scene(
      [1, 2, 3, 4].map(() => ({ hang: true })),
      {},
      5,
    );
    await expect(silent.predictor.predict(subPrompt, ask, startRun().options)).rejects.toThrow(
      ModelTimeoutError,
    );
  });

  test('a stop ends a call that hangs in the middle of its answer', async () => {
    const { predictor } = scene([{ text: '<<< answer >>>\nhalf', hang: true }]);
    const run = startRun();
    const stopped = predictor.predict(subPrompt, ask, {
      ...run.options,
      stream: { field: 'answer', onDelta: () => run.stop.abort(), restart: () => undefined },
    });
    await expect(stopped).rejects.toThrow(AbortedError);
    expect(run.events).toMatchObject([{ type: 'model.called', ok: false }]);
  });
});

describe('before a call is sent', () => {
  test('a prompt that cannot fit the window is refused', async () => {
    const { predictor, model } = scene([], { contextWindow: 1_000 });
    const tooLong = { prompt: 'Sum up.', context: 'word '.repeat(4_000) };
    const failed = predictor.predict(subPrompt, tooLong, startRun().options);
    await expect(failed).rejects.toThrow(ContextOverflowError);
    expect(model.calls).toHaveLength(0);
  });

  test('its tokens and cost are set aside; what the budget does not allow is not sent', async () => {
    const { predictor, model } = scene([]);
    for (const limits of [{ modelCalls: 0 }, { tokens: 100 }, { costUsd: 0.000001 }]) {
      const failed = predictor.predict(subPrompt, ask, startRun(limits).options);
      await expect(failed).rejects.toThrow(BudgetExceededError);
    }
    expect(model.calls).toHaveLength(0);
  });

  test('a nearly empty budget asks for a shorter answer instead of none', async () => {
    const { predictor, model } = scene([{ text: answered('42') }]);
    await predictor.predict(subPrompt, ask, startRun({ tokens: 1_500 }).options);
    expect(model.calls[0]?.maxOutputTokens).toBeLessThan(1_500);
    expect(model.calls[0]?.maxOutputTokens).toBeGreaterThanOrEqual(256);
  });

  test('estimates follow what the model reports', async () => {
    const dense = { text: answered('x'), usage: { input: 4_000, output: 5 } };
    const { predictor, model } = scene(
      Array.from({ length: 8 }, () => dense),
      {
        contextWindow: 6_000,
      },
    );
    const long = { prompt: 'p', context: 'word '.repeat(1_600) };
    for (let i = 0; i < 8; i++) await predictor.predict(subPrompt, long, startRun().options);
    const bounds = model.calls.map((call) => call.maxOutputTokens ?? 0);
    expect(bounds[7]).toBeLessThan(bounds[0] ?? 0);
  });
});

const stepInput = {
  task: 'find it',
  intent: 'ask' as const,
  memories: [],
  functions: '',
  answerType: 'string',
  variables: [],
  history: [],
  step: { index: 0, of: 5 },
  budget: 'all of it',
};
