// /remember, /forget, /memory and `memfun memory`: what they say, and that nothing is forgotten by guesswork.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseCommandLine, UsageError } from '../../../runtime/cli/arguments.js';
import { runMemoryCommand } from '../../../runtime/cli/memory/index.js';
import type { MemoryService } from '../../../runtime/memory/index.js';
import {
  forget,
  MemoryAmbiguousError,
  MemoryDraftError,
  MemoryMissingError,
  MemoryUnmatchedError,
  remember,
  showMemory,
} from '../../../runtime/memory/index.js';
import { openWindow, tempFolder } from '../../support/memory.js';

const PORT = 'I prefer port 8080 for dev servers';
let memory: MemoryService;
beforeEach(async () => {
  memory = await openWindow(tempFolder());
});

describe('in the chat', () => {
  test('/remember says what became of it', async () => {
    expect((await remember(PORT, memory)).markdown).toBe(`Remembered: ${PORT}`);
    expect((await remember(PORT, memory)).markdown).toBe(`I already know: ${PORT}`);
    const now = 'I prefer port 3000 for dev servers';
    const reply = await remember(now, memory);
    expect(reply.markdown).toBe(`Remembered: ${now} (instead of: ${PORT})`);
    expect(reply.data).toMatchObject({ action: 'superseded', previous: { content: PORT } });
    await expect(remember('  ', memory)).rejects.toBeInstanceOf(MemoryDraftError);
  });

  test('/remember takes tags and a layer before the text', async () => {
    const { data } = await remember('#web #ci project Deploys run on Tuesday', memory);
    expect(data.memory).toMatchObject({
      content: 'Deploys run on Tuesday',
      tags: ['web', 'ci'],
      layer: 'project',
    });
    expect((await remember('#1 is the first issue', memory)).data.memory.tags).toEqual(['1']);
    expect((await remember('Project X ended', memory)).data.memory.content).toBe('Project X ended');
  });

  test('/memory lists or searches', async () => {
    expect((await showMemory('', memory)).markdown).toContain('Nothing is remembered yet');
    const { data } = await remember(PORT, memory);
    const row = `- ${PORT} (core, preference, \`${data.memory.id}\`)`;
    expect((await showMemory('', memory)).markdown).toBe(row);
    expect((await showMemory('dev server', memory)).markdown).toBe(row);
    expect((await showMemory('Kubernetes', memory)).markdown).toBe(
      'Nothing is remembered about “Kubernetes”.',
    );
  });

  test.each([
    ['its id', (id: string) => id],
    ['a part of it', () => 'port 8080'],
    ['words that mean it', () => 'the port of my dev server'],
  ])('/forget takes %s', async (_what, words) => {
    const { data } = await remember(PORT, memory);
    await remember('We use pnpm', memory);
    const reply = await forget(words(data.memory.id), memory);
    expect(reply.markdown).toBe(`Forgotten: ${PORT}`);
    expect((await memory.list()).map(({ content }) => content)).toEqual(['We use pnpm']);
  });

  test('/forget asks back when several fit, and touches none', async () => {
    await remember('Tests run with vitest', memory);
    await remember('Tests live next to the source', memory);
    const error = await forget('tests', memory).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MemoryAmbiguousError);
    expect((error as MemoryAmbiguousError).candidates).toHaveLength(2);
    expect((error as MemoryAmbiguousError).message).toContain('vitest');
    expect(await memory.list()).toHaveLength(2);
  });

  test('/forget of what is not there says so', async () => {
    await remember(PORT, memory);
    for (const words of ['', 'Kubernetes', 'mem_nothing']) {
      await expect(forget(words, memory)).rejects.toBeInstanceOf(MemoryUnmatchedError);
    }
  });
});

