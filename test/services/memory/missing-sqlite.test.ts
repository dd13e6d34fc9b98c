// A broken installation: memory says what is missing. In a file of its own, because SQLite is loaded once.
import { expect, test } from 'vitest';
import { createIds, systemClock } from '../../../runtime/core/index.js';
import { MemoryIndexError, openMemoryOnFiles } from '../../../runtime/memory/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

test('without sql-wasm.wasm opening fails with a remedy, and nothing stored is touched', async () => {
  const files = createMemoryFileStore();
  files.files.set('memory/user/kept', new Uint8Array([1]));
  const error = await openMemoryOnFiles({
    userStorage: files,
    projectStorage: files,
    clock: systemClock,
    ids: createIds(),
    assetsDir: '/nowhere',
    findSecrets: () => [],
  }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MemoryIndexError);
  expect((error as MemoryIndexError).message).toContain('/nowhere/sql-wasm.wasm');
  expect((error as MemoryIndexError).remedy).toContain('Install');
  expect([...files.files.keys()]).toEqual(['memory/user/kept']);
});
