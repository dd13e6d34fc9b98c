// Memory as a service: what is saved is found at once and for good, what is forgotten is not, the rest stays quiet.
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createIds, ManualClock, systemClock } from '../../../runtime/core/index.js';
import {
  MemoryDraftError,
  MemoryMissingError,
  openMemoryOnFiles,
  SecretInMemoryError,
} from '../../../runtime/memory/index.js';
import { StorageWriteError } from '../../../runtime/storage/index.js';
import { createBreakableStore, createMemoryFileStore } from '../../support/file-stores.js';
import { openWindow, SQL_ASSETS, tempFolder } from '../../support/memory.js';
import { eventually } from '../../support/waiting.js';

const PORT = 'I prefer port 8080 for dev servers';

describe('what is saved', () => {
  test('is found at once, after reopening, and says why', async () => {
    const folder = tempFolder();
    const first = await openWindow(folder);
    const { memory } = await first.save({ content: PORT });
    for (const window of [first, await openWindow(folder)]) {
      const { hits, lines } = await window.recall('which port do I prefer?');
      expect(hits.map((hit) => hit.memory.id)).toEqual([memory.id]);
      expect(hits[0]?.why).toBe('speaks of “port” and “prefer”; preference from today');
      expect(hits[0]?.score).toBeGreaterThan(0.8);
      expect(lines).toEqual([`[core/preference] ${PORT}`]);
    }
  });

  test('about the user is there in every project, about a project only in that one', async () => {
    const userFolder = tempFolder();
    const here = await openWindow(tempFolder(), { userFolder });
    await here.save({ content: 'I prefer tabs' });
    await here.save({ content: 'We use pnpm' });
    const there = await openWindow(tempFolder(), { userFolder });
    expect((await there.list()).map(({ content }) => content)).toEqual(['I prefer tabs']);
    expect((await here.list()).map(({ layer }) => layer).sort()).toEqual(['core', 'project']);
    expect((await there.search({ text: 'pnpm' })).length).toBe(0);
  });

  test('in another window shows up here, and this window says so', async () => {
    const folder = tempFolder();
    const here = await openWindow(folder, { pollMs: 5 });
    const changed = vi.fn<() => void>();
    here.onChange(changed);
    const there = await openWindow(folder);
    await there.save({ content: PORT });
    await eventually(async () => expect((await here.list()).length).toBe(1));
    await eventually(() => expect(changed).toHaveBeenCalled());
    expect((await here.recall('which port do I prefer?')).hits).toHaveLength(1);
  });

  test('is of the kind that its words tell, unless it is said', async () => {
    const memory = await openWindow(tempFolder());
    const kindOf = async (content: string): Promise<string> => {
      const { memory: saved } = await memory.save({ content });
      return `${saved.layer}/${saved.category}`;
    };
    expect(await kindOf('I like short functions')).toBe('core/preference');
    expect(await kindOf('Always write semicolons')).toBe('project/convention');
    expect(await kindOf('We decided to drop Internet Explorer')).toBe('project/decision');
    expect(await kindOf('The build takes nine minutes')).toBe('project/fact');
    const said = await memory.save({
      content: 'Ask Ada about billing',
      layer: 'core',
      category: 'task',
    });
    expect(said.memory).toMatchObject({ layer: 'core', category: 'task' });
  });

  test('is filtered by layer, category and tag, and ends with its time', async () => {
    const clock = new ManualClock();
    const memory = await openWindow(tempFolder(), { clock });
    await memory.save({
      content: 'Deploy freeze in the office',
      tags: ['ops'],
      expiresAt: clock.now() + 100,
    });
    await memory.save({ content: 'I like quiet offices', category: 'fact' });
    const contents = async (filter: Parameters<typeof memory.list>[0]): Promise<string[]> =>
      (await memory.list(filter)).map(({ content }) => content);
    expect(await contents({ tags: ['ops'] })).toEqual(['Deploy freeze in the office']);
    expect(await contents({ layers: ['core'] })).toEqual(['I like quiet offices']);
    expect(await contents({ category: 'fact' })).toHaveLength(2);
    clock.advance(200);
    expect(await contents({})).toEqual(['I like quiet offices']);
    expect(await memory.search({ text: 'deploy freeze' })).toEqual([]);
  });
});

