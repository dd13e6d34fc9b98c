// Embeddings as they are configured: asked of the right place with its key, used for finding, told by Doctor.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openMeaning } from '../../../runtime/app/embeddings.js';
import { loadConfig } from '../../../runtime/config/index.js';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import type { SecretStore } from '../../../runtime/ports/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
const { signal } = new AbortController();

const secrets: SecretStore = {
  get: async (name) => (name === 'embeddings' ? 'k3y' : undefined),
  set: async () => undefined,
  delete: async () => undefined,
};

async function open(settings: Record<string, string>) {
  const { memory } = loadConfig({ settings });
  const storage = createMemoryFileStore();
  const site = { secrets, storage, clock: systemClock, ids: createIds(), logger: silentLogger };
  return { storage, ...(await openMeaning(memory, site)) };
}

test('are none, unless they are asked for', async () => {
  const { meaning, probes } = await open({});
  expect(meaning).toBeUndefined();
  expect(probes).toEqual([]);
});

test('built in ones need nothing, and outlive the window', async () => {
  const { meaning, probes, storage } = await open({ 'memfun.memory.embeddings': 'built-in' });
  meaning?.set('m1', 'PostgreSQL is at 10.0.0.5');
  await meaning?.update(signal);
  expect(meaning?.progress).toEqual({ done: 1, total: 1 });
  expect([...storage.files.keys()].some((file) => file.startsWith('memory/vectors/'))).toBe(true);
  expect((await probes[0]?.run(signal))?.detail).toContain('1 of 1 memories');
});

test('of a server are asked for with the model and the stored key', async () => {
  const asked: { url: string | undefined; key: string | undefined; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      asked.push({ url: request.url, key: request.headers.authorization, body });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: [{ index: 0, embedding: [0.6, 0.8] }] }));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { probes } = await open({
    'memfun.memory.embeddings': 'openai-compatible',
    'memfun.memory.embeddingModel': 'small',
    'memfun.memory.embeddingPlace': `http://127.0.0.1:${port}/v1/`,
  });
  expect((await probes[0]?.run(signal))?.detail).toContain('2-dimensional');
  expect(asked).toEqual([
    { url: '/v1/embeddings', key: 'Bearer k3y', body: expect.stringContaining('"model":"small"') },
  ]);
});

test('that lack something are told, and words do meanwhile', async () => {
  const { meaning, probes } = await open({ 'memfun.memory.embeddings': 'ollama' });
  expect(meaning).toBeUndefined();
  await expect(probes[0]?.run(signal)).rejects.toMatchObject({
    code: 'memory.embeddings',
    remedy: expect.stringContaining('memfun.memory.embeddingModel'),
  });
});
