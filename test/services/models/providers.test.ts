// Every provider over its real wire protocol: answers, streams, tools, images, and each way to fail.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AbortedError, type RunEvent, silentLogger } from '../../../runtime/core/index.js';
import {
  ContextOverflowError,
  createPredictor,
  ModelAuthError,
  ModelEmptyAnswerError,
  ModelNotFoundError,
  ModelOverloadedError,
  ModelQuotaError,
  ModelStreamDroppedError,
  ModelUnreachableError,
  type Predictor,
  renderOutput,
  rlmStep,
  subPrompt,
} from '../../../runtime/models/index.js';
import { providerNamed } from '../../../runtime/models/providers/index.js';
import type { ModelHandle } from '../../../runtime/ports/index.js';
import { type Run, scriptedHandle, startRun } from '../../unit/models/scripted-model.js';
import { lines, type ModelServer, sse, startModelServer, status } from './server.js';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.stop());

const PATHS = { anthropic: '/v1', openai: '/v1', 'openai-compatible': '/v1', ollama: '/api' };
type ProviderName = keyof typeof PATHS;

async function handleAt(
  provider: ProviderName,
  baseUrl: string,
  facts: Partial<ModelHandle> = {},
): Promise<ModelHandle> {
  const model = await providerNamed(provider)?.open({
    name: 'model-1',
    baseUrl,
    headers: { 'x-extra': 'yes' },
    key: 'sk-test',
    contextWindow: 32_000,
  });
  if (model === undefined) throw new Error(`no provider ${provider}`);
  return scriptedHandle(model, { id: `${provider}/model-1`, contextWindow: 32_000, ...facts });
}

function predictorOf(handle: ModelHandle, waits: number[] = []): Predictor {
  return createPredictor({
    models: { forRole: () => Promise.resolve(handle) },
    logger: silentLogger,
    random: () => 0,
    wait: (ms) => Promise.resolve(void waits.push(ms)),
  });
}

const question = (word: string) => ({ prompt: word, context: 'c' });
const cellInput = (task: string) => ({
  task,
  intent: 'ask' as const,
  memories: [],
  functions: '',
  answerType: 'string',
  variables: [],
  history: [],
  step: { index: 0, of: 5 },
  budget: 'all of it',
});
const streamed = (run: Run, shown: string[]) => ({
  ...run.options,
  stream: { field: 'answer', onDelta: (t: string) => void shown.push(t), restart: () => undefined },
});

