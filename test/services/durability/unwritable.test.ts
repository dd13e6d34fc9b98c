// A disk that is full or may not be written: memory stays readable, and a save says why it failed and what to do.
import { expect, test } from 'vitest';
import { createIds, systemClock } from '../../../runtime/core/index.js';
import { openMemoryOnFiles } from '../../../runtime/memory/index.js';
import type { FileStore } from '../../../runtime/ports/index.js';
import { StorageWriteError } from '../../../runtime/storage/index.js';
import { createBreakableStore, createMemoryFileStore } from '../../support/file-stores.js';
import { SQL_ASSETS } from '../../support/memory.js';

function open(files: FileStore) {
  return openMemoryOnFiles({
    userStorage: files,
    projectStorage: files,
    clock: systemClock,
    ids: createIds(),
    assetsDir: SQL_ASSETS,
    findSecrets: () => [],
  });
}

test.each([
  ['ENOSPC', 'Free some space'],
  ['EROFS', 'writable'],
  ['EACCES', 'writable'],
] as const)(
  '%s: what is remembered is read, a save is refused with a remedy',
  async (code, remedy) => {
    const disk = createMemoryFileStore();
    const before = await open(disk);
    const kept = await before.save({ content: 'We deploy on Fridays', layer: 'project' });
    await before.close();

    const files = createBreakableStore(disk, code);
    files.broken = true;
    files.ensureDir = () => Promise.reject(Object.assign(new Error(code), { code }));
    const memory = await open(files);
    expect((await memory.search({ text: 'deploy' })).map((hit) => hit.memory.id)).toEqual([
      kept.memory.id,
    ]);
    for (let i = 0; i < 3; i++) {
      const error = await memory.save({ content: `lost ${i}` }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StorageWriteError);
      expect((error as StorageWriteError).remedy).toContain(remedy);
    }
    // Nothing half-done is visible.
    expect(await memory.list()).toHaveLength(1);

    files.broken = false;
    files.ensureDir = (path) => disk.ensureDir(path);
    await memory.save({ content: 'There is room again', layer: 'project' });
    await memory.close();
    const after = await open(disk);
    expect((await after.list()).map(({ content }) => content).sort()).toEqual([
      'There is room again',
      'We deploy on Fridays',
    ]);
    expect(after.health().damage).toEqual([]);
    await after.close();
  },
);

test('a snapshot that finds no room is told, and costs nothing else', async () => {
  const disk = createMemoryFileStore();
  const files = createBreakableStore(disk, 'ENOSPC');
  const memory = await open(files);
  await memory.save({ content: `big ${'x'.repeat(3_000)}`, layer: 'project' });
  for (let i = 0; i < 260; i++) {
    await memory.markUsed([(await memory.list())[0]?.id ?? '']);
    await memory.add({ content: `fact ${i}`, layer: 'project' });
  }
  files.broken = true;
  await memory.close();
  expect([...disk.files.keys()].filter((name) => name.includes('/snap-'))).toEqual([]);
  const after = await open(disk);
  expect(await after.list()).toHaveLength(261);
  await after.close();
});