describe('on the command line', () => {
  async function run(...argv: string[]): Promise<{ code: number; text: string }> {
    let text = '';
    const line = parseCommandLine(['memory', ...argv]);
    const code = await runMemoryCommand(line, {
      memory,
      output: { write: (piece) => (text += piece) },
      signal: new AbortController().signal,
    });
    return { code, text };
  }
  const json = async (...argv: string[]): Promise<unknown> =>
    JSON.parse((await run(...argv, '--json')).text);

  test('saves, finds, lists, forgets and restores; one JSON record each', async () => {
    const saved = await json('save', 'I', 'prefer', 'port', '8080', '--tag', 'web');
    expect(saved).toMatchObject({
      action: 'added',
      memory: { content: 'I prefer port 8080', tags: ['web'], layer: 'core' },
    });
    const { id } = (saved as { memory: { id: string } }).memory;
    expect(await json('search', 'which port?')).toMatchObject({ hits: [{ memory: { id } }] });
    expect(await json('list', '--tag', 'web')).toMatchObject({ memories: [{ id }] });
    expect(await json('list', '--layer', 'project')).toEqual({ memories: [] });
    expect(await json('forget', id)).toMatchObject({ memory: { id, status: 'deleted' } });
    expect(await json('list')).toEqual({ memories: [] });
    expect(await json('restore', id)).toMatchObject({ memory: { id, status: 'active' } });
  });

  test('speaks plainly without --json', async () => {
    expect(await run('save', PORT)).toEqual({ code: 0, text: `Remembered: ${PORT}\n` });
    expect((await run('search', 'port')).text).toContain('speaks of “port”');
    expect((await run('list')).text).toContain(PORT);
    expect((await run('search', 'Kubernetes')).text).toBe(
      'Nothing is remembered about "Kubernetes".\n',
    );
    expect((await run('forget', 'port 8080')).text).toContain('memfun memory restore mem_');
    expect((await run('list')).text).toBe('Nothing is remembered.\n');
  });

  const idOf = (saved: unknown): string => (saved as { memory: { id: string } }).memory.id;

  test('changes, pins, relates and tells the past', async () => {
    const a = idOf(await json('save', 'We', 'use', 'npm', '--layer', 'project'));
    const b = idOf(
      await json('save', 'Deploys need a ticket', '--field', 'team=web', '--field', 'n=2'),
    );
    expect(await json('get', b)).toMatchObject({ memories: [{ fields: { team: 'web', n: 2 } }] });
    expect((await run('update', a, 'We', 'use', 'pnpm', '--importance', '0.9')).text).toContain(
      'version 2',
    );
    expect(await json('pin', a)).toMatchObject({ memory: { pinned: true, importance: 0.9 } });
    expect((await run('list')).text).toContain('pinned');
    expect(await json('unpin', a)).toMatchObject({ memory: { pinned: false } });
    await json('relate', a, 'extends', b, '--strength', '0.5');
    expect((await run('history', a)).text).toMatch(
      /1\. “We use npm” .*\n {2}2\. “We use pnpm”[^]*extends/,
    );
    await json('relate', a, 'contradicts', b);
    expect((await run('conflicts')).text).toContain('contradicts');
    expect(await json('conflicts', 'resolve', a, b)).toEqual({ conflicts: [] });
    expect(await json('list', '--status', 'superseded')).toMatchObject({ memories: [{ id: b }] });
    expect(await json('stats')).toMatchObject({
      total: 2,
      byStatus: { superseded: 1 },
      relations: 3,
    });
    expect((await run('profile')).text).toContain('We use pnpm');
  });

  test('keeps who said something and when, and finds it by time', async () => {
    const said = ['--session', 'talk', '--speaker', 'Ada', '--created-at'];
    await json('save', 'Lunch is at noon', ...said, '2024-01-01T12:00:00Z');
    await json('save', 'Lunch is at noon', ...said, '2024-01-02T12:00:00Z');
    expect((await run('timeline', '--session', 'talk')).text).toMatch(
      /2024-01-01 12:00 Ada: Lunch[^]*2024-01-02 12:00 Ada: Lunch/,
    );
    expect(await json('timeline', 'lunch', '--before', '2024-01-02')).toMatchObject({
      memories: [{ provenance: { sessionId: 'talk' } }],
    });
    expect(await json('search', 'lunch', '--as-of', '2024-01-01T13:00:00Z')).toMatchObject({
      hits: [{ memory: { createdAt: Date.parse('2024-01-01T12:00:00Z') } }],
    });
  });

  test('goes into files and comes back, and never over a file', async () => {
    const folder = tempFolder();
    const [backup, list, records] = ['b.memfun', 'm.md', 'm.jsonl'].map((name) =>
      path.join(folder, name),
    );
    if (backup === undefined || list === undefined || records === undefined) return;
    const id = idOf(await json('save', 'We use pnpm'));
    await json('save', 'I prefer tabs');
    for (const argv of [
      ['backup', backup],
      ['export', list],
      ['export', records],
    ])
      await run(...argv);
    const lines = (text: string) => text.split('\n').slice(1, -2);
    expect(lines((await run('export')).text)).toEqual(lines(readFileSync(records, 'utf8')));
    await expect(run('export', list)).rejects.toMatchObject({
      remedy: expect.stringContaining('another name'),
    });
    expect(readFileSync(list, 'utf8')).toContain('- We use pnpm');
    await json('forget', id);
    expect(await json('restore-backup', backup)).toMatchObject({ broughtBack: 1 });
    expect(await json('import', list, '--dry-run')).toMatchObject({
      done: false,
      added: 0,
      known: 2,
    });
    expect((await run('verify', backup)).text).toContain('2 memories');
    writeFileSync(backup, readFileSync(backup, 'utf8').replace('pnpm', 'yarn'));
    expect(await run('verify', backup)).toMatchObject({ code: 1 });
    await expect(run('restore-backup', backup)).rejects.toThrow('no whole backup');
    await expect(run('import', path.join(folder, 'none.md'))).rejects.toThrow('cannot be read');
    expect((await run('verify')).text).toContain('0 damaged files');
  });

  test.each([
    [[]],
    [['export', '--format', 'yaml']],
    [['import']],
    [['get']],
    [['update', 'mem_1']],
    [['relate', 'mem_1', 'likes', 'mem_2']],
    [['conflicts', 'resolve', 'mem_1']],
    [['list', '--after', 'yesterday']],
    [['list', '--status', 'lost']],
    [['save', 'x', '--field', 'team']],
    [['save', 'x', '--importance', '2']],
    [['learn', 'x']],
    [['toString']],
    [['save']],
    [['search', '  ']],
    [['forget']],
    [['list', 'words']],
    [['save', 'x', '--layer', 'attic']],
    [['save', 'x', '--category', 'gossip']],
    [['list', '--limit', 'many']],
  ])('%j is a usage error that says what to write', async (argv) => {
    const error = await run(...argv).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).remedy).toMatch(/Use|Give/);
    expect(await memory.list()).toEqual([]);
  });

  test('what is not there is an error', async () => {
    await expect(run('forget', 'mem_nothing')).rejects.toBeInstanceOf(MemoryUnmatchedError);
    await expect(run('restore', 'mem_nothing')).rejects.toBeInstanceOf(MemoryMissingError);
  });
});
