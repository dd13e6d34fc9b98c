// The log on files: acknowledged means kept, windows never harm each other, damage costs only what it hits.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import type { FileStore, LogOperation } from '../../../runtime/ports/index.js';
import {
  HybridClock,
  SegmentLog,
  StorageClosedError,
  StorageWriteError,
} from '../../../runtime/storage/index.js';
import { createBreakableStore, createMemoryFileStore } from '../../support/file-stores.js';
import { eventually } from '../../support/waiting.js';

const DIR = 'log';

function openLog(files: FileStore, window: string): { log: SegmentLog; op: Operate } {
  const hlc = new HybridClock(new ManualClock(), window);
  const log = new SegmentLog({ files, dir: DIR, window, pollMs: 5 });
  return { log, op: (body) => ({ hlc: hlc.next(), body }) };
}
type Operate = (body: string | number) => LogOperation;

/** Bodies that a fresh reader sees, sorted. */
async function bodiesIn(files: FileStore): Promise<unknown[]> {
  const { log } = openLog(files, 'reader');
  return (await log.readNew()).map(({ body }) => body).sort();
}

describe('what is acknowledged', () => {
  test('is read by another window, whole batches and single ones', async () => {
    const files = createMemoryFileStore();
    const { log, op } = openLog(files, 'a');
    await log.append([op('one')]);
    await log.append([op('two'), op('three')]);
    expect(await bodiesIn(files)).toEqual(['one', 'three', 'two']);
  });

  test('is returned once to each reader, and its own past is part of it', async () => {
    const files = createMemoryFileStore();
    const { log, op } = openLog(files, 'a');
    await log.append([op(1)]);
    expect(await log.readNew()).toHaveLength(1);
    expect(await log.readNew()).toHaveLength(0);
    await log.append([op(2)]);
    expect((await log.readNew()).map(({ body }) => body)).toEqual([2]);
  });

  test('is never overwritten: every flush has a new name, and at most one older one is kept', async () => {
    const files = createMemoryFileStore();
    const written: string[] = [];
    const watched: FileStore = {
      ...files,
      write: async (path, data) => {
        expect(files.files.has(path)).toBe(false);
        written.push(path);
        await files.write(path, data);
      },
    };
    const { log, op } = openLog(watched, 'a');
    for (let i = 0; i < 20; i++) await log.append([op(i)]);
    expect(new Set(written).size).toBe(20);
    expect(files.files.size).toBe(2);
    await log.close();
    expect(files.files.size).toBe(1);
    expect(await bodiesIn(files)).toHaveLength(20);
  });

  test('goes into further segments as it grows', async () => {
    const files = createMemoryFileStore();
    const { log, op } = openLog(files, 'a');
    for (let i = 0; i < 10; i++) await log.append([op(`${i}${'x'.repeat(20_000)}`)]);
    await log.close();
    expect(files.files.size).toBeGreaterThan(2);
    expect(Math.max(...[...files.files.values()].map((data) => data.length))).toBeLessThan(100_000);
    expect(await bodiesIn(files)).toHaveLength(10);
  });

  test('is written together when it waits together', async () => {
    const files = createMemoryFileStore();
    const write = vi.spyOn(files, 'write');
    const { log, op } = openLog(files, 'a');
    await Promise.all(Array.from({ length: 50 }, (_, i) => log.append([op(i)])));
    expect(write.mock.calls.length).toBeLessThanOrEqual(2);
    expect(await bodiesIn(files)).toHaveLength(50);
  });
});

describe('other windows', () => {
  test('write at the same time without losing anything of each other', async () => {
    const files = createMemoryFileStore();
    const windows = ['a', 'b', 'c'].map((window) => openLog(files, window));
    await Promise.all(
      windows.map(async ({ log, op }, w) => {
        for (let i = 0; i < 30; i++) await log.append([op(`${w}-${i}`)]);
      }),
    );
    expect(await bodiesIn(files)).toHaveLength(90);
  });

  test('are noticed, one’s own writes are not', async () => {
    const files = createMemoryFileStore();
    const mine = openLog(files, 'mine');
    const theirs = openLog(files, 'theirs');
    const noticed = vi.fn<() => void>();
    mine.log.onForeignChange(noticed);
    await mine.log.append([mine.op(1)]);
    await theirs.log.append([theirs.op(2)]);
    await eventually(() => expect(noticed).toHaveBeenCalledTimes(1));
    await mine.log.append([mine.op(3)]);
    await theirs.log.append([theirs.op(4)]);
    await eventually(() => expect(noticed).toHaveBeenCalledTimes(2));
    await mine.log.close();
  });

  test('may replace a file between its listing and its reading', async () => {
    const files = createMemoryFileStore();
    const { log, op } = openLog(files, 'a');
    await log.append([op(1)]);
    let raced = false;
    const racing: FileStore = {
      ...files,
      read: async (path, signal) => {
        if (!raced) {
          raced = true;
          for (let i = 2; i <= 4; i++) await log.append([op(i)]);
        }
        return files.read(path, signal);
      },
    };
    expect(await bodiesIn(racing)).toEqual([1, 2, 3, 4]);
  });
});

