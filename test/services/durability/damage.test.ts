// Damage of every kind to a folder of segments and snapshots: opening succeeds, and only what was hit is lost.
import { beforeAll, expect, test } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import { MemoryStore } from '../../../runtime/memory/store/index.js';
import { HybridClock, SegmentLog } from '../../../runtime/storage/index.js';
import { createMemoryFileStore, type MemoryFileStore } from '../../support/file-stores.js';
import { SQL_ASSETS } from '../../support/memory.js';

const DIR = 'memory';
const RUNS = 500;
/** So many operations make a snapshot due. */
const DUE = 500;
const HOUR = 3_600_000;

type Files = ReadonlyMap<string, Uint8Array>;

interface Folder {
  readonly files: Files;
  /** By snapshot file: the stamps of the operations that it holds. */
  readonly held: ReadonlyMap<string, ReadonlySet<string>>;
}

function openStore(files: MemoryFileStore, window: string, clock: ManualClock, idleMs: number) {
  const log = new SegmentLog({ files, dir: DIR, window, snapshots: { clock } });
  return MemoryStore.open(log, new HybridClock(clock, window), SQL_ASSETS, { idleMs });
}

/** The stamps of all operations that a store has applied, of known and of unknown form. */
function stampsOf(store: MemoryStore): ReadonlySet<string> {
  const tables = JSON.parse(store.index.dump()) as string[][][];
  return new Set((tables[4] ?? []).map(([hlc]) => hlc ?? ''));
}

/** Two windows, several segments each, batches, three snapshots written, old segments removed. */
async function build(): Promise<Folder> {
  const files = createMemoryFileStore();
  const clock = new ManualClock();
  const held = new Map<string, ReadonlySet<string>>();
  const windows = [
    await openStore(files, 'a', clock, HOUR),
    await openStore(files, 'b', clock, HOUR),
  ] as const;
  const write = async (name: string, count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      clock.advance(1000);
      const content = `${name} ${i} ${`word${i} `.repeat(250)}`;
      await windows[i % 2 === 0 ? 0 : 1].commit(
        Array.from({ length: 1 + (i % 3) }, (_, part) => ({
          kind: 'set' as const,
          id: `${name}${i}_${part}`,
          fields: { content, layer: 'project' as const, createdAt: 1 },
        })),
      );
    }
  };
  const snapshot = async (): Promise<void> => {
    clock.advance(HOUR);
    const before = new Set(files.files.keys());
    const window = `snap${held.size}`;
    const writer = await openStore(files, window, clock, 0);
    const uses = Array.from({ length: DUE }, (_, count) => ({
      kind: 'use' as const,
      id: 'first0_0',
      window,
      count,
    }));
    await writer.commit(uses);
    await writer.refresh();
    const stamps = stampsOf(writer);
    // By the timer, so that what is superfluous goes too.
    while (![...files.files.keys()].some((file) => file.includes('/snap-') && !before.has(file))) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await writer.close();
    for (const file of files.files.keys()) {
      if (file.includes('/snap-') && !before.has(file)) held.set(file, stamps);
    }
  };
  await write('first', 50);
  await snapshot();
  await write('second', 50);
  await snapshot();
  await write('third', 30);
  await snapshot();
  await write('fourth', 40);
  // Not closed: as after a kill, the generation before the newest is still there.
  return { files: new Map(files.files), held };
}

interface Batch {
  readonly stamps: readonly string[];
  /** The bytes it needs: from the line end before it up to its last one. */
  readonly from: number;
  readonly to: number;
}

const batches = new Map<Uint8Array, readonly Batch[]>();

/** The batches of a segment as it was written, read from the form of the file alone. */
function batchesOf(original: Uint8Array): readonly Batch[] {
  const known = batches.get(original);
  if (known !== undefined) return known;
  const found: Batch[] = [];
  let stamps: string[] = [];
  let from = original.indexOf(0x0a);
  for (let start = from; start < original.length - 1; ) {
    const end = original.indexOf(0x0a, start + 1);
    const line = JSON.parse(Buffer.from(original.subarray(start + 1, end)).toString()) as {
      hlc: string;
      part?: [number, number];
    };
    stamps.push(line.hlc);
    const [part, size] = line.part ?? [1, 1];
    if (part === size) {
      found.push({ stamps, from, to: end });
      stamps = [];
      from = end;
    }
    start = end;
  }
  batches.set(original, found);
  return found;
}

