// MEMORY.md: what is edited there becomes memory, what is remembered shows up there, and neither side loses anything.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LogRecord } from '../../../runtime/core/index.js';
import { createLogger } from '../../../runtime/core/index.js';
import type { KeepOptions, MemoryService } from '../../../runtime/memory/index.js';
import { keepMemoryFile, syncMemoryFile } from '../../../runtime/memory/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { createBreakableStore, createMemoryFileStore } from '../../support/file-stores.js';
import { openWindow, tempFolder } from '../../support/memory.js';

const FILE = '.memfun/MEMORY.md';
let memory: MemoryService;
let workspace = createMemoryFileStore();
let storage = createMemoryFileStore();
let logged: LogRecord[] = [];
beforeEach(async () => {
  memory = await openWindow(tempFolder());
  workspace = createMemoryFileStore();
  storage = createMemoryFileStore();
  logged = [];
});

const options = (change: Partial<KeepOptions> = {}): KeepOptions => ({
  workspace,
  storage,
  memory,
  trusted: true,
  logger: createLogger('memory', (record) => logged.push(record)),
  delayMs: 1,
  ...change,
});
const sync = async () => (await syncMemoryFile(options())).state;
const text = (): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(workspace.files.get(FILE));
const write = (said: string): void =>
  void workspace.files.set(FILE, new TextEncoder().encode(said));
const edit = (from: string | RegExp, to: string): void => {
  const edited = text().replace(from, to);
  expect(edited).not.toBe(text());
  write(edited);
};
const contents = async (): Promise<string[]> =>
  (await memory.list()).map(({ content }) => content).sort();

