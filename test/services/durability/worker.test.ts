// The worker thread beside a large memory: its snapshot holds everything, and what goes wrong in it is no harm.
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../runtime/core/index.js';
import { snapshotsInWorker } from '../../../runtime/memory/snapshots-in-worker.js';
import { MemoryStore } from '../../../runtime/memory/store/index.js';
import { createNodeFileStore, HybridClock, SegmentLog } from '../../../runtime/storage/index.js';
import { openWindow, SQL_ASSETS, tempFolder } from '../../support/memory.js';

const DIST = path.resolve(import.meta.dirname, '../../../dist');
const COUNT = 600;
const LOG = 'memory/project';

/** A window that holds many memories and has written no snapshot of them. */
async function filled(folder: string): Promise<void> {
  const files = createNodeFileStore(path.join(folder, 'project'));
  const log = new SegmentLog({ files, dir: LOG, window: 'a', snapshots: { clock: systemClock } });
  const hlc = new HybridClock(systemClock, 'a');
  const store = await MemoryStore.open(log, hlc, SQL_ASSETS, { idleMs: 3_600_000 });
  onTestFinished(() => store.close());
  const fields = { layer: 'project' as const, createdAt: 1 };
  const changes = Array.from({ length: COUNT }, (_, i) => ({
    kind: 'set' as const,
    id: `m${i}`,
    fields: { ...fields, content: `fact number ${i}` },
  }));
  await store.commit(changes);
  await store.refresh();
}

const worker = (folder: string, assetsDir: string) =>
  snapshotsInWorker({
    userStorage: createNodeFileStore(path.join(folder, 'user')),
    projectStorage: createNodeFileStore(path.join(folder, 'project')),
    assetsDir,
  });

const snapshotsOf = (folder: string): string[] =>
  readdirSync(path.join(folder, 'project', LOG)).filter((name) => name.startsWith('snap-'));

test('writes a snapshot while another window has the memory open, and it alone holds everything', async () => {
  const folder = tempFolder();
  await filled(folder);
  expect(snapshotsOf(folder)).toEqual([]);
  expect(await worker(folder, DIST)?.()).toBe(true);
  const [snapshot = ''] = snapshotsOf(folder);
  const copy = tempFolder();
  mkdirSync(path.join(copy, 'project', LOG), { recursive: true });
  cpSync(path.join(folder, 'project', LOG, snapshot), path.join(copy, 'project', LOG, snapshot));
  const memory = await openWindow(copy);
  expect(await memory.list()).toHaveLength(COUNT);
  expect(memory.health().damage).toEqual([]);
});

test('that cannot load SQLite says so, and the window does the work itself', async () => {
  const folder = tempFolder();
  await filled(folder);
  const broken = tempFolder();
  cpSync(path.join(DIST, 'memory-worker.cjs'), path.join(broken, 'memory-worker.cjs'));
  expect(await worker(folder, broken)?.()).toBe(false);
  expect(worker(folder, tempFolder())).toBeUndefined();
});
