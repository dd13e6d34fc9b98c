// Our client with servers that others have written and publish: each does its work through it, and leaves no process.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { McpConnection } from '../../../runtime/mcp/index.js';
import { connectionTo, isAlive, soon, textOf } from './connections.js';
import { calling, folder, openWindow, put } from './window.js';

function script(name: string): string {
  return path.resolve('node_modules/@modelcontextprotocol', name, 'dist/index.js');
}

function published(
  name: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): { readonly connection: McpConnection; readonly running: () => number } {
  const pids = new Set<number>();
  const connection = connectionTo(
    { kind: 'stdio', command: process.execPath, args: [script(name), ...args], env },
    { onProcess: ({ pid }) => pids.add(pid) },
  );
  return { connection, running: () => [...pids].filter(isAlive).length };
}

const call = (connection: McpConnection, tool: string, input: Record<string, unknown> = {}) =>
  connection.callTool(tool, input, { signal: soon() });

test('server-filesystem reads and writes in its folder, and refuses beyond it', async () => {
  const root = folder('filesystem');
  writeFileSync(path.join(root, 'a.txt'), 'of a');
  const { connection, running } = published('server-filesystem', [root]);
  const read = await call(connection, 'read_text_file', { path: path.join(root, 'a.txt') });
  expect(textOf(read)).toBe('of a');
  await call(connection, 'write_file', { path: path.join(root, 'b.txt'), content: 'of b' });
  expect(readFileSync(path.join(root, 'b.txt'), 'utf8')).toBe('of b');
  const beyond = await call(connection, 'read_text_file', { path: '/etc/passwd' });
  expect(beyond.isError).toBe(true);
  await connection.close();
  await expect.poll(running, { timeout: 10_000 }).toBe(0);
});

test('server-memory keeps a graph', async () => {
  const file = path.join(folder('memory'), 'graph.jsonl');
  const { connection } = published('server-memory', [], { MEMORY_FILE_PATH: file });
  await call(connection, 'create_entities', {
    entities: [{ name: 'Ada', entityType: 'person', observations: ['likes Fridays'] }],
  });
  const found = await call(connection, 'search_nodes', { query: 'Fridays' });
  expect(JSON.stringify(found.structuredContent)).toContain('Ada');
});

test('server-sequential-thinking counts its thoughts', async () => {
  const { connection } = published('server-sequential-thinking');
  const thought = await call(connection, 'sequentialthinking', {
    thought: 'first',
    nextThoughtNeeded: false,
    thoughtNumber: 1,
    totalThoughts: 1,
  });
  expect(thought.structuredContent ?? JSON.parse(textOf(thought))).toMatchObject({
    thoughtNumber: 1,
  });
});

describe('server-everything', () => {
  test('has tools, data, content of every kind, resources and prompts', async () => {
    const { connection } = published('server-everything');
    await connection.ready(soon());
    const names = connection.tools.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['echo', 'get-sum', 'get-tiny-image']));
    expect(textOf(await call(connection, 'echo', { message: 'hello' }))).toContain('hello');
    const weather = await call(connection, 'get-structured-content', { location: 'Chicago' });
    expect(weather.structuredContent).toMatchObject({ temperature: expect.any(Number) });
    const { content } = await call(connection, 'get-tiny-image');
    expect(content.map(({ type }) => type)).toContain('image');
    const resources = await connection.listResources(soon());
    const { contents } = await connection.readResource(resources[0]?.uri ?? '', soon());
    expect(contents).toHaveLength(1);
    expect((await connection.listResourceTemplates(soon())).length).toBeGreaterThan(0);
    const prompts = await connection.listPrompts(soon());
    expect(prompts.map(({ name }) => name)).toContain('simple-prompt');
    expect((await connection.getPrompt('simple-prompt', {}, soon())).messages).toHaveLength(1);
  });

  test('tells how far a long call is', async () => {
    const { connection } = published('server-everything');
    const seen: number[] = [];
    await connection.callTool(
      'trigger-long-running-operation',
      { duration: 1, steps: 4 },
      { signal: soon(), onProgress: ({ progress }) => seen.push(progress) },
    );
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  test('is used by the agent under names that a REPL can call', async () => {
    const window = await openWindow();
    put(window.root, '.vscode/mcp.json', {
      servers: {
        'every-thing': {
          type: 'stdio',
          command: process.execPath,
          args: [script('server-everything')],
        },
      },
    });
    await window.say('/mcp allow every-thing');
    const { answer } = await window.say('add', calling('mcp.everyThing.get_sum({ a: 2, b: 40 })'));
    expect(answer).toContain('42');
  });
});
