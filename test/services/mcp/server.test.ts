// `memfun mcp`, driven by clients of both generations of the protocol: tools, memory, the agent, and clear errors.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client as NewClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as NewTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';

const FIXTURE = path.resolve(import.meta.dirname, '../../fixtures/repos/typescript');
let root = '';
let storage = '';
const closing: (() => Promise<void>)[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'mcp-'));
  storage = mkdtempSync(path.join(tmpdir(), 'mcp-storage-'));
  cpSync(FIXTURE, root, { recursive: true });
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  for (const folder of [root, storage]) rmSync(folder, { recursive: true, force: true });
});

const server = () => ({
  command: process.execPath,
  args: [
    path.resolve('dist/memfun.cjs'),
    'mcp',
    '--dir',
    root,
    '--storage',
    storage,
    '--engine',
    'quickjs',
  ],
  stderr: 'pipe' as const,
});
const resultSchema = z.object({
  isError: z.boolean().optional(),
  content: z.array(z.object({ type: z.string(), text: z.string().default('') })),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
});

/** What the tests use of a client, whichever generation it is. */
interface Peer {
  readonly names: readonly string[];
  readonly tools: readonly { readonly name: string; readonly annotations: unknown }[];
  call(name: string, input: object, signal?: AbortSignal): Promise<z.infer<typeof resultSchema>>;
  read(uri: string): Promise<string>;
  prompt(name: string, given: Record<string, string>): Promise<string>;
}

const textSchema = z.object({ contents: z.array(z.object({ text: z.string() })) });
const listSchema = z.object({
  tools: z.array(z.object({ name: z.string(), annotations: z.unknown() })),
});

async function oldPeer(): Promise<Peer> {
  const client = new OldClient({ name: 'old', version: '1' });
  await client.connect(new OldTransport(server()));
  return peerOf(client, (params, options) => client.callTool(params, undefined, options));
}

async function newPeer(): Promise<Peer> {
  const client = new NewClient(
    { name: 'new', version: '1' },
    { versionNegotiation: { mode: 'auto' } },
  );
  await client.connect(new NewTransport(server()));
  return peerOf(client, (params, options) => client.callTool(params, options));
}

async function peerOf(
  client: OldClient | NewClient,
  callTool: (
    params: { readonly name: string; readonly arguments: Record<string, unknown> },
    options: { readonly signal?: AbortSignal },
  ) => Promise<unknown>,
): Promise<Peer> {
  closing.push(() => client.close());
  const { tools } = listSchema.parse(await client.listTools());
  return {
    tools,
    names: tools.map(({ name }) => name),
    call: async (name, input, signal) =>
      resultSchema.parse(
        await callTool({ name, arguments: { ...input } }, signal === undefined ? {} : { signal }),
      ),
    read: async (uri) =>
      textSchema.parse(await client.readResource({ uri })).contents[0]?.text ?? '',
    prompt: async (name, given) =>
      JSON.stringify((await client.getPrompt({ name, arguments: given })).messages),
  };
}

