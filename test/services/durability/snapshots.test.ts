// Snapshots of real memory: opening reads the newest and the rest of the log; nothing is lost without them.
import { expect, test } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import { MemoryStore } from '../../../runtime/memory/store/index.js';
import type { FileStore } from '../../../runtime/ports/index.js';
import { HybridClock, SegmentLog } from '../../../runtime/storage/index.js';
import { createMemoryFileStore, type MemoryFileStore } from '../../support/file-stores.js';
import { SQL_ASSETS } from '../../support/memory.js';
import { eventually } from '../../support/waiting.js';

const DIR = 'memory';
const MINUTE = 60_000;

async function openStore(files: FileStore, window: string, clock: ManualClock) {
  const log = new SegmentLog({ files, dir: DIR, window, pollMs: 5, snapshots: { clock } });
  const store = await MemoryStore.open(log, new HybridClock(clock, window), SQL_ASSETS, {
    idleMs: 5,
  });
  return { store, add: (name: string) => store.commit([added(name)]) };
}

function added(id: string, content = `the content of ${id}`) {
  const fields = { content, layer: 'project' as const, createdAt: 1 };
  return { kind: 'set' as const, id, fields };
}

/** So many single operations, written in few flushes. */
async function addMany(
  { store }: { store: MemoryStore },
  name: string,
  count: number,
): Promise<void> {
  const changes = Array.from({ length: count }, (_, i) => added(`${name}${i}`));
  await store.commit(changes);
  await store.refresh();
}

const names = (files: MemoryFileStore, kind: string): string[] =>
  [...files.files.keys()].filter((file) => file.includes(`/${kind}-`)).sort();

async function untilSnapshots(files: MemoryFileStore, count: number): Promise<void> {
  await eventually(() => expect(names(files, 'snap')).toHaveLength(count));
}

test('500 operations are worth a snapshot, 499 are not', async () => {
  const files = createMemoryFileStore();
  const one = await openStore(files, 'a', new ManualClock());
  await addMany(one, 'm', 499);
  await one.store.close();
  expect(names(files, 'snap')).toEqual([]);
  const two = await openStore(files, 'b', new ManualClock());
  await addMany(two, 'n', 1);
  await untilSnapshots(files, 1);
  await two.store.close();
});

test('one megabyte is worth a snapshot, also on closing', async () => {
  const files = createMemoryFileStore();
  const one = await openStore(files, 'a', new ManualClock());
  await one.store.commit([added('big', 'x'.repeat(1_100_000))]);
  await one.store.refresh();
  await one.store.close();
  expect(names(files, 'snap')).toHaveLength(1);
});

test('opening reads the newest snapshot and only the rest of the log', async () => {
  const files = createMemoryFileStore();
  const one = await openStore(files, 'a', new ManualClock());
  await addMany(one, 'old', 600);
  await untilSnapshots(files, 1);
  await one.store.commit([added('new', 'x'.repeat(70_000))]);
  await one.add('newer');
  const state = one.store.index.dump();
  await one.store.close();
  const read: string[] = [];
  const watched: FileStore = {
    ...files,
    read: (path, signal) => {
      read.push(path);
      return files.read(path, signal);
    },
  };
  const again = await openStore(watched, 'b', new ManualClock());
  expect(again.store.index.dump()).toBe(state);
  expect(read.filter((file) => file.includes('/seg-a-000000'))).toEqual([]);
  expect(read.filter((file) => file.includes('/snap-'))).toHaveLength(1);
  expect(again.store.damage()).toEqual([]);
  await again.store.close();
});

test('without any snapshot the log alone rebuilds the same state', async () => {
  const files = createMemoryFileStore();
  const one = await openStore(files, 'a', new ManualClock());
  await addMany(one, 'm', 600);
  await untilSnapshots(files, 1);
  const state = one.store.index.dump();
  await one.store.close();
  for (const file of names(files, 'snap')) files.files.delete(file);
  const again = await openStore(files, 'b', new ManualClock());
  expect(again.store.index.dump()).toBe(state);
  await again.store.close();
});

