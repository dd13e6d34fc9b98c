// Our client against real servers of both generations, over every transport: one way to call them all.
import { describe, expect, test } from 'vitest';
import type { McpConnection } from '../../../runtime/mcp/index.js';
import { connectionTo, isAlive, oldHttpPeer, peer, soon, textOf } from './connections.js';

const WAYS: readonly (readonly [string, () => Promise<McpConnection>, string])[] = [
  ['a new server over stdio', async () => connectionTo(peer('new.mjs')), '2026-07-28'],
  ['an old server over stdio', async () => connectionTo(peer('old.mjs')), '2025-11-25'],
  [
    'an old server over HTTP',
    async () => connectionTo({ kind: 'http', url: await oldHttpPeer('http'), headers: {} }),
    '2025-11-25',
  ],
  [
    'a server of the first revision, over SSE',
    async () => connectionTo({ kind: 'http', url: await oldHttpPeer('sse'), headers: {} }),
    '2025-11-25',
  ],
];

describe.each(WAYS)('%s', (_name, open, revision) => {
  test('is connected in its own revision, with all that it offers', async () => {
    const connection = await open();
    await connection.ready(soon());
    expect(connection.state).toBe('ready');
    expect(connection.revision).toBe(revision);
    expect(connection.instructions).toBe('Ask me.');
    expect(connection.tools.map(({ name }) => name)).toContain('get-sum');
    const sum = await connection.callTool('get-sum', { a: 2, b: 3 }, { signal: soon() });
    expect(sum.structuredContent).toEqual({ sum: 5 });
    expect((await connection.listResources(soon())).map(({ uri }) => uri)).toEqual(['note://1']);
    const { contents } = await connection.readResource('note://1', soon());
    expect(contents[0]).toMatchObject({ text: 'a note' });
    expect((await connection.listPrompts(soon())).map(({ name }) => name)).toEqual(['greet']);
    const { messages } = await connection.getPrompt('greet', { name: 'Ada' }, soon());
    expect(JSON.stringify(messages)).toContain('Say hello to Ada.');
  });

  test('tells progress, and gives up a call that is not wanted any more', async () => {
    const connection = await open();
    const seen: number[] = [];
    const result = await connection.callTool(
      'slow',
      { steps: 3 },
      { signal: soon(), onProgress: ({ progress }) => seen.push(progress) },
    );
    expect(textOf(result)).toBe('done');
    expect(seen).toEqual([1, 2, 3]);
    const stop = new AbortController();
    const call = connection.callTool('slow', { steps: 200 }, { signal: stop.signal });
    setTimeout(() => stop.abort(), 200);
    await expect(call).rejects.toMatchObject({ code: 'aborted' });
    expect((await connection.callTool('look', {}, { signal: soon() })).content).toHaveLength(4);
  });
});

describe('a server process', () => {
  test('gets a scrubbed environment and what its definition names, and its log hides what it was given', async () => {
    const server = peer('new.mjs');
    const token = 'very-private-token';
    const connection = connectionTo(
      { ...server, kind: 'stdio', env: { PEER_TOKEN: token } } as typeof server,
      {
        env: { ...process.env, GITHUB_TOKEN: 'x-of-the-user', EDITOR_WISH: 'vi' },
        hidden: [token],
      },
    );
    const result = await connection.callTool('environment', {}, { signal: soon() });
    const environment = JSON.parse(textOf(result)) as Record<string, string>;
    expect(environment['PEER_TOKEN']).toBe(token);
    expect(environment['GITHUB_TOKEN']).toBeUndefined();
    expect(environment['EDITOR_WISH']).toBe('vi');
    await expect.poll(() => connection.logs.join('\n')).toContain('started with [secret]');
  });

  test('ends with its connection, with everything that it has started', async () => {
    const connection = connectionTo(peer('new.mjs'));
    const child = Number(textOf(await connection.callTool('start-child', {}, { signal: soon() })));
    expect(isAlive(child)).toBe(true);
    await connection.close();
    expect(isAlive(child)).toBe(false);
    expect(connection.state).toBe('off');
  });

  test('that ends is started again, and calls work again', async () => {
    const connection = connectionTo(peer('old.mjs'));
    await expect(connection.callTool('die', {}, { signal: soon() })).rejects.toMatchObject({
      code: 'mcp.call',
    });
    const sum = await connection.callTool('get-sum', { a: 1, b: 1 }, { signal: soon() });
    expect(sum.structuredContent).toEqual({ sum: 2 });
    expect(connection.logs.join('\n')).toContain('[ended with exit code 7]');
  });

  test('that cannot be started says so, and how to see more', async () => {
    const connection = connectionTo({
      kind: 'stdio',
      command: '/no/such/program',
      args: [],
      env: {},
    });
    await expect(connection.ready(soon())).rejects.toMatchObject({
      code: 'mcp.connect',
      message: expect.stringContaining('ENOENT'),
      remedy: expect.stringContaining('/mcp logs peer'),
    });
    expect(connection.state).toBe('failed');
  });

  test('that changes its tools has the new ones listed', async () => {
    const listed: string[][] = [];
    const connection = connectionTo(peer('new.mjs'), {
      onTools: (tools) => listed.push(tools.map(({ name }) => name)),
    });
    await connection.callTool('learn', {}, { signal: soon() });
    await expect.poll(() => listed.at(-1), { timeout: 10_000 }).toContain('learned');
    expect(listed[0]).not.toContain('learned');
  });
});
