// MEMORY.md: readable, never written where it must not be, and never over what somebody wrote.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LogRecord } from '../../../runtime/core/index.js';
import { createLogger } from '../../../runtime/core/index.js';
import type { MemoryFileOptions, MemoryService } from '../../../runtime/memory/index.js';
import { keepMemoryFile, writeMemoryFile } from '../../../runtime/memory/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { createBreakableStore, createMemoryFileStore } from '../../support/file-stores.js';
import { openWindow, tempFolder } from '../../support/memory.js';

const FILE = '.memfun/MEMORY.md';
let memory: MemoryService;
let workspace = createMemoryFileStore();
let logged: LogRecord[] = [];
beforeEach(async () => {
  memory = await openWindow(tempFolder());
  workspace = createMemoryFileStore();
  logged = [];
});

const options = (change: Partial<MemoryFileOptions> = {}): MemoryFileOptions => ({
  workspace,
  memory,
  trusted: true,
  logger: createLogger('memory', (record) => logged.push(record)),
  delayMs: 1,
  ...change,
});
const text = (): string | undefined => {
  const data = workspace.files.get(FILE);
  return data && new TextDecoder().decode(data);
};

describe('the file', () => {
  test('holds what is known about the project by kind, and nothing about the user', async () => {
    await memory.save({ content: 'I prefer tabs' });
    await memory.save({ content: 'We decided to use Postgres' });
    await memory.save({ content: 'Always write semicolons' });
    expect(await writeMemoryFile(options())).toBe('written');
    expect(text()).toContain('not read yet');
    expect(text()).toMatch(/## Decisions\n\n- We decided to use Postgres <!-- mem_\w+ -->\n/);
    expect(text()).toMatch(/## Conventions\n\n- Always write semicolons/);
    expect(text()).not.toContain('tabs');
    expect(await writeMemoryFile(options())).toBe('unchanged');
  });

  test('follows memory, also when all is forgotten', async () => {
    const keeper = keepMemoryFile(options());
    const { memory: saved } = await memory.save({ content: 'We use pnpm' });
    await keeper.settled();
    expect(text()).toContain('We use pnpm');
    await memory.forget(saved.id);
    await keeper.settled();
    expect(text()).not.toContain('pnpm');
    expect(text()).toContain('Nothing is remembered.');
    keeper.dispose();
  });

  test('is the same text on Windows’ line ends', async () => {
    await memory.save({ content: 'We use pnpm' });
    await writeMemoryFile(options());
    workspace.files.set(FILE, new TextEncoder().encode((text() ?? '').replaceAll('\n', '\r\n')));
    expect(await writeMemoryFile(options())).toBe('unchanged');
  });
});

describe('nothing is written', () => {
  test('when there is nothing to say about the project', async () => {
    await memory.save({ content: 'I prefer tabs' });
    expect(await writeMemoryFile(options())).toBe('nothing');
    expect(text()).toBeUndefined();
  });

  test('in a workspace that is not trusted', async () => {
    await memory.save({ content: 'We use pnpm' });
    expect(await writeMemoryFile(options({ trusted: false }))).toBe('untrusted');
    expect(text()).toBeUndefined();
  });

  test.each([
    ['a line added', (said: string) => `${said}- We use Nix\n`],
    ['a word changed', (said: string) => said.replace('pnpm', 'yarn')],
    ['a file of their own', () => '# My notes\n'],
  ])('over %s by hand', async (_what, edit) => {
    await memory.save({ content: 'We use pnpm' });
    await writeMemoryFile(options());
    const edited = edit(text() ?? '');
    workspace.files.set(FILE, new TextEncoder().encode(edited));
    await memory.save({ content: 'Deploys happen on Tuesday' });
    expect(await writeMemoryFile(options())).toBe('edited');
    expect(text()).toBe(edited);
  });

  test('through a link that leads out of the workspace', async () => {
    const [inside, outside] = [tempFolder(), tempFolder()];
    mkdirSync(path.join(outside, 'target'));
    symlinkSync(path.join(outside, 'target'), path.join(inside, '.memfun'));
    await memory.save({ content: 'We use pnpm' });
    expect(await writeMemoryFile(options({ workspace: createNodeFileStore(inside) }))).toBe(
      'failed',
    );
    writeFileSync(path.join(outside, 'target/MEMORY.md'), 'theirs');
    expect(await writeMemoryFile(options({ workspace: createNodeFileStore(inside) }))).not.toBe(
      'written',
    );
    expect(readFileSync(path.join(outside, 'target/MEMORY.md'), 'utf8')).toBe('theirs');
  });
});

test('a disk that cannot be written or read is logged, never thrown', async () => {
  await memory.save({ content: 'We use pnpm' });
  const full = createBreakableStore(workspace, 'ENOSPC');
  full.broken = true;
  expect(await writeMemoryFile(options({ workspace: full }))).toBe('failed');
  const unreadable = { ...workspace, read: () => Promise.reject(new Error('EIO')) };
  expect(await writeMemoryFile(options({ workspace: unreadable }))).toBe('failed');
  expect(logged.filter(({ level }) => level === 'warn')).toHaveLength(2);
});