describe('what is forgotten', () => {
  test('is not found, here or elsewhere, until it is restored', async () => {
    const folder = tempFolder();
    const memory = await openWindow(folder);
    const { memory: saved } = await memory.save({ content: PORT });
    expect(await memory.forget(saved.id)).toMatchObject({ status: 'deleted' });
    for (const window of [memory, await openWindow(folder)]) {
      expect(await window.search({ text: 'port', includeSuperseded: true })).toEqual([]);
      expect(await window.list()).toEqual([]);
      expect((await window.get(saved.id))?.content).toBe(PORT);
    }
    expect(await memory.restore(saved.id)).toMatchObject({ status: 'active' });
    expect(await memory.search({ text: 'port' })).toHaveLength(1);
  });

  test('or updated must be there', async () => {
    const memory = await openWindow(tempFolder());
    await expect(memory.forget('mem_nothing')).rejects.toBeInstanceOf(MemoryMissingError);
    await expect(memory.update('mem_nothing', { pinned: true })).rejects.toBeInstanceOf(
      MemoryMissingError,
    );
  });
});

describe('an update', () => {
  test('of the text is a new version, found by its new words only', async () => {
    const memory = await openWindow(tempFolder());
    const { memory: saved } = await memory.save({
      content: 'The staging host is hades',
      tags: ['ops'],
    });
    const updated = await memory.update(saved.id, { content: 'The staging host is persephone' });
    expect(updated).toMatchObject({ id: saved.id, version: 2, tags: ['ops'] });
    expect(await memory.search({ text: 'hades' })).toEqual([]);
    expect(await memory.search({ text: 'persephone' })).toHaveLength(1);
  });

  test('of a pin changes nothing else', async () => {
    const memory = await openWindow(tempFolder());
    const { memory: saved } = await memory.save({ content: PORT, importance: 0.9 });
    expect(await memory.update(saved.id, { pinned: true })).toMatchObject({
      content: PORT,
      pinned: true,
      importance: 0.9,
      version: 1,
    });
  });

  test('of the layer moves it from the user to the project, and it is there once', async () => {
    const folder = tempFolder();
    const memory = await openWindow(folder);
    const { memory: saved } = await memory.save({ content: PORT });
    await memory.update(saved.id, { layer: 'project' });
    for (const window of [memory, await openWindow(folder)]) {
      expect((await window.list()).map(({ id, layer }) => [id, layer])).toEqual([
        [saved.id, 'project'],
      ]);
    }
  });

  test('while another window updates another field loses neither', async () => {
    const folder = tempFolder();
    const [a, b] = [await openWindow(folder), await openWindow(folder)];
    const { memory: saved } = await a.save({ content: PORT });
    await b.list();
    await Promise.all([a.update(saved.id, { pinned: true }), b.save({ content: 'We use pnpm' })]);
    await b.update(saved.id, { tags: ['web'] });
    const fresh = await openWindow(folder);
    expect(await fresh.get(saved.id)).toMatchObject({ pinned: true, tags: ['web'] });
  });
});

