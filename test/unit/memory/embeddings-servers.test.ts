// Providers of embeddings: against a real server of this machine that is busy, wrong, slow or gone.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AbortedError } from '../../../runtime/core/index.js';
import {
  EmbeddingError,
  localModelEmbeddings,
  ollamaEmbeddings,
  openAiEmbeddings,
} from '../../../runtime/memory/embeddings/index.js';

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Never answers. */
  readonly silent?: boolean;
}

interface Seen {
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: { readonly model: string; readonly input: readonly string[] };
}

/** A server that gives these answers in turn, the last one for good. */
async function serverOf(...answers: readonly Answer[]) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Seen['body'];
      seen.push({ url: request.url, headers: request.headers, body });
      const {
        status = 200,
        headers = {},
        body: answer = {},
        silent = false,
      } = answers[Math.min(seen.length, answers.length) - 1] ?? {};
      if (silent) return;
      response.writeHead(status, headers);
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const options = { baseUrl: `http://127.0.0.1:${port}`, model: 'm', firstPauseMs: 1 };
  return { seen, options, close: () => server.close() };
}

const never = new AbortController().signal;
const values = (vectors: readonly Float32Array[]) => vectors.map((vector) => [...vector]);

test('Ollama is asked for all texts at once, and its vectors have length 1', async () => {
  const { seen, options } = await serverOf({
    body: {
      embeddings: [
        [3, 4],
        [0, 2],
      ],
    },
  });
  const provider = ollamaEmbeddings(options);
  const vectors = await provider.embed(['one', 'two'], never);
  expect(values(vectors)).toEqual([
    [expect.closeTo(0.6), expect.closeTo(0.8)],
    [0, 1],
  ]);
  expect(provider.dim).toBe(2);
  expect(seen).toMatchObject([{ url: '/api/embed', body: { model: 'm', input: ['one', 'two'] } }]);
});

test('a server of the protocol of OpenAI may answer in any order, and gets its key', async () => {
  const { seen, options } = await serverOf({
    body: {
      data: [
        { index: 1, embedding: [0, 1] },
        { index: 0, embedding: [1, 0] },
      ],
    },
  });
  const provider = openAiEmbeddings({
    ...options,
    baseUrl: `${options.baseUrl}/v1`,
    headers: { authorization: 'Bearer k' },
  });
  expect(values(await provider.embed(['one', 'two'], never))).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(seen).toMatchObject([{ url: '/v1/embeddings', headers: { authorization: 'Bearer k' } }]);
});

test('nothing is asked for no texts', async () => {
  const { seen, options } = await serverOf({});
  expect(await ollamaEmbeddings(options).embed([], never)).toEqual([]);
  expect(seen).toEqual([]);
});

describe('a server that', () => {
  test('is busy is asked again, until it answers', async () => {
    const { seen, options } = await serverOf(
      { status: 503 },
      { status: 429, headers: { 'retry-after': '0' } },
      { body: { embeddings: [[1]] } },
    );
    expect(values(await ollamaEmbeddings(options).embed(['a'], never))).toEqual([[1]]);
    expect(seen).toHaveLength(3);
  });

  test('stays busy is given up after four attempts', async () => {
    const { seen, options } = await serverOf({ status: 500 });
    await expect(ollamaEmbeddings(options).embed(['a'], never)).rejects.toThrow(/4 attempts/);
    expect(seen).toHaveLength(4);
  });

  test('is not there is an error that says what to do', async () => {
    const { options, close } = await serverOf({});
    close();
    const error = await ollamaEmbeddings(options)
      .embed(['a'], never)
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(EmbeddingError);
    expect(error).toMatchObject({
      code: 'memory.embedding',
      remedy: expect.stringContaining('built-in'),
    });
  });

  test.each([
    ['refuses the key', { status: 401, body: 'no' }, /401/],
    ['does not know the model', { status: 404, body: 'model not found' }, /model not found/],
    ['answers no JSON', { body: '<html>' }, /expected form/],
    ['answers other JSON', { body: { vectors: [] } }, /expected form/],
    ['answers too few vectors', { body: { embeddings: [[1, 2]] } }, /1 vectors for 2 texts/],
    [
      'answers vectors of different lengths',
      { body: { embeddings: [[1, 2], [1]] } },
      /2 vectors for 2/,
    ],
  ])('%s is not asked again', async (_, answer, message) => {
    const { seen, options } = await serverOf(answer);
    const error = await ollamaEmbeddings(options)
      .embed(['a', 'b'], never)
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(EmbeddingError);
    expect(String(error)).toMatch(message);
    expect(seen).toHaveLength(1);
  });

  test('does not answer is left when the signal fires', async () => {
    const { options } = await serverOf({ silent: true });
    const controller = new AbortController();
    const asked = openAiEmbeddings(options).embed(['a'], controller.signal);
    setTimeout(() => controller.abort(), 20);
    await expect(asked).rejects.toBeInstanceOf(AbortedError);
  });

  test('is busy is not waited for when the signal fires', async () => {
    const { options } = await serverOf({ status: 503, headers: { 'retry-after': '5' } });
    const controller = new AbortController();
    const asked = ollamaEmbeddings(options).embed(['a'], controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(asked).rejects.toBeInstanceOf(AbortedError);
  });
});

describe('a model in a folder', () => {
  const folderWithModel = (): string => {
    const folder = mkdtempSync(path.join(tmpdir(), 'memfun-model-'));
    writeFileSync(path.join(folder, 'config.json'), '{}');
    return folder;
  };

  test('that is not there is said, before the package is looked for', async () => {
    const provider = localModelEmbeddings({ folder: '/nowhere/model' });
    await expect(provider.embed(['a'], never)).rejects.toThrow(/no model in \/nowhere\/model/);
  });

  test('needs the package, and says which', async () => {
    const provider = localModelEmbeddings({ folder: folderWithModel() });
    const error = await provider.embed(['a'], never).catch((e: unknown) => e);
    expect(error).toMatchObject({ remedy: expect.stringContaining('@huggingface/transformers') });
  });

  test('is loaded once, without downloads', async () => {
    const asked: unknown[] = [];
    const env = { allowRemoteModels: true };
    const pipeline = (...call: unknown[]) => {
      asked.push(call);
      const extract = (texts: readonly string[]) =>
        Promise.resolve({
          dims: [texts.length, 2],
          data: Float32Array.from(texts.flatMap(() => [0, 1])),
        });
      return Promise.resolve(extract);
    };
    const folder = folderWithModel();
    const provider = localModelEmbeddings({
      folder,
      load: () => Promise.resolve({ env, pipeline }),
    });
    expect(values(await provider.embed(['a', 'b'], never))).toEqual([
      [0, 1],
      [0, 1],
    ]);
    await provider.embed(['c'], never);
    expect(asked).toEqual([['feature-extraction', folder, { local_files_only: true }]]);
    expect(env.allowRemoteModels).toBe(false);
  });

  test('that cannot be loaded is tried again next time', async () => {
    let attempts = 0;
    const load = () => {
      attempts++;
      return Promise.resolve({ env: {}, pipeline: 'none' });
    };
    const provider = localModelEmbeddings({ folder: folderWithModel(), load });
    for (let i = 0; i < 2; i++) {
      await expect(provider.embed(['a'], never)).rejects.toThrow(/could not be loaded/);
    }
    expect(attempts).toBe(2);
  });
});
