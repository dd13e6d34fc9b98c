// Searching: every engine gives the same results in the same form, and says what is wrong when it gives none.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { SecretStore } from '../../../runtime/ports/index.js';
import type { SafeFetch, SearchBackend } from '../../../runtime/web/index.js';
import {
  brave,
  chooseSearch,
  createSafeFetch,
  duckDuckGo,
  searxng,
  tavily,
} from '../../../runtime/web/index.js';
import { serve, type TestServer } from './server.js';

const { signal } = new AbortController();
const open: TestServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

type Make = (fetch: SafeFetch, url: string) => SearchBackend;
const ENGINES: readonly [string, Make, string, string][] = [
  ['DuckDuckGo', (fetch, url) => duckDuckGo(fetch, url), 'duckduckgo.html', 'text/html'],
  ['Brave', (fetch, url) => brave(fetch, 'k3y', url), 'brave.json', 'application/json'],
  ['Tavily', (fetch, url) => tavily(fetch, 'k3y', url), 'tavily.json', 'application/json'],
  ['SearXNG', (fetch, url) => searxng(fetch, url), 'searxng.json', 'application/json'],
];

function fixture(name: string): string {
  return readFileSync(path.resolve(import.meta.dirname, '../../fixtures/web', name), 'utf8');
}

/** An engine whose server always answers the same, and what that server is asked. */
async function engine(make: Make, body: string, status = 200, type = 'application/json') {
  const bodies: string[] = [];
  const server = await serve((request, response) => {
    request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
    request.on('end', () => response.writeHead(status, { 'content-type': type }).end(body));
  });
  open.push(server);
  return { backend: make(server.fetch(), server.url('/base/')), server, bodies };
}

describe.each(ENGINES)('%s', (_name, make, file, type) => {
  test('gives titles, addresses and words without markup', async () => {
    const { backend } = await engine(make, fixture(file), 200, type);
    expect(await backend.search('node streams', 10, signal)).toEqual([
      {
        title: 'Stream | Node & docs',
        url: expect.stringMatching(/^https:\/\/nodejs\.example\/api\/stream\.html/),
        snippet: 'A stream is an abstract interface for working with data.',
      },
      { title: 'Streams, explained', url: 'https://blog.example/streams', snippet: '' },
    ]);
  });

  test('gives no more than wanted', async () => {
    const { backend } = await engine(make, fixture(file), 200, type);
    expect(await backend.search('node streams', 1, signal)).toHaveLength(1);
  });

  test('is asked with every letter of the query', async () => {
    const query = 'c++ "a&b" #é=?';
    const { backend, server, bodies } = await engine(make, fixture(file), 200, type);
    await backend.search(query, 3, signal);
    const sent = new URL(server.seen[0]?.url ?? '', 'http://x').searchParams.get('q');
    expect(sent ?? JSON.parse(bodies.join(''))).toEqual(
      sent === null ? { query, max_results: 3 } : query,
    );
  });

  test('that is asked too often says so, and what to do', async () => {
    const { backend } = await engine(make, 'slow down', 429, 'text/plain');
    await expect(backend.search('q', 5, signal)).rejects.toMatchObject({
      code: 'search.limited',
      remedy: expect.stringMatching(/memfun\.web\.search\.backend/),
    });
  });

  test.each([
    ['something else', '{"unexpected": true, "web": 7}', 200],
    ['nothing', '', 200],
    ['a failure', 'oops', 500],
  ])('that answers with %s is an error, not an empty list', async (_what, body, status) => {
    const { backend } = await engine(make, body, status, type);
    await expect(backend.search('q', 5, signal)).rejects.toMatchObject({ code: 'search.answer' });
  });
});

test('DuckDuckGo asking for a human is a limit with advice', async () => {
  for (const status of [200, 202]) {
    const { backend } = await engine(
      ENGINES[0]?.[1] ?? duckDuckGo,
      fixture('duckduckgo-challenge.html'),
      status,
      'text/html',
    );
    await expect(backend.search('q', 5, signal)).rejects.toMatchObject({ code: 'search.limited' });
  }
});

test('DuckDuckGo finding nothing is an empty list', async () => {
  const { backend } = await engine(duckDuckGo, fixture('duckduckgo-none.html'), 200, 'text/html');
  expect(await backend.search('xqzv', 5, signal)).toEqual([]);
});

test('keys go into the header that the engine wants, never into the address', async () => {
  const first = await engine(ENGINES[1]?.[1] ?? duckDuckGo, fixture('brave.json'));
  await first.backend.search('q', 5, signal);
  expect(first.server.seen[0]?.headers['x-subscription-token']).toBe('k3y');
  const second = await engine(ENGINES[2]?.[1] ?? duckDuckGo, fixture('tavily.json'));
  await second.backend.search('q', 5, signal);
  expect(second.server.seen[0]?.headers['authorization']).toBe('Bearer k3y');
  for (const { server } of [first, second]) expect(server.seen[0]?.url).not.toContain('k3y');
});

test.each([
  ['brave', 422],
  ['brave', 401],
  ['tavily', 401],
  ['searxng', 403],
] as const)('%s answering %i is a matter of set-up', async (name, status) => {
  const make: Make =
    { brave: ENGINES[1], tavily: ENGINES[2], searxng: ENGINES[3] }[name]?.[1] ?? duckDuckGo;
  const { backend } = await engine(make, '{}', status);
  await expect(backend.search('q', 5, signal)).rejects.toMatchObject({ code: 'search.set_up' });
});

describe('the configured engine', () => {
  const secrets = (keys: Readonly<Record<string, string>>): SecretStore => ({
    get: async (name) => keys[name],
    set: async () => undefined,
    delete: async () => undefined,
  });
  const fetch = createSafeFetch();

  test.each(['duckduckgo', 'brave', 'tavily', 'searxng'] as const)('is %s', async (backend) => {
    const chosen = await chooseSearch(
      { backend, url: 'http://search.test' },
      { fetch, secrets: secrets({ brave: 'a', tavily: 'b' }) },
    );
    expect(chosen.name).toBe(backend);
  });

  test.each(['brave', 'tavily', 'searxng'] as const)(
    '%s without its key or address says what is missing',
    async (backend) => {
      await expect(
        chooseSearch({ backend, url: undefined }, { fetch, secrets: secrets({}) }),
      ).rejects.toMatchObject({ code: 'search.set_up', remedy: expect.stringMatching(/Set/) });
    },
  );

  test('may be a server on this machine, and reaches nothing else there', async () => {
    const { server } = await engine(duckDuckGo, fixture('searxng.json'));
    const own = { backend: 'searxng', url: `http://127.0.0.1:${server.port}` } as const;
    const chosen = await chooseSearch(own, { fetch, secrets: secrets({}) });
    expect(await chosen.search('q', 5, signal)).toHaveLength(2);
    await expect(fetch({ url: own.url, signal })).rejects.toMatchObject({ code: 'web.forbidden' });
  });
});