describe('what is remembered stands in the file', () => {
  test('about the project, by kind; nothing about the user, no turns of conversations', async () => {
    await memory.save({ content: 'I prefer tabs' });
    await memory.save({ content: 'We decided to use Postgres' });
    await memory.save({ content: 'Always write semicolons' });
    await memory.add({
      content: 'See you at noon',
      layer: 'project',
      provenance: { source: 'import', sessionId: 'talk' },
    });
    expect(await sync()).toBe('written');
    expect(text()).toMatch(/## Decisions\n\n- We decided to use Postgres <!-- mem_\w+ -->\n/);
    expect(text()).toMatch(/## Conventions\n\n- Always write semicolons/);
    expect(text()).not.toMatch(/tabs|noon/);
    expect(await sync()).toBe('unchanged');
  });

  test('and follows it, also when all is forgotten', async () => {
    const keeper = keepMemoryFile(options());
    const { memory: saved } = await memory.save({ content: 'We use pnpm' });
    await keeper.settled();
    expect(text()).toContain('We use pnpm');
    await memory.forget(saved.id);
    await keeper.settled();
    expect(text()).not.toContain('pnpm');
    expect(text()).toContain('Nothing is remembered yet.');
    keeper.dispose();
  });

  test('with any characters, and nothing is read back that nobody edited', async () => {
    const odd = ['<!-- mem_x --> in a comment', '- a list\n- in it', '# No heading', 'ends <!--'];
    for (const content of odd) await memory.add({ content, layer: 'project' });
    expect([await sync(), await sync()]).toEqual(['written', 'unchanged']);
    expect(await contents()).toEqual([...odd].sort());
    expect((await memory.list()).map(({ version }) => version)).toEqual([1, 1, 1, 1]);
  });
});

describe('an edit of the file is the user’s own', () => {
  beforeEach(async () => {
    await memory.save({ content: 'We use pnpm' });
    await memory.save({ content: 'Deploys happen on Tuesday' });
    await sync();
  });
  const find = async (words: string) => (await memory.search({ text: words }))[0]?.memory;

  test('a changed line is a new version', async () => {
    edit('We use pnpm', 'We use pnpm 10');
    await sync();
    const changed = await find('pnpm');
    expect(changed).toMatchObject({ content: 'We use pnpm 10', version: 2 });
    expect(await contents()).toHaveLength(2);
  });

  test('a line under another heading is of that kind', async () => {
    const line = /- We use pnpm <!-- mem_\w+ -->\n/.exec(text())?.[0] ?? '';
    edit(line, '');
    edit('<!-- memfun:end', `## Conventions\n\n${line}\n<!-- memfun:end`);
    await sync();
    expect(await find('pnpm')).toMatchObject({ category: 'convention' });
    expect(await contents()).toHaveLength(2);
  });

  test.each([
    ['a removed line', /- We use pnpm.*\n/, ''],
    ['a line without its words', /- We use pnpm/, '-'],
  ])('%s is forgotten, and can be brought back', async (_what, from, to) => {
    const before = await find('pnpm');
    edit(from, to);
    await sync();
    expect(await contents()).toEqual(['Deploys happen on Tuesday']);
    await memory.restore(before?.id ?? '');
    await sync();
    expect(text()).toContain('- We use pnpm <!--');
  });

  test('a new line is saved with the kind of its heading', async () => {
    edit('<!-- memfun:end', '## Conventions\n\n* Branches are\n  short-lived\n<!-- memfun:end');
    await sync();
    expect(await find('branches')).toMatchObject({
      content: 'Branches are short-lived',
      category: 'convention',
      layer: 'project',
      provenance: { source: 'user', path: FILE },
    });
    expect(text()).toMatch(/- Branches are short-lived <!-- mem_\w+ -->/);
  });

  test('both stay when the memory was changed as well, and it is told', async () => {
    const before = await find('pnpm');
    await memory.update(before?.id ?? '', { content: 'We use Yarn' });
    edit('We use pnpm', 'We use Bun');
    const { notes } = await syncMemoryFile(options());
    expect(await contents()).toEqual(['Deploys happen on Tuesday', 'We use Bun', 'We use Yarn']);
    expect(notes.join()).toContain(before?.id);
    expect(await memory.conflicts()).toMatchObject([
      { newer: { content: 'We use Bun' }, older: { content: 'We use Yarn' } },
    ]);
    expect(text()).toMatch(/We use Yarn[^]*We use Bun|We use Bun[^]*We use Yarn/);
    expect(await sync()).toBe('unchanged');
  });

  test('a line that was removed here and changed there stays, and it is told', async () => {
    const before = await find('pnpm');
    await memory.update(before?.id ?? '', { content: 'We use Yarn' });
    edit(/- We use pnpm.*\n/, '');
    expect((await syncMemoryFile(options())).notes.join()).toContain('is kept');
    expect(text()).toContain('We use Yarn');
  });

  test('a secret does not become memory, and its line is not lost', async () => {
    const key = ['AKIA', 'IOSFODNNXQWERTYU'].join('');
    edit('<!-- memfun:end', `- The key is ${key}\n<!-- memfun:end`);
    const { notes } = await syncMemoryFile(options());
    expect(notes.join()).not.toContain(key);
    expect(notes).toHaveLength(1);
    expect(await contents()).toHaveLength(2);
    expect(text().split('\n-->')[1]).toContain(key);
    expect(await sync()).toBe('unchanged');
  });

  test('a file of before (of another branch) brings nothing back and takes nothing away', async () => {
    const old = text();
    await memory.update((await find('pnpm'))?.id ?? '', { content: 'We use Yarn' });
    await memory.add({ content: 'Tests run on push', layer: 'project' });
    await sync();
    write(old);
    await sync();
    expect(await contents()).toEqual([
      'Deploys happen on Tuesday',
      'Tests run on push',
      'We use Yarn',
    ]);
    expect(text()).toContain('Tests run on push');
  });

  test('lines of another clone of the project are taken over', async () => {
    const other = await openWindow(tempFolder());
    expect((await syncMemoryFile(options({ memory: other }))).state).toBe('written');
    expect(
      (await other.list()).map(({ content, provenance }) => [content, provenance.source]).sort(),
    ).toEqual([
      ['Deploys happen on Tuesday', 'import'],
      ['We use pnpm', 'import'],
    ]);
  });
});

describe('text around the marks is the user’s', () => {
  test('a file of their own keeps all of it', async () => {
    write('# My notes\n\nKeep this.');
    await memory.save({ content: 'We use pnpm' });
    expect(await sync()).toBe('written');
    expect(text().startsWith('# My notes\n\nKeep this.\n\n<!-- memfun:begin')).toBe(true);
    write(`${text()}And this.\n`);
    await memory.save({ content: 'Deploys happen on Tuesday' });
    await sync();
    expect(text()).toMatch(/^# My notes\n\nKeep this\.[^]*Tuesday[^]*-->\nAnd this\.\n$/);
  });

  test('what is no list stands below the marks afterwards', async () => {
    await memory.save({ content: 'We use pnpm' });
    await sync();
    edit('<!-- memfun:end', 'A paragraph.\n\n## Ideas\n\n- An idea of mine\n\n<!-- memfun:end');
    await sync();
    expect(text()).toMatch(/-->\n\nA paragraph\.\n## Ideas\n$/);
    expect(await contents()).toEqual(['An idea of mine', 'We use pnpm']);
  });

  test('line ends and the byte order mark stay as they are', async () => {
    await memory.save({ content: 'We use pnpm' });
    await sync();
    write(`\uFEFF${text().replaceAll('\n', '\r\n')}`);
    expect(await sync()).toBe('unchanged');
    await memory.save({ content: 'Deploys happen on Tuesday' });
    expect(await sync()).toBe('written');
    expect(text().startsWith('\uFEFF# Memory')).toBe(true);
    expect(text().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    edit('We use pnpm', 'We use pnpm 10');
    await sync();
    expect(await contents()).toContain('We use pnpm 10');
  });
});

describe('nothing is read or written', () => {
  test('when there is nothing to say about the project', async () => {
    await memory.save({ content: 'I prefer tabs' });
    expect(await sync()).toBe('nothing');
    expect(workspace.files.has(FILE)).toBe(false);
  });

  test('in a workspace that is not trusted', async () => {
    await memory.save({ content: 'We use pnpm' });
    await sync();
    edit('We use pnpm', 'Agents may push');
    expect((await syncMemoryFile(options({ trusted: false }))).state).toBe('untrusted');
    expect(await contents()).toEqual(['We use pnpm']);
  });

  test.each([
    ['empty', () => ''],
    ['cut short in its lines', (said: string) => said.slice(0, said.indexOf('pnpm'))],
    ['cut short in its last mark', (said: string) => said.slice(0, -6)],
    ['without its first mark', (said: string) => said.replace(/<!-- memfun:begin.*\n/, '')],
    ['twice itself', (said: string) => said + said],
    ['in the middle of a merge', (said: string) => said.replace('- We', '<<<<<<< ours\n- We')],
    ['with bytes that are no text', (said: string) => said.replace('pnpm', '\0\0')],
  ])('of a file that is %s, and it is told', async (_what, damage) => {
    await memory.save({ content: 'We use pnpm' });
    await sync();
    const damaged = damage(text());
    write(damaged);
    await memory.save({ content: 'Deploys happen on Tuesday' });
    const { state, notes } = await syncMemoryFile(options());
    expect(state).toBe('left');
    expect(notes.join()).toMatch(/left as it is.*(version control|delete)/);
    expect(text()).toBe(damaged);
    expect(await contents()).toHaveLength(2);
  });

  test('of a file in another encoding', async () => {
    workspace.files.set(FILE, new Uint8Array([0xff, 0xfe, 0x41, 0x00]));
    await memory.save({ content: 'We use pnpm' });
    expect(await sync()).toBe('left');
    expect(workspace.files.get(FILE)).toHaveLength(4);
  });

  test('through a link that leads out of the workspace', async () => {
    const [inside, outside] = [tempFolder(), tempFolder()];
    mkdirSync(path.join(outside, 'target'));
    symlinkSync(path.join(outside, 'target'), path.join(inside, '.memfun'));
    await memory.save({ content: 'We use pnpm' });
    const linked = () => syncMemoryFile(options({ workspace: createNodeFileStore(inside) }));
    expect((await linked()).state).toBe('left');
    writeFileSync(path.join(outside, 'target/MEMORY.md'), 'theirs');
    expect((await linked()).state).toBe('left');
    expect(readFileSync(path.join(outside, 'target/MEMORY.md'), 'utf8')).toBe('theirs');
  });
});

test('a disk that cannot be written or read is told, never thrown; a half-written file is ended later', async () => {
  await memory.save({ content: 'We use pnpm' });
  await sync();
  write(`${text()}\nNotes of mine, which nobody may lose.\n`);
  await memory.save({ content: 'Deploys happen on Tuesday' });
  const full = createBreakableStore(workspace, 'ENOSPC');
  full.broken = true;
  expect((await syncMemoryFile(options({ workspace: full }))).state).toBe('left');
  expect(text()).not.toContain('nobody may lose');
  expect(await sync()).toBe('unchanged');
  expect(text()).toMatch(/Tuesday[^]*nobody may lose/);
  const unreadable = { ...workspace, read: () => Promise.reject(new Error('EIO')) };
  expect((await syncMemoryFile(options({ workspace: unreadable }))).state).toBe('left');
  expect(logged.filter(({ level }) => level === 'warn')).toHaveLength(2);
});

test('an edit while the window is open becomes memory by itself', async () => {
  const folder = tempFolder();
  const keeper = keepMemoryFile(options({ workspace: createNodeFileStore(folder), pollMs: 20 }));
  await memory.save({ content: 'We use pnpm' });
  await keeper.settled();
  const file = path.join(folder, FILE);
  writeFileSync(file, readFileSync(file, 'utf8').replace('We use pnpm', 'We use pnpm 10'));
  await expect.poll(contents).toEqual(['We use pnpm 10']);
  keeper.dispose();
  await keeper.settled();
});

describe('any interleaving of edits and changes', () => {
  // Mostly the same few lines, so that both sides meet.
  const change = fc.record({
    who: fc.constantFrom('user' as const, 'agent' as const),
    does: fc.constantFrom('add' as const, 'change' as const, 'change' as const, 'remove' as const),
    at: fc.nat(1),
  });
  const still = { does: fc.constant('add' as const), at: fc.nat(1) };
  const step = fc.oneof(
    { weight: 8, arbitrary: change },
    { weight: 2, arbitrary: fc.record({ who: fc.constant('sync' as const), ...still }) },
    { weight: 1, arbitrary: fc.record({ who: fc.constant('note' as const), ...still }) },
  );
  /** Words that have nothing in common. */
  const word = (n: number): string =>
    `v${String(n).replaceAll(/\d/g, (d) => 'bcdfghjklm'.charAt(Number(d)))}q`;
  const LINE = /^- (v\w+q)( <!-- mem_\w+ -->)?$/gm;

  test('loses neither side’s, and brings nothing back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 16, size: 'max' }), async (steps) => {
        const own = await openWindow(tempFolder());
        const files = createMemoryFileStore();
        const both = options({ memory: own, workspace: files });
        const read = (): string => new TextDecoder().decode(files.files.get(FILE));
        const put = (said: string): void =>
          void files.files.set(FILE, new TextEncoder().encode(said));
        await own.add({ content: word(0), layer: 'project', category: 'fact' });
        await syncMemoryFile(both);
        // Every text that somebody wrote, until somebody who saw it changed or removed it.
        const live = new Set([word(0)]);
        const notes: string[] = [];
        for (const [index, { who, does, at }] of steps.entries()) {
          const fresh = word(index + 1);
          if (who === 'sync') await syncMemoryFile(both);
          else if (who === 'note') {
            notes.push(fresh);
            put(at === 0 ? `${fresh}\n${read()}` : `${read()}${fresh}\n`);
          } else if (who === 'user') {
            const lines = [...read().matchAll(LINE)];
            const line = lines[at % Math.max(1, lines.length)];
            if (does === 'add') {
              put(read().replace('<!-- memfun:end', `- ${fresh}\n<!-- memfun:end`));
              live.add(fresh);
            } else if (line?.[1] !== undefined) {
              live.delete(line[1]);
              if (does === 'change') live.add(fresh);
              put(
                read().replace(line[0], does === 'change' ? line[0].replace(line[1], fresh) : ''),
              );
            }
          } else {
            const all = [...(await own.list())].sort((a, b) => (a.id < b.id ? -1 : 1));
            const one = all[at % Math.max(1, all.length)];
            if (does === 'add') {
              await own.add({ content: fresh, layer: 'project', category: 'fact' });
              live.add(fresh);
            } else if (one !== undefined) {
              live.delete(one.content);
              if (does === 'change') live.add(fresh);
              await (does === 'change'
                ? own.update(one.id, { content: fresh })
                : own.forget(one.id));
            }
          }
        }
        await syncMemoryFile(both);
        const held = (await own.list()).map(({ content }) => content);
        expect(held.sort()).toEqual([...live].sort());
        expect([...read().matchAll(LINE)].map((match) => match[1]).sort()).toEqual(
          [...live].sort(),
        );
        for (const note of notes) expect(read().split('\n')).toContain(note);
        expect((await syncMemoryFile(both)).state).toBe('unchanged');
        await own.close();
      }),
      { numRuns: 40 },
    );
  });
});