describe('a write that fails', () => {
  test.each([
    ['ENOSPC', 'disk is full', 'Free some space'],
    ['EROFS', 'not permitted', 'writable'],
    ['EACCES', 'not permitted', 'writable'],
  ] as const)('%s is a typed error with a remedy', async (code, message, remedy) => {
    const store = createBreakableStore(createMemoryFileStore(), code);
    const { log, op } = openLog(store, 'a');
    await log.append([op('kept')]);
    store.broken = true;
    const failure = await log.append([op('refused')]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StorageWriteError);
    expect(failure).toMatchObject({ code: 'storage.write' });
    expect((failure as StorageWriteError).message).toContain(message);
    expect((failure as StorageWriteError).remedy).toContain(remedy);
    store.broken = false;
    await log.append([op('later')]);
    expect(await bodiesIn(store)).toEqual(['kept', 'later']);
  });

  test('after closing is refused', async () => {
    const { log, op } = openLog(createMemoryFileStore(), 'a');
    await log.close();
    await expect(log.append([op(1)])).rejects.toBeInstanceOf(StorageClosedError);
  });
});

describe('damage', () => {
  async function writeTen(): Promise<ReturnType<typeof createMemoryFileStore>> {
    const files = createMemoryFileStore();
    const { log, op } = openLog(files, 'a');
    for (let i = 0; i < 10; i++) await log.append([op(i)]);
    await log.close();
    return files;
  }

  test.each([
    ['an empty file', () => new Uint8Array(), 0],
    ['garbage', () => Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 256), 0],
    ['a later format', () => new TextEncoder().encode('#memfun-log 9 1 0123456789abcdef\n{}\n'), 0],
    ['a file cut in half', (data: Uint8Array) => data.subarray(0, data.length / 2), 4],
    ['a damaged header', (data: Uint8Array) => data.with(3, 0), 10],
    ['a damaged last byte', (data: Uint8Array) => data.with(data.length - 5, 0), 9],
  ])('%s costs what it hits, is reported and left where it is', async (_name, damaged, left) => {
    const files = await writeTen();
    const [path = ''] = files.files.keys();
    const broken = damaged(files.files.get(path) ?? new Uint8Array());
    files.files.set(path, broken);
    const { log } = openLog(files, 'reader');
    const read = await log.readNew();
    expect(read.length).toBeGreaterThanOrEqual(left);
    expect(read.map(({ body }) => body).sort()).toEqual(
      Array.from({ length: read.length }, (_, i) => i),
    );
    expect(log.damage()).toEqual([expect.objectContaining({ file: path.slice(DIR.length + 1) })]);
    expect(files.files.get(path)).toEqual(broken);
  });

  test('a write that was cut off leaves the generation before it', async () => {
    const files = createMemoryFileStore();
    const { log, op } = openLog(files, 'a');
    await log.append([op('kept')]);
    await log.append([op('batch 1'), op('batch 2')]);
    const newest = [...files.files.keys()].sort().at(-1) ?? '';
    const data = files.files.get(newest) ?? new Uint8Array();
    files.files.set(newest, data.subarray(0, data.length - 10));
    const reader = openLog(files, 'reader').log;
    expect((await reader.readNew()).map(({ body }) => body)).toEqual(['kept']);
    expect(reader.damage()[0]?.reason).toContain('what was written before it is intact');
  });

  test('other windows’ files are not touched by it', async () => {
    const files = await writeTen();
    const { log, op } = openLog(files, 'b');
    await log.append([op('b')]);
    const [path = ''] = files.files.keys();
    files.files.set(path, new Uint8Array([1, 2, 3]));
    expect(await bodiesIn(files)).toEqual(['b']);
  });

  test('a file of an unknown name and a folder that cannot be read are reported', async () => {
    const files = await writeTen();
    files.files.set(`${DIR}/seg-what.jsonl`, new Uint8Array([1]));
    const { log } = openLog(files, 'reader');
    expect(await log.readNew()).toHaveLength(10);
    expect(log.damage()).toMatchObject([{ file: 'seg-what.jsonl' }]);
    const closed = new SegmentLog({
      files: { ...files, list: () => Promise.reject(new Error('EACCES')) },
      dir: DIR,
      window: 'x',
    });
    expect(await closed.readNew()).toEqual([]);
    expect(closed.damage()).toMatchObject([{ file: DIR }]);
  });

  test('property: whatever happens to the bytes, reading succeeds and invents nothing', async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, noNaN: true }),
        bytes,
        fc.boolean(),
        async (at, noise, cut) => {
          const files = await writeTen();
          const [path = ''] = files.files.keys();
          const data = new Uint8Array(files.files.get(path) ?? []);
          const start = Math.floor(at * (data.length - 1));
          const damaged = cut ? data.subarray(0, start) : data;
          if (!cut) damaged.set(noise.subarray(0, data.length - start), start);
          files.files.set(path, damaged);
          const lines = new TextDecoder().decode(damaged.subarray(0, start)).split('\n').length - 2;
          const read = (await bodiesIn(files)) as number[];
          // Every line that ends before the damage is there, and nothing that was not written.
          for (let i = 0; i < lines; i++) expect(read).toContain(i);
          expect(read.every((body) => Number.isInteger(body) && body >= 0 && body < 10)).toBe(true);
          expect(new Set(read).size).toBe(read.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