describe.each([
  ['first', oldPeer],
  ['second', newPeer],
])('a client of the %s generation', (_name, connect) => {
  test('is offered what looks and remembers, and the agent, but nothing that changes or runs', async () => {
    const { names, tools } = await connect();
    for (const name of [
      'readFile',
      'search',
      'outline',
      'gitLog',
      'memory_search',
      'memory_store',
      'ask',
      'agent_run',
      'skill_run',
    ])
      expect(names).toContain(name);
    for (const name of ['editFile', 'writeFile', 'run', 'webFetch', 'final', 'llm'])
      expect(names).not.toContain(name);
    expect(tools.find(({ name }) => name === 'readFile')?.annotations).toMatchObject({
      readOnlyHint: true,
    });
  });

  test('lets an agent or a skill work by its name, and is told the names when there is no such one', async () => {
    const peer = await connect();
    const noAgent = await peer.call('agent_run', { agent: 'nobody', task: 'look' });
    expect(noAgent.isError).toBe(true);
    expect(noAgent.content[0]?.text).toContain('There is no agent "nobody"');
    const noSkill = await peer.call('skill_run', { skill: 'nothing' });
    expect(noSkill.isError).toBe(true);
    const ran = await peer.call('skill_run', { skill: 'explain-code', input: 'src/queue.ts' });
    expect(ran.structuredContent).toMatchObject({ stopReason: 'answered' });
  });

  test('reads files and searches, with data and text', async () => {
    const peer = await connect();
    const read = await peer.call('readFile', { path: 'src/retry.ts' });
    expect(read.structuredContent?.['text']).toContain('export function backoff');
    expect(read.content[0]?.text).toContain('export function backoff');
    const found = await peer.call('search', { pattern: 'backoff' });
    expect(JSON.stringify(found.structuredContent)).toContain('src/retry.ts');
  });

  test('stores memories with who said them and when, and finds them again', async () => {
    const peer = await connect();
    const saved = await peer.call('memory_store', {
      content: 'Ada wants releases on Fridays.',
      category: 'decision',
      importance: 0.9,
      speaker: 'Ada',
      session: 'talk-1',
      createdAt: '2026-03-01T10:00:00Z',
      fields: { team: 'core' },
    });
    expect(saved.structuredContent).toMatchObject({ action: 'added' });
    const hits = await peer.call('memory_search', { query: 'when are releases?' });
    expect(JSON.stringify(hits.structuredContent)).toContain('Fridays');
    expect(await peer.read('memfun://memory')).toContain('releases on Fridays');
  });

  test('keeps an imported conversation as it was, and reads it as a resource', async () => {
    const peer = await connect();
    for (const [speaker, content] of [
      ['Ada', 'Shall we meet?'],
      ['Bob', 'Yes!'],
      ['Ada', 'Yes!'],
    ])
      await peer.call('memory_store', { content, speaker, session: 'talk 7' });
    const talk = await peer.read('memory://session/talk%207');
    expect(talk).toMatch(/Ada: Shall we meet[^]*Bob: Yes![^]*Ada: Yes!/);
    await peer.call('memory_store', { content: 'I prefer tabs', layer: 'core' });
    expect(await peer.read('memory://profile')).toContain('I prefer tabs');
    await peer.call('memory_store', { content: 'Releases happen on Friday' });
    const project = await peer.read('memory://project/MEMORY.md');
    expect(project).toContain('Releases happen on Friday');
    expect(project).not.toContain('Shall we meet?');
    await expect(peer.read('memory://session/none')).rejects.toThrow();
    const recalled = await peer.prompt('recall_context', { topic: 'do I prefer tabs?' });
    expect(recalled).toContain('I prefer tabs');
    expect(await peer.prompt('session_handoff', { session: 's1' })).toContain('memory_store');
  });

  test('is told what only looks and what can be taken back', async () => {
    const { tools } = await connect();
    const hints = (name: string) => tools.find((tool) => tool.name === name)?.annotations;
    expect(hints('memory_search')).toMatchObject({ readOnlyHint: true });
    expect(hints('memory_delete')).toMatchObject({ readOnlyHint: false, destructiveHint: true });
    expect(hints('memory_store')).toMatchObject({ destructiveHint: false, idempotentHint: false });
  });

  test('asks the agent a question, and goes on in the same conversation', async () => {
    const peer = await connect();
    const { structuredContent } = await peer.call('ask', {
      question: 'what does backoff do in retry.ts?',
    });
    expect(structuredContent).toMatchObject({ stopReason: 'answered' });
    expect(JSON.stringify(structuredContent?.['citations'])).toContain('src/retry.ts');
    const again = await peer.call('ask', {
      question: '/memory',
      session: structuredContent?.['session'],
    });
    expect(again.structuredContent?.['session']).toBe(structuredContent?.['session']);
  });

  test('gets errors in words, with what to do', async () => {
    const peer = await connect();
    const missing = await peer.call('readFile', { path: 'src/none.ts' });
    expect(missing).toMatchObject({ isError: true });
    expect(missing.content[0]?.text).toContain('src/none.ts');
    const outside = await peer.call('readFile', { path: '../../etc/passwd' });
    expect(outside.isError).toBe(true);
    const secret = await peer.call('memory_store', {
      content: `The token is ${['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_')}`,
    });
    expect(secret.isError).toBe(true);
  });

  test('a wrong input is refused before anything runs', async () => {
    const peer = await connect();
    const answer = await peer.call('readFile', { path: 7 }).catch((error: unknown) => error);
    expect(answer instanceof Error ? answer.message : JSON.stringify(answer)).toMatch(/path/);
  });

  test('can give up a call, and the server goes on', async () => {
    const peer = await connect();
    const stop = new AbortController();
    const asking = peer.call('ask', { question: 'explain the whole repository' }, stop.signal);
    stop.abort();
    await expect(asking).rejects.toThrow();
    expect((await peer.call('readFile', { path: 'README.md' })).isError).not.toBe(true);
  });
});

test('the server ends with its client', async () => {
  const client = new OldClient({ name: 'short', version: '1' });
  const transport = new OldTransport(server());
  await client.connect(transport);
  const { pid } = transport;
  expect(pid).toBeGreaterThan(0);
  await client.close();
  await expect
    .poll(
      () => {
        try {
          process.kill(pid ?? 0, 0);
          return true;
        } catch {
          return false;
        }
      },
      { timeout: 10_000 },
    )
    .toBe(false);
});
