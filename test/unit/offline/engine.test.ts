// The engine behind the language-model interface: streams, counts, stops, and says what it is.
import type { LanguageModelV3CallOptions } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { Budget, DEFAULT_LIMITS, silentLogger } from '../../../runtime/core/index.js';
import {
  createOfflineModel,
  createPredictor,
  directAnswer,
  rlmExtract,
  subPrompt,
} from '../../../runtime/models/index.js';

const handle = createOfflineModel(0);
const prompt: LanguageModelV3CallOptions['prompt'] = [
  { role: 'system', content: 'x'.repeat(400) },
  { role: 'user', content: [{ type: 'text', text: 'y'.repeat(400) }] },
];
const request = {
  prompt,
  providerOptions: {
    memfun: {
      signature: 'direct.answer',
      input: { task: 'hello', memories: [], conversation: [], context: [] },
    },
  },
};

test('the stream joined is the answer, in more than one piece', async () => {
  const { stream } = await handle.model.doStream(request);
  const whole = await handle.model.doGenerate(request);
  const deltas: string[] = [];
  for await (const part of stream) if (part.type === 'text-delta') deltas.push(part.delta);
  expect(deltas.length).toBeGreaterThan(1);
  expect(whole.content).toEqual([{ type: 'text', text: deltas.join('') }]);
});

test('usage is estimated from the prompt that a model would have read, and costs nothing', async () => {
  const { usage } = await handle.model.doGenerate(request);
  expect(usage.inputTokens.total).toBe(200);
  expect(handle.price).toEqual({ input: 0, output: 0 });
});

test('a stop ends the stream', async () => {
  const controller = new AbortController();
  const { stream } = await handle.model.doStream({ ...request, abortSignal: controller.signal });
  const reader = stream.getReader();
  await reader.read();
  controller.abort();
  await expect(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  ).rejects.toThrow('stopped');
});

test('free text gets an honest word instead of an invented answer', async () => {
  const { content } = await handle.model.doGenerate({ prompt });
  expect(JSON.stringify(content)).toContain('no language model');
});

test('a signature without a rule is a typed error', async () => {
  await expect(
    handle.model.doGenerate({
      prompt,
      providerOptions: { memfun: { signature: 'poem.write', input: {} } },
    }),
  ).rejects.toMatchObject({ code: 'models.offline.no-rule' });
});

test('the predictor reads the engine’s answers like a model’s', async () => {
  const predictor = createPredictor({
    models: { forRole: async () => handle },
    logger: silentLogger,
  });
  const options = {
    signal: new AbortController().signal,
    budget: Budget.open(DEFAULT_LIMITS),
    emit: () => undefined,
    turnId: 'turn',
  };
  const direct = await predictor.predict(
    directAnswer,
    { task: 'thanks', memories: [], conversation: [], context: [] },
    options,
  );
  expect(direct.output).toEqual({ needsAgent: false, answer: 'You are welcome.', citations: [] });
  const quoted = await predictor.predict(
    subPrompt,
    { prompt: 'When was the bridge built?', context: 'It rained.\nThe bridge was built in 1931.' },
    options,
  );
  expect(quoted.output.answer).toBe('The bridge was built in 1931.');
  const extracted = await predictor.predict(
    rlmExtract,
    { task: 'where is the cache?', intent: 'ask', reason: 'steps', variables: [], history: [] },
    options,
  );
  expect(extracted.output.answer).toContain('had to end early');
});