/** What a damaged file still yields: the batches of which every byte is as it was. */
function intactStamps(original: Uint8Array, damaged: Uint8Array): readonly string[] {
  return batchesOf(original).flatMap(({ stamps, from, to }) => {
    // The line end after the last one need not be there.
    const end = to >= damaged.length ? to : to + 1;
    return isSame(original.subarray(from, end), damaged.subarray(from, end)) ? stamps : [];
  });
}

function expectedStamps({ files, held }: Folder, damaged: Files): Set<string> {
  const same = (file: string): boolean => files.has(file) && files.get(file) === damaged.get(file);
  const newest = [...held.keys()].filter(same).sort().at(-1);
  const expected = new Set(held.get(newest ?? ''));
  for (const [file, original] of files) {
    if (!file.includes('/seg-')) continue;
    for (const stamp of intactStamps(original, damaged.get(file) ?? new Uint8Array()))
      expected.add(stamp);
  }
  return expected;
}

const DAMAGES: Readonly<Record<string, (data: Uint8Array, random: () => number) => Uint8Array>> = {
  'cut off': (data, random) => data.slice(0, Math.floor(random() * data.length)),
  'cut to nothing': () => new Uint8Array(),
  garbage: (data, random) => spoilt(data, random, () => Math.floor(random() * 256)),
  'zeros in the middle': (data, random) => spoilt(data, random, () => 0),
  'all zeros': (data) => new Uint8Array(data.length),
  'one bit': (data, random) => {
    const at = Math.floor(random() * data.length);
    return data.with(at, (data[at] ?? 0) ^ (1 << Math.floor(random() * 8)));
  },
  'first line': (data, random) => data.with(Math.floor(random() * 30), 0x39),
};

function spoilt(data: Uint8Array, random: () => number, byte: () => number): Uint8Array {
  const copy = data.slice();
  const start = Math.floor(random() * data.length);
  const end = start + 1 + Math.floor(random() ** 3 * 20_000);
  for (let at = start; at < Math.min(end, data.length); at++) copy[at] = byte();
  return copy;
}

function isSame(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && Buffer.compare(a, b) === 0;
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

let folder: Folder;
beforeAll(async () => {
  folder = await build();
});

test('the folder that is damaged has everything: old segments gone, snapshots, two generations', () => {
  const names = [...folder.files.keys()];
  expect(names.filter((name) => name.includes('/snap-'))).toHaveLength(2);
  expect(names.filter((name) => name.includes('/seg-')).length).toBeGreaterThan(5);
  expect(names.some((name) => name.includes('seg-a-000000'))).toBe(false);
  const [, data = new Uint8Array()] =
    [...folder.files].find(([name]) => name.includes('/seg-a-')) ?? [];
  expect(intactStamps(data, data).length).toBeGreaterThan(3);
});

test(`${RUNS} damages: opening never fails, loses exactly what was hit, and deletes nothing`, async () => {
  const random = seeded(20_260_301);
  const all = expectedStamps(folder, folder.files);
  const seen = { loss: 0, none: 0 };
  for (let run = 0; run < RUNS; run++) {
    const files = createMemoryFileStore();
    for (const [name, data] of folder.files) files.files.set(name, data);
    const hit = new Set<string>();
    for (let i = 0; i <= random() * 4; i++) {
      const names = [...folder.files.keys()];
      const name = names[Math.floor(random() * names.length)] ?? '';
      const kinds = Object.values(DAMAGES);
      const damage = kinds[Math.floor(random() * kinds.length)];
      if (damage === undefined || hit.has(name)) continue;
      const data = damage(folder.files.get(name) ?? new Uint8Array(), random);
      if (isSame(folder.files.get(name), data)) continue;
      files.files.set(name, data);
      hit.add(name);
    }
    const damaged = new Map(files.files);
    const expected = expectedStamps(folder, damaged);

    const store = await openStore(files, `r${run}`, new ManualClock(), HOUR);
    const stamps = stampsOf(store);
    const told = store.damage().map(({ file }) => `${DIR}/${file}`);
    await store.close();

    const lost = [...expected].filter((stamp) => !stamps.has(stamp));
    const invented = [...stamps].filter((stamp) => !expected.has(stamp));
    expect({ run, lost, invented }).toEqual({ run, lost: [], invented: [] });
    expect(told.filter((file) => !hit.has(file))).toEqual([]);
    if (expected.size < all.size) expect(told).not.toEqual([]);
    const changed = [...damaged].filter(([name, data]) => !isSame(files.files.get(name), data));
    expect(changed).toEqual([]);
    seen[expected.size < all.size ? 'loss' : 'none']++;
  }
  // Else the damages miss what they are to hit.
  expect(seen.loss).toBeGreaterThan(50);
  expect(seen.none).toBeGreaterThan(50);
});