describe.each(Object.keys(PATHS) as ProviderName[])('%s', (provider) => {
  const path = PATHS[provider];
  const open = (facts?: Partial<ModelHandle>) => handleAt(provider, `${server.url}${path}`, facts);

  test('answers, streamed', async () => {
    const shown: string[] = [];
    const result = await predictorOf(await open()).predict(
      subPrompt,
      question('hello'),
      streamed(startRun(), shown),
    );
    expect(result.output.answer).toBe('Hi there.\n\nThis is a streamed reply.');
    expect(shown.join('')).toBe(result.output.answer);
    expect(shown.length).toBeGreaterThan(2);
    // The scripted Ollama reports no counts; the estimate stands in.
    if (provider !== 'ollama') expect(result.inputTokens).toBe(321);
    else expect(result.inputTokens).toBeGreaterThan(50);
  });

  test('calls a native tool', async () => {
    const predictor = predictorOf(await open({ dialect: 'tools' }));
    const result = await predictor.predict(rlmStep, cellInput('cell'), startRun().options);
    expect(result.output).toEqual({ reasoning: 'r', code: 'a = "b"\nc' });
  });

  test('a refused key and a wrong model name have remedies of their own', async () => {
    const predictor = predictorOf(await open());
    const noKey = await failure(
      predictor.predict(subPrompt, question('no-key'), startRun().options),
    );
    expect(noKey).toBeInstanceOf(ModelAuthError);
    expect(noKey.remedy).toContain('Set Up');
    const noModel = await failure(
      predictor.predict(subPrompt, question('no-model'), startRun().options),
    );
    expect(noModel).toBeInstanceOf(ModelNotFoundError);
    expect(noModel.message).toContain('model-1');
    expect(noModel.remedy).toContain('memfun.model');
  });

  test.each([
    ['busy', 'as long as asked', 3_000],
    ['overload', 'for the first backoff', 250],
  ])('%s: waits %s, then answers', async (word, _how, waitMs) => {
    const own = await startModelServer();
    try {
      const waits: number[] = [];
      const handle = await handleAt(provider, `${own.url}${path}`);
      const result = await predictorOf(handle, waits).predict(
        subPrompt,
        question(word),
        startRun().options,
      );
      expect(result.output.answer).toBe('after a wait');
      expect(waits).toEqual([waitMs]);
    } finally {
      await own.stop();
    }
  });

  test('a stream that breaks off after its first words is an error, never an answer', async () => {
    const shown: string[] = [];
    const failed = await failure(
      predictorOf(await open()).predict(subPrompt, question('drop'), streamed(startRun(), shown)),
    );
    expect(failed).toBeInstanceOf(ModelStreamDroppedError);
    expect(shown.join('')).toMatch(/^x x/);
  });

  test('an empty answer is an error', async () => {
    const failed = await failure(
      predictorOf(await open()).predict(subPrompt, question('empty'), startRun().options),
    );
    expect(failed).toBeInstanceOf(ModelEmptyAnswerError);
  });

  test('a stop in the middle of the answer ends the call', async () => {
    const run = startRun();
    const shown: string[] = [];
    const failed = await failure(
      predictorOf(await open()).predict(subPrompt, question('slow'), {
        ...run.options,
        stream: {
          field: 'answer',
          onDelta: (text) => {
            shown.push(text);
            run.stop.abort();
          },
          restart: () => undefined,
        },
      }),
    );
    expect(failed).toBeInstanceOf(AbortedError);
    expect(shown).toHaveLength(1);
    expect(called(run.events)).toMatchObject({ ok: false });
  });

  test('a server that does not run is named with its address and what to do', async () => {
    const handle = await handleAt(provider, 'http://127.0.0.1:9/api');
    const failed = await failure(
      predictorOf(handle).predict(subPrompt, question('hello'), startRun().options),
    );
    expect(failed).toBeInstanceOf(ModelUnreachableError);
    expect(failed.message).toContain('127.0.0.1:9');
    expect(failed.remedy).toContain(provider === 'ollama' ? 'ollama serve' : 'baseUrl');
  });
});

