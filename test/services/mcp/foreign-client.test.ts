// A client that nobody here wrote (the command line of the MCP Inspector) stores memories and finds them again.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';

const INSPECTOR = path.resolve('node_modules/@modelcontextprotocol/inspector-cli/build/index.js');
let folder = '';
let storage = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mcp-'));
  storage = mkdtempSync(path.join(tmpdir(), 'mcp-storage-'));
});
afterAll(() => {
  for (const one of [folder, storage]) rmSync(one, { recursive: true, force: true });
});

const resultSchema = z.object({ structuredContent: z.record(z.string(), z.unknown()) });

/** One start of the client, with a server of its own. */
async function inspect(dir: string, home: string, ...request: string[]): Promise<unknown> {
  const server = [process.execPath, path.resolve('dist/memfun.cjs'), 'mcp', '--dir', dir];
  const env = { ...process.env, MEMFUN_HOME: home };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [INSPECTOR, ...server, ...request],
    // It looks for its own package.json from where it is started.
    { env, timeout: 60_000, cwd: path.dirname(INSPECTOR) },
  );
  return JSON.parse(stdout);
}

async function call(tool: string, args: Record<string, string>, dir = folder, home = storage) {
  const given = Object.entries(args).flatMap(([name, value]) => ['--tool-arg', `${name}=${value}`]);
  const answer = await inspect(dir, home, '--method', 'tools/call', '--tool-name', tool, ...given);
  return resultSchema.parse(answer).structuredContent;
}

test('stores a memory, and another start finds it, with its place in the conversation', async () => {
  const stored = await call('memory_store', {
    content: 'The database runs on 10.0.0.5',
    session: 'talk-1',
    speaker: 'Ada',
    createdAt: '2026-03-01T10:00:00Z',
    tags: '["database"]',
  });
  expect(stored).toMatchObject({ id: expect.stringMatching(/^mem_/), action: 'added' });
  expect(await call('memory_search', { query: 'where does the database run?' })).toMatchObject({
    memories: [
      {
        id: stored['id'],
        content: 'The database runs on 10.0.0.5',
        layer: 'project',
        tags: ['database'],
        session: 'talk-1',
        speaker: 'Ada',
        createdAt: '2026-03-01T10:00:00.000Z',
        score: expect.any(Number),
      },
    ],
  });
});

test('finds the same in a bare folder that is a store', async () => {
  const [project = ''] = readdirSync(path.join(storage, 'projects'));
  const bare = mkdtempSync(path.join(tmpdir(), 'mcp-bare-'));
  const empty = mkdtempSync(path.join(tmpdir(), 'mcp-empty-'));
  cpSync(path.join(storage, 'projects', project), bare, { recursive: true });
  const { memories } = await call('memory_search', { query: 'database' }, bare, empty);
  expect(JSON.stringify(memories)).toContain('10.0.0.5');
  for (const one of [bare, empty]) rmSync(one, { recursive: true, force: true });
});

test('lists the tools with what they do to memory', async () => {
  const { tools } = z
    .object({ tools: z.array(z.object({ name: z.string(), annotations: z.unknown() })) })
    .parse(await inspect(folder, storage, '--method', 'tools/list'));
  const names = tools.map(({ name }) => name).filter((name) => name.startsWith('memory_'));
  expect(names).toHaveLength(12);
});