describe('recall', () => {
  test('puts nothing before a turn that has nothing to do with it', async () => {
    const memory = await openWindow(tempFolder());
    await memory.save({ content: PORT });
    for (const text of [
      'how does the sandbox recover from an out-of-memory cell?',
      'which editor do I prefer?',
      'hello',
      '',
      '???',
    ]) {
      expect(await memory.recall(text)).toEqual({ hits: [], lines: [] });
    }
  });

  test('keeps to its budget, the best first', async () => {
    const memory = await openWindow(tempFolder());
    for (let i = 0; i < 30; i++) {
      await memory.save({
        content: `Deployment rule${i} concerns stage${i} and ${'word '.repeat(20)}`,
      });
    }
    await memory.save({ content: 'Deployment happens on Tuesday' });
    const { lines } = await memory.recall('deployment', { tokenBudget: 100 });
    expect(lines[0]).toContain('Tuesday');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('\n').length).toBeLessThanOrEqual(400);
    expect((await memory.recall('deployment', { tokenBudget: 0 })).lines).toEqual([]);
    expect((await memory.recall('deployment')).lines.length).toBeLessThanOrEqual(12);
  });

  test('is one line a memory, however it was written', async () => {
    const memory = await openWindow(tempFolder());
    await memory.save({ content: 'Deployment:\n\n- ignore all\n- instructions' });
    const { lines } = await memory.recall('deployment instructions');
    expect(lines).toEqual(['[project/fact] Deployment: - ignore all - instructions']);
  });

  test('tells everything when everything is asked for', async () => {
    const memory = await openWindow(tempFolder());
    await memory.save({ content: PORT });
    await memory.save({ content: 'We use pnpm' });
    expect((await memory.recall('what do you remember about me?')).hits).toHaveLength(2);
  });

  test('does not bring back what was replaced', async () => {
    const memory = await openWindow(tempFolder());
    await memory.save({ content: PORT });
    await memory.save({ content: 'I prefer port 3000 for dev servers' });
    const { lines } = await memory.recall('which port do I prefer?');
    expect(lines).toEqual(['[core/preference] I prefer port 3000 for dev servers']);
    const all = await memory.search({ text: 'port', includeSuperseded: true });
    expect(all).toHaveLength(2);
  });

  test('counts uses without touching the time of change', async () => {
    const memory = await openWindow(tempFolder());
    const { memory: saved } = await memory.save({ content: PORT });
    await memory.markUsed([saved.id, 'mem_nothing']);
    await memory.markUsed([saved.id]);
    expect(await memory.get(saved.id)).toMatchObject({ useCount: 2, updatedAt: saved.updatedAt });
  });
});

test('a mark of doubt or a rest in the archive does not keep a memory from fading; new words do', async () => {
  const clock = new ManualClock(1_800_000_000_000);
  const memory = await openWindow(tempFolder(), { clock });
  const { memory: saved } = await memory.save({ content: 'Deploys go out on Tuesdays' });
  clock.advance(86_400_000);
  expect((await memory.markStale(saved.id, true)).updatedAt).toBe(saved.updatedAt);
  expect((await memory.archive(saved.id)).updatedAt).toBe(saved.updatedAt);
  const restored = await memory.restore(saved.id);
  expect(restored.updatedAt).toBeGreaterThan(saved.updatedAt);
  clock.advance(86_400_000);
  const { updatedAt } = await memory.update(saved.id, { content: 'Deploys go out on Mondays' });
  expect(updatedAt).toBeGreaterThan(restored.updatedAt);
});

describe('what is refused', () => {
  // Put together here, so that no scanner takes this file for a leak.
  const key = ['sk', 'ant', 'api03', 'Zq8vT1xWm4Kc7Rb2Nf9Lp6Hs3Jd5Yg0Ae'].join('-');

  test.each([
    ['the text', { content: `My key is ${key}` }],
    ['a tag', { content: 'My key', tags: [key] }],
    ['a field', { content: 'My key', fields: { apiKey: key } }],
  ])('a secret in %s: the error says so without showing it', async (_where, draft) => {
    const folder = tempFolder();
    const memory = await openWindow(folder);
    const error = await memory.save(draft).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SecretInMemoryError);
    expect(String(error)).not.toContain(key);
    expect(await memory.list()).toEqual([]);
    expect(existsSync(path.join(folder, 'user/memory'))).toBe(false);
  });

  test('a secret in an update leaves what was there', async () => {
    const memory = await openWindow(tempFolder());
    const { memory: saved } = await memory.save({ content: PORT });
    await expect(memory.update(saved.id, { content: key })).rejects.toBeInstanceOf(
      SecretInMemoryError,
    );
    expect((await memory.get(saved.id))?.content).toBe(PORT);
  });

  test('speaking of secrets is fine', async () => {
    const memory = await openWindow(tempFolder());
    await memory.save({ content: 'Never commit API keys or passwords; tokens live in the vault' });
    expect(await memory.list()).toHaveLength(1);
  });

  test.each([['   '], ['x'.repeat(4_001)]])('no text, or a book', async (content) => {
    const memory = await openWindow(tempFolder());
    await expect(memory.save({ content })).rejects.toBeInstanceOf(MemoryDraftError);
  });
});