describe('on the wire', () => {
  const text = renderOutput(subPrompt, { answer: 'ok' });
  const image = { mediaType: 'image/png', data: new Uint8Array([137, 80, 78, 71]) };

  test('Anthropic: the system part is cached, the cache is counted, images are sent', async () => {
    server.raw(
      sse([
        [
          'message_start',
          {
            type: 'message_start',
            message: {
              id: 'm',
              type: 'message',
              role: 'assistant',
              model: 'model-1',
              content: [],
              stop_reason: null,
              stop_sequence: null,
              usage: {
                input_tokens: 200,
                cache_read_input_tokens: 1000,
                cache_creation_input_tokens: 34,
                output_tokens: 1,
              },
            },
          },
        ],
        [
          'content_block_start',
          { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
        ],
        [
          'content_block_delta',
          { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
        ],
        ['content_block_stop', { type: 'content_block_stop', index: 0 }],
        [
          'message_delta',
          {
            type: 'message_delta',
            delta: { stop_reason: 'end_turn' },
            usage: { output_tokens: 7 },
          },
        ],
        ['message_stop', { type: 'message_stop' }],
      ]),
    );
    const handle = await handleAt('anthropic', `${server.url}/raw`, { vision: true });
    const result = await predictorOf(handle).predict(subPrompt, question('x'), {
      ...startRun().options,
      images: [image],
    });
    expect(result.usage).toMatchObject({
      inputTokens: 1234,
      cachedInputTokens: 1000,
      outputTokens: 7,
    });
    const body = server.bodies.at(-1) ?? '';
    expect(JSON.parse(body)).toMatchObject({
      system: [{ type: 'text', cache_control: { type: 'ephemeral' } }],
      messages: [{ content: [{ type: 'image', source: { media_type: 'image/png' } }, {}] }],
    });
  });

  test.each(['openai', 'openai-compatible'] as const)(
    '%s: cached tokens are part of the input, images are sent',
    async (provider) => {
      const chunk = (rest: object) => ({
        id: 'c',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'model-1',
        ...rest,
      });
      server.raw(
        sse([
          [
            undefined,
            chunk({ choices: [{ index: 0, delta: { role: 'assistant', content: text } }] }),
          ],
          [undefined, chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })],
          [
            undefined,
            chunk({
              choices: [],
              usage: {
                prompt_tokens: 1234,
                completion_tokens: 7,
                total_tokens: 1241,
                prompt_tokens_details: { cached_tokens: 1000 },
              },
            }),
          ],
          [undefined, '[DONE]'],
        ]),
      );
      const handle = await handleAt(provider, `${server.url}/raw`, { vision: true });
      const result = await predictorOf(handle).predict(subPrompt, question('x'), {
        ...startRun().options,
        images: [image],
      });
      expect(result.usage).toMatchObject({
        inputTokens: 1234,
        cachedInputTokens: 1000,
        outputTokens: 7,
      });
      expect(server.bodies.at(-1)).toContain('data:image/png;base64,');
    },
  );

  test('Ollama: the window is set with the call, counts are read, images are sent', async () => {
    server.raw(
      lines([
        {
          model: 'model-1',
          created_at: '2026-01-01T00:00:00Z',
          message: { role: 'assistant', content: text },
          done: false,
        },
        {
          model: 'model-1',
          created_at: '2026-01-01T00:00:00Z',
          message: { role: 'assistant', content: '' },
          done: true,
          done_reason: 'stop',
          prompt_eval_count: 99,
          eval_count: 7,
          total_duration: 1,
          eval_duration: 1,
        },
      ]),
    );
    const handle = await handleAt('ollama', `${server.url}/raw`, { vision: true });
    const result = await predictorOf(handle).predict(subPrompt, question('x'), {
      ...startRun().options,
      images: [image],
    });
    expect(result.usage).toMatchObject({ inputTokens: 99, outputTokens: 7 });
    const body = JSON.parse(server.bodies.at(-1) ?? '') as Record<string, unknown>;
    expect(body['options']).toMatchObject({ num_ctx: 32_000, num_predict: 4_000 });
    expect(JSON.stringify(body['messages'])).toContain('"images":["');
  });

  test('what providers say about length, credit and overload is understood', async () => {
    const cases = [
      [
        'anthropic',
        400,
        'prompt is too long: 250000 tokens > 200000 maximum',
        ContextOverflowError,
      ],
      ['openai', 400, "This model's maximum context length is 8192 tokens.", ContextOverflowError],
      ['anthropic', 400, 'Your credit balance is too low', ModelQuotaError],
      ['openai', 429, 'You exceeded your current quota: insufficient_quota', ModelQuotaError],
      ['openai', 403, 'no access', ModelAuthError],
      ['ollama', 404, 'model "model-1" not found, try pulling it first', ModelNotFoundError],
    ] as const;
    for (const [provider, code, message, kind] of cases) {
      server.raw(
        status(code, {
          type: 'error',
          error: provider === 'ollama' ? message : { message, type: 'x' },
        }),
      );
      const handle = await handleAt(provider, `${server.url}/raw`);
      const failed = await failure(
        predictorOf(handle).predict(subPrompt, question('x'), startRun().options),
      );
      expect(failed, `${provider} ${code}`).toBeInstanceOf(kind);
    }
  });

  test('an overload inside a stream is an overload', async () => {
    const overloaded = sse([
      ['error', { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }],
    ]);
    for (let i = 0; i < 4; i++) server.raw(overloaded);
    const handle = await handleAt('anthropic', `${server.url}/raw`);
    const failed = await failure(
      predictorOf(handle).predict(subPrompt, question('x'), startRun().options),
    );
    expect(failed).toBeInstanceOf(ModelOverloadedError);
  });
});

async function failure(work: Promise<unknown>): Promise<Error & { readonly remedy?: string }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it should have failed');
}

function called(events: readonly RunEvent[]): RunEvent | undefined {
  return events.find((event) => event.type === 'model.called');
}
