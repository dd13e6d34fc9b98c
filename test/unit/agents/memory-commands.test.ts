// /memory and its parts, /remember, /forget, /timeline: what they do, and what they say when they cannot.
import { beforeEach, describe, expect, test } from 'vitest';
import {
  forgetCommand,
  memoryCommand,
  rememberCommand,
  timelineCommand,
} from '../../../runtime/agents/commands/memory-commands.js';
import type { MemoryService } from '../../../runtime/memory/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { openWindow, tempFolder } from '../../support/memory.js';

let memory: MemoryService;
let workspace = createMemoryFileStore();
beforeEach(async () => {
  memory = await openWindow(tempFolder());
  workspace = createMemoryFileStore();
});

const { signal } = new AbortController();
const say = (rest: string, canWrite = true) =>
  memoryCommand(rest, { memory, workspace, codeReader: undefined, canWrite, signal });
const put = (name: string, text: string) =>
  workspace.files.set(name, new TextEncoder().encode(text));

test('one memory is shown, changed, pinned, forgotten and brought back', async () => {
  const { id } = await memory.add({ content: 'We use npm', tags: ['tools'], layer: 'project' });
  expect(await say(`get ${id}`)).toMatch(/We use npm[^]*Tags: tools[^]*From: user/);
  expect(await say(`set ${id} We use pnpm`)).toContain('version 2');
  expect(await say(`pin ${id}`)).toContain('pinned');
  expect(await say('')).toContain('pinned');
  expect(await say(`unpin ${id}`)).not.toContain(', pinned');
  expect(await say(`history ${id}`)).toMatch(/We use npm” .*\n.*We use pnpm/);
  expect(await say(`del ${id}`)).toContain(`/memory restore ${id}`);
  expect(await say('')).toContain('Nothing is remembered yet');
  await say(`restore ${id}`);
  expect(await say('pnpm')).toContain(id);
});

test('a contradiction is shown and settled', async () => {
  const older = await memory.add({ content: 'Deploys happen on Monday', layer: 'project' });
  const newer = await memory.add({ content: 'Deploys happen on Friday', layer: 'project' });
  await memory.relate({ from: newer.id, to: older.id, kind: 'contradicts', strength: 1 });
  expect(await say('conflicts')).toMatch(/Friday[^]*contradicts[^]*Monday/);
  expect(await say(`resolve ${newer.id} ${older.id}`)).toContain('No memories contradict');
  expect(await say('stats')).toContain('1 superseded');
});

test('words that are no part of the command are searched for', async () => {
  await rememberCommand('Conflicts of merges are solved by hand', {
    memory,
    workspace,
    codeReader: undefined,
    canWrite: true,
    signal,
  });
  await rememberCommand('Get a review before you push', {
    memory,
    workspace,
    codeReader: undefined,
    canWrite: true,
    signal,
  });
  expect(await say('conflicts of merges')).toContain('solved by hand');
  expect(await say('get a review')).toContain('before you push');
  expect(await forgetCommand('a review', memory)).toContain('Forgotten');
});

describe('files', () => {
  test('what a file would add is shown first', async () => {
    put('CLAUDE.md', '# Rules\n\n- Use two spaces\n- Name files in lower case\n');
    expect(await say('import CLAUDE.md')).toMatch(/Would import 2[^]*import CLAUDE.md yes/);
    expect(await memory.list()).toEqual([]);
    expect(await say('import CLAUDE.md yes')).toContain('Imported 2');
    expect(await memory.list({ category: 'convention' })).toHaveLength(2);
  });

  test('an export goes into a new file, and comes back', async () => {
    await rememberCommand('We use pnpm', {
      memory,
      workspace,
      codeReader: undefined,
      canWrite: true,
      signal,
    });
    expect(await say('export out/memory.jsonl')).toContain('out/memory.jsonl');
    await say('export memory.md');
    expect(new TextDecoder().decode(workspace.files.get('memory.md'))).toContain('- We use pnpm');
    await expect(say('export memory.md')).rejects.toMatchObject({ code: 'command.file' });
    await expect(say('export other.md', false)).rejects.toMatchObject({ code: 'command.file' });
    expect(await say('import out/memory.jsonl yes')).toContain('1 were known');
  });

  test.each(['import ../secrets.md', 'export ../x.md', 'import none.md'])(
    'not with "%s"',
    async (line) => {
      await expect(say(line)).rejects.toMatchObject({
        code: expect.stringMatching(/files\.|command/),
      });
    },
  );
});

test.each(['get', 'set', 'set mem_1', 'resolve mem_1', 'import', 'export'])(
  '"/memory %s" says how it is used',
  async (line) => {
    await expect(say(line)).rejects.toMatchObject({ remedy: expect.stringContaining('/memory ') });
  },
);

test('what is not there is told', async () => {
  for (const line of ['get mem_0', 'pin mem_0', 'history mem_0', 'set mem_0 x', 'resolve a b']) {
    await expect(say(line)).rejects.toMatchObject({ code: 'memory.missing' });
  }
  expect(await say('help')).toContain('/memory set <id> <text>');
});

test('the timeline tells what was said when', async () => {
  await memory.add({ content: 'Alpha was released', createdAt: Date.UTC(2024, 0, 2) });
  await memory.add({ content: 'Beta was released', createdAt: Date.UTC(2024, 0, 1) });
  expect(await timelineCommand('', memory)).toMatch(/2024-01-01.*Beta[^]*2024-01-02.*Alpha/);
  expect(await timelineCommand('alpha', memory)).not.toContain('Beta');
  expect(await timelineCommand('zebra', memory)).toContain('Nothing');
});