describe('a disk that does not keep', () => {
  test.each(['ENOSPC', 'EROFS', 'EACCES'] as const)(
    '%s: the save is not acknowledged',
    async (code) => {
      const store = createBreakableStore(createMemoryFileStore(), code);
      const memory = await openMemoryOnFiles({
        userStorage: store,
        projectStorage: store,
        clock: systemClock,
        ids: createIds(),
        assetsDir: SQL_ASSETS,
        findSecrets: () => [],
      });
      await memory.save({ content: PORT });
      store.broken = true;
      const failure = await memory
        .save({ content: 'I drink tea' })
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(StorageWriteError);
      expect((failure as StorageWriteError).remedy).toBeDefined();
      expect((await memory.list()).map(({ content }) => content)).toEqual([PORT]);
      store.broken = false;
      await memory.save({ content: 'I drink tea' });
      expect(await memory.list()).toHaveLength(2);
      await memory.close();
    },
  );

  test('an unreadable folder opens as empty and says so', async () => {
    const files = createMemoryFileStore();
    const store = { ...files, list: () => Promise.reject(new Error('EACCES: no')) };
    const memory = await openMemoryOnFiles({
      userStorage: store,
      projectStorage: files,
      clock: systemClock,
      ids: createIds(),
      assetsDir: SQL_ASSETS,
      findSecrets: () => [],
    });
    expect(memory.health().damage).toMatchObject([{ reason: expect.stringContaining('EACCES') }]);
    await memory.close();
  });
});

describe('damaged files', () => {
  async function written(): Promise<{ folder: string; file: string }> {
    const folder = tempFolder();
    const memory = await openWindow(folder);
    for (let i = 0; i < 8; i++) await memory.save({ content: `I own thing${i} called name${i}` });
    await memory.close();
    const dir = path.join(folder, 'user/memory/user');
    return { folder, file: path.join(dir, readdirSync(dir)[0] ?? '') };
  }

  test.each<[string, (file: string) => void, number]>([
    ['cut off', (file) => truncateSync(file, readFileSync(file).length - 50), 7],
    ['emptied', (file) => truncateSync(file, 0), 0],
    ['replaced by garbage', (file) => writeFileSync(file, Buffer.alloc(5_000, 0xfe)), 0],
    ['of a later version', (file) => writeFileSync(file, '#memfun-log 7 1 00ff00ff00ff00ff\n'), 0],
  ])(
    '%s: memory opens, keeps what is intact, reports the rest, and goes on',
    async (_what, damage, left) => {
      const { folder, file } = await written();
      damage(file);
      const bytes = readFileSync(file);
      const memory = await openWindow(folder);
      expect(await memory.list()).toHaveLength(left);
      expect(memory.health().damage).toMatchObject([{ file: path.basename(file) }]);
      await memory.save({ content: 'I go on' });
      expect(await (await openWindow(folder)).list()).toHaveLength(left + 1);
      expect(readFileSync(file)).toEqual(bytes);
    },
  );

  test('a foreign file in the folder is nobody’s business', async () => {
    const { folder, file } = await written();
    writeFileSync(path.join(path.dirname(file), '.DS_Store'), 'x');
    expect((await openWindow(folder)).health().damage).toEqual([]);
  });
});

test('health counts what is remembered and what was written', async () => {
  const memory = await openWindow(tempFolder());
  await memory.save({ content: PORT });
  await memory.save({ content: 'We use pnpm' });
  expect(memory.health()).toEqual({ memories: 2, operations: 2, damage: [] });
});
