// The web as the agent has it: its tools behind the gate, with hosts that are asked about.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createHostAuthority } from '../../../runtime/agents/approval/host-authority.js';
import { openWebParts } from '../../../runtime/app/web.js';
import { loadConfig } from '../../../runtime/config/index.js';
import type { Mode } from '../../../runtime/core/index.js';
import { createIds, silentLogger } from '../../../runtime/core/index.js';
import type { ApprovalAnswer } from '../../../runtime/ports/index.js';
import { createGate } from '../../../runtime/safety/index.js';
import {
  createToolRegistry,
  toolDeclarations,
  toolSignature,
} from '../../../runtime/tools/index.js';
import { environmentOn } from '../../support/environment.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { recorderInProcess } from '../agents/stores.js';
import { serve, type TestServer } from './server.js';

const { signal } = new AbortController();
const open: TestServer[] = [];
const fixture = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, '../../fixtures/web', name), 'utf8');

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A site with one article, a redirect elsewhere, and a SearXNG that finds two pages. */
async function site(): Promise<TestServer> {
  const server: TestServer = await serve(({ url = '' }, response) => {
    if (url.startsWith('/search')) {
      const found = fixture('searxng.json').replace(
        'https://blog.example/streams',
        server.url('/article', 'found.test'),
      );
      response.writeHead(200, { 'content-type': 'application/json' }).end(found);
    } else if (url === '/away') {
      response.writeHead(302, { location: server.url('/article', 'elsewhere.test') }).end();
    } else response.writeHead(200, { 'content-type': 'text/html' }).end(fixture('article.html'));
  });
  open.push(server);
  return server;
}

/** The tools of one turn, what is asked, and a way to call them. */
async function turn(
  server: TestServer,
  mode: Mode,
  {
    named = [],
    storage = createMemoryFileStore(),
    answer = { decision: 'deny' },
  }: {
    readonly named?: readonly string[];
    readonly storage?: ReturnType<typeof createMemoryFileStore>;
    readonly answer?: ApprovalAnswer;
  } = {},
) {
  const env = environmentOn('/', { projectStorage: storage });
  const web = await openWebParts(env, server.fetch());
  if (web === undefined) throw new Error('the web is off');
  const { search } = loadConfig({
    settings: {
      'memfun.web.search.backend': 'searxng',
      'memfun.web.search.url': `http://127.0.0.1:${server.port}`,
    },
  }).web;
  const asked: string[] = [];
  const approvals = {
    ask: async ({ host = '' }: { readonly host?: string }) => {
      asked.push(host);
      return answer;
    },
  };
  const recorder = recorderInProcess();
  const hosts = createHostAuthority(
    {
      mode,
      approvals,
      facts: (turnId) => web.facts(turnId, search),
      allowAlways: (host) => web.allowAlways(host),
    },
    { turnId: 't', ids: createIds(), recorder, signal },
    new Set(named),
  );
  const registry = createToolRegistry(web.tools(search));
  const gate = createGate({
    registry,
    trusted: true,
    changes: 'off',
    hosts,
    signatureOf: toolSignature,
    logger: silentLogger,
  });
  const call = async (name: string, input: Readonly<Record<string, string>>) =>
    (
      await gate.call(name, input, {
        signal,
        logger: silentLogger,
        caller: 'agent',
        turnId: 't',
        stepId: undefined,
      })
    ).result;
  return { call, asked, registry };
}

const page = z.object({ ok: z.literal(true), value: z.record(z.string(), z.unknown()) });

describe('webFetch', () => {
  test('gives the page with the mark that strangers wrote it, and where it is from', async () => {
    const server = await site();
    const { call, asked } = await turn(server, 'auto', { named: [`public.test:${server.port}`] });
    const { value } = page.parse(await call('webFetch', { url: server.url('/article#top') }));
    expect(value).toMatchObject({
      untrusted: true,
      source: server.url('/article'),
      title: 'Backpressure in streams',
    });
    expect(value['text']).toContain('highWaterMark');
    expect(asked).toEqual([]);
  });

  test('asks in mode ask, and what is allowed for good is not asked for in the next run', async () => {
    const server = await site();
    const storage = createMemoryFileStore();
    const url = server.url('/article');
    const first = await turn(server, 'ask', {
      storage,
      answer: { decision: 'allow', always: true },
    });
    expect(await first.call('webFetch', { url })).toMatchObject({ ok: true });
    const second = await turn(server, 'ask', { storage });
    expect(await second.call('webFetch', { url })).toMatchObject({ ok: true });
    expect([first.asked, second.asked]).toEqual([[`public.test:${server.port}`], []]);
  });

  test('visits nothing that was denied', async () => {
    const server = await site();
    const { call } = await turn(server, 'plan');
    expect(await call('webFetch', { url: server.url('/?secret=1') })).toMatchObject({
      ok: false,
      error: { code: 'tool.denied' },
    });
    expect(server.seen).toHaveLength(0);
  });

  test('does not follow an allowed host to one that nobody decided about', async () => {
    const server = await site();
    const { call } = await turn(server, 'auto', { named: [`public.test:${server.port}`] });
    expect(await call('webFetch', { url: server.url('/away') })).toMatchObject({
      ok: false,
      error: { code: 'web.redirect', message: expect.stringMatching(/elsewhere\.test/) },
    });
    expect(server.seen).toHaveLength(1);
  });

  test('reaches no private address even when the user allows it', async () => {
    const server = await site();
    const { call } = await turn(server, 'ask', { answer: { decision: 'allow' } });
    expect(
      await call('webFetch', { url: `http://127.0.0.1:${server.port}/article` }),
    ).toMatchObject({ ok: false, error: { code: 'web.forbidden' } });
  });
});

describe('webSearch', () => {
  test('gives results that may be fetched unasked in the same turn, and no other address of their hosts', async () => {
    const server = await site();
    const { call, asked } = await turn(server, 'auto');
    const { value } = page.parse(await call('webSearch', { query: 'node streams' }));
    expect(value).toMatchObject({ untrusted: true, source: 'searxng' });
    const url = server.url('/article', 'found.test');
    expect(await call('webFetch', { url })).toMatchObject({ ok: true });
    expect(asked).toEqual([]);
    expect(await call('webFetch', { url: `${url}?leak=1` })).toMatchObject({ ok: false });
    expect(asked).toEqual([`found.test:${server.port}`]);
  });
});

test('both are declared to the model with the mark', async () => {
  const { registry } = await turn(await site(), 'auto');
  const text = toolDeclarations(registry.list());
  expect(text).toMatch(/declare function webFetch\(url: string\): Promise<\{ untrusted: true/);
  expect(text).toMatch(/declare function webSearch\(query: string\)/);
});

test('nothing is there for a workspace that is not trusted', async () => {
  expect(await openWebParts(environmentOn('/', { trusted: false }))).toBeUndefined();
});
