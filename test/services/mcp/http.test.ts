// `memfun mcp --http`: clients of both generations over HTTP, each its own principal, and nobody else let in.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  Client as NewClient,
  StreamableHTTPClientTransport as NewTransport,
} from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { put } from './window.js';

let root = '';
let storage = '';
let child: ChildProcess | undefined;
let serving = { url: '', token: '' };

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'mcp-http-'));
  storage = mkdtempSync(path.join(tmpdir(), 'mcp-http-storage-'));
  put(root, 'a.txt', 'the first line\n');
  child = spawn(
    process.execPath,
    [
      path.resolve('dist/memfun.cjs'),
      'mcp',
      '--http',
      '0',
      '--dir',
      root,
      '--storage',
      storage,
      '--engine',
      'quickjs',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  serving = JSON.parse(line.toString()) as typeof serving;
});
afterAll(async () => {
  const over = child === undefined ? undefined : once(child, 'exit');
  child?.kill('SIGTERM');
  await over;
  for (const folder of [root, storage]) rmSync(folder, { recursive: true, force: true });
});

const headers = (token = serving.token) => ({
  requestInit: { headers: { authorization: `Bearer ${token}` } },
});

async function newClient(name: string, token?: string): Promise<NewClient> {
  const client = new NewClient({ name, version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new NewTransport(new URL(serving.url), headers(token)));
  return client;
}
async function oldClient(name: string): Promise<OldClient> {
  const client = new OldClient({ name, version: '1' });
  await client.connect(new OldTransport(new URL(serving.url), headers()));
  return client;
}

describe.each([
  ['first', oldClient],
  ['second', newClient],
] as const)('a client of the %s generation', (generation, open) => {
  test('lists, calls and reads', async () => {
    const client = await open(`peer-${generation}`);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['ask', 'readFile']));
    expect(
      tools.every(
        ({ outputSchema }) => outputSchema === undefined || outputSchema.type === 'object',
      ),
    ).toBe(true);
    const read = await client.callTool({ name: 'readFile', arguments: { path: 'a.txt' } });
    expect(JSON.stringify(read.structuredContent)).toContain('the first line');
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toContain('memfun://memory');
    const { contents } = await client.readResource({ uri: 'memfun://file/a.txt' });
    expect(JSON.stringify(contents)).toContain('the first line');
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toContain('review-code');
    const { messages } = await client.getPrompt({
      name: 'review-code',
      arguments: { args: 'a.txt' },
    });
    expect(JSON.stringify(messages)).toContain('a.txt');
    await client.close();
  });

  test('reaches no file outside of the folder by an address', async () => {
    const client = await open('climber');
    for (const uri of [
      'memfun://file/../../../../etc/passwd',
      'memfun://file/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
      'memfun://file//etc/passwd',
      'memfun://file/..%2f..%2f..%2f..%2fetc%2fpasswd',
      'file:///etc/passwd',
    ])
      await expect(client.readResource({ uri }), uri).rejects.toThrow();
    await client.close();
  });

  test('is told what happens while the agent works', async () => {
    const client = await open('watcher');
    const seen: (string | undefined)[] = [];
    const asked = { name: 'ask', arguments: { question: 'what does a.txt say?' } };
    const onprogress = ({ message }: { readonly message?: string | undefined }): void =>
      void seen.push(message);
    // The older client takes a schema before its options.
    await (client instanceof OldClient
      ? client.callTool(asked, undefined, { onprogress })
      : client.callTool(asked, { onprogress }));
    expect(seen.join('\n')).toMatch(/readFile|search|listFiles/);
    await client.close();
  });

  test('is a principal of its own in the audit', async () => {
    const name = `saver-${generation}`;
    const client = await open(name);
    await client.callTool({ name: 'memory_store', arguments: { content: `Known from ${name}.` } });
    const history = await client.callTool({ name: 'ask', arguments: { question: '/history' } });
    expect(JSON.stringify(history.structuredContent)).toContain(`mcp-http:${name}`);
    await client.close();
  });
});

describe('nobody else', () => {
  const post = (more: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(serving.url);
      const asking = request(
        {
          host: '127.0.0.1',
          port,
          path: '/mcp',
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'application/json, text/event-stream',
            ...more,
          },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      asking.on('error', reject);
      asking.end(
        JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'initialize',
          params: {
            protocolVersion: '2025-06-18',
            capabilities: {},
            clientInfo: { name: 'x', version: '1' },
          },
        }),
      );
    });
  const good = () => ({ authorization: `Bearer ${serving.token}` });

  test('is let in without the token, or with a wrong one', async () => {
    expect(await post({})).toBe(401);
    expect(await post({ authorization: 'Bearer x' })).toBe(401);
    expect(await post({ authorization: `Bearer ${serving.token}x` })).toBe(401);
    expect(await post(good())).toBe(200);
    await expect(newClient('thief', 'guess')).rejects.toThrow();
  });

  test('is let in by a name that was bent to this machine, or from a page of another site', async () => {
    expect(await post({ ...good(), host: 'evil.example' })).toBe(403);
    expect(await post({ ...good(), origin: 'https://evil.example' })).toBe(403);
    expect(await post({ ...good(), origin: 'http://localhost:3000' })).toBe(200);
  });

  test('can make it keep a body without end', async () => {
    const { port } = new URL(serving.url);
    const status = await new Promise<number | string | undefined>((resolve) => {
      const asking = request(
        { host: '127.0.0.1', port, path: '/mcp', method: 'POST', headers: good() },
        (response) => resolve(response.statusCode),
      );
      asking.on('error', (error) => resolve(error.message));
      asking.write('x'.repeat(5 * 1024 * 1024));
      asking.end();
    });
    expect([413, 'read ECONNRESET', 'write EPIPE']).toContain(status);
    expect(await post(good())).toBe(200);
  });
});