test('a bad snapshot is told and set aside, and the one before it is used', async () => {
  const files = createMemoryFileStore();
  const clock = new ManualClock();
  const one = await openStore(files, 'a', clock);
  await addMany(one, 'm', 600);
  await untilSnapshots(files, 1);
  clock.advance(MINUTE);
  await addMany(one, 'n', 600);
  await untilSnapshots(files, 2);
  const state = one.store.index.dump();
  await one.store.close();
  const newest = names(files, 'snap')[1] ?? '';
  const bytes = (files.files.get(newest) ?? new Uint8Array()).with(5_000, 1).with(5_001, 2);
  files.files.set(newest, bytes);

  const again = await openStore(files, 'b', clock);
  expect(again.store.index.dump()).toBe(state);
  const name = newest.slice(DIR.length + 1);
  expect(again.store.damage()).toMatchObject([
    { file: name, reason: expect.stringMatching(/checksum/) },
  ]);
  // Later, with the next snapshot, it is moved, not deleted.
  await addMany(again, 'o', 600);
  const aside = `${DIR}/damaged/${name}`;
  await eventually(() => expect(files.files.has(newest)).toBe(false));
  expect(files.files.get(aside)).toEqual(bytes);
  expect(again.store.damage()).toMatchObject([{ file: `damaged/${name}` }]);
  await again.store.close();
});

test('segments go when two snapshots hold them and ten minutes have passed, not before', async () => {
  const files = createMemoryFileStore();
  const clock = new ManualClock();
  const one = await openStore(files, 'a', clock);
  const other = await openStore(files, 'b', clock);
  await other.add('foreign');
  await addMany(one, 'm', 600);
  await untilSnapshots(files, 1);
  await addMany(one, 'n', 600);
  await untilSnapshots(files, 2);
  expect(names(files, 'seg').length).toBeGreaterThanOrEqual(3);
  clock.advance(11 * MINUTE);
  await addMany(one, 'o', 600);
  // The two newest are kept; what only the newest holds stays.
  await eventually(() => expect(names(files, 'seg').length).toBeLessThan(3));
  expect(names(files, 'snap')).toHaveLength(2);
  const state = one.store.index.dump();
  await one.store.close();

  for (const { damaged } of [{ damaged: 0 }, { damaged: 1 }]) {
    const copy = createMemoryFileStore();
    for (const [name, data] of files.files) copy.files.set(name, data);
    copy.files.set(names(files, 'snap')[damaged] ?? '', new Uint8Array([1, 2, 3]));
    const again = await openStore(copy, `c${damaged}`, clock);
    expect(again.store.index.dump()).toBe(state);
    await again.store.close();
  }
  await other.store.refresh();
  expect(other.store.index.dump()).toBe(state);
  await other.store.close();
});

test('a window that has slept for hours takes from a snapshot what the log no longer holds', async () => {
  const files = createMemoryFileStore();
  const clock = new ManualClock();
  const sleeper = await openStore(files, 'sleeper', clock);
  await sleeper.add('mine');
  const busy = await openStore(files, 'busy', clock);
  for (const name of ['m', 'n', 'o', 'p']) {
    await addMany(busy, name, 600);
    await eventually(() => expect(names(files, 'snap').at(-1)).toContain(String(clock.now())));
    clock.advance(11 * MINUTE);
  }
  await addMany(busy, 'q', 600);
  await eventually(() =>
    expect(names(files, 'seg').filter((f) => f.includes('busy')).length).toBeLessThan(3),
  );
  await busy.store.refresh();
  await sleeper.store.refresh();
  expect(sleeper.store.index.get('m7')).toBeDefined();
  expect(sleeper.store.index.dump()).toBe(busy.store.index.dump());
  await busy.store.close();
  await sleeper.store.close();
});
