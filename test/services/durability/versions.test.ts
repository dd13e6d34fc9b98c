// Old logs are read by this version, and what a later version has written is kept, counted and told.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ManualClock } from '../../../runtime/core/index.js';
import { openMemory } from '../../../runtime/memory/index.js';
import { MemoryStore } from '../../../runtime/memory/store/index.js';
import { HybridClock, SegmentLog } from '../../../runtime/storage/index.js';
import { createMemoryFileStore, type MemoryFileStore } from '../../support/file-stores.js';
import { SQL_ASSETS } from '../../support/memory.js';
import { eventually } from '../../support/waiting.js';

const CORPUS = path.join(import.meta.dirname, '../../fixtures/memory-logs');

const expectedSchema = z.object({
  memories: z.array(z.looseObject({ id: z.string(), content: z.string() })),
  forgotten: z.string(),
  operations: z.number(),
});

function loadFolder(version: string): MemoryFileStore {
  const files = createMemoryFileStore();
  for (const which of ['user', 'project']) {
    const dir = `memory/${which}`;
    for (const name of readdirSync(path.join(CORPUS, version, which, dir))) {
      const data = readFileSync(path.join(CORPUS, version, which, dir, name));
      files.files.set(`${dir}/${name}`, new Uint8Array(data));
    }
  }
  return files;
}

function openLog(files: MemoryFileStore, dir: string, window: string, clock: ManualClock) {
  return new SegmentLog({ files, dir, window, snapshots: { clock } });
}

async function openStore(files: MemoryFileStore, window: string, clock = new ManualClock()) {
  const log = openLog(files, 'memory/project', window, clock);
  return MemoryStore.open(log, new HybridClock(clock, window), SQL_ASSETS, { idleMs: 0 });
}

describe('a folder as an earlier version has left it', () => {
  test.each(readdirSync(CORPUS))('%s is read whole, and without complaint', async (version) => {
    const files = loadFolder(version);
    const before = new Map(files.files);
    const text = readFileSync(path.join(CORPUS, version, 'expected.json'), 'utf8');
    const expected = expectedSchema.parse(JSON.parse(text));
    const clock = new ManualClock(Date.UTC(2026, 2, 1, 12));
    const memory = await openMemory({
      user: openLog(files, 'memory/user', 'win_now', clock),
      project: openLog(files, 'memory/project', 'win_now', clock),
      window: 'win_now',
      clock,
      ids: { next: (kind) => `${kind}_1` },
      assetsDir: SQL_ASSETS,
      findSecrets: () => [],
    });
    expect(memory.health()).toMatchObject({ operations: expected.operations, damage: [] });
    const found = await memory.list({ statuses: ['active', 'superseded'] });
    expect(found.map(({ id }) => id).sort()).toEqual(expected.memories.map(({ id }) => id));
    for (const { content, ...fields } of expected.memories) {
      const memories = await memory.get(fields.id);
      expect(memories).toMatchObject(fields);
      expect(memories?.content.startsWith(content)).toBe(true);
    }
    expect(await memory.get(expected.forgotten)).toMatchObject({ status: 'deleted' });
    // Reading changes nothing, and this version's changes stand beside the old ones.
    expect(files.files).toEqual(before);
    const [first] = expected.memories;
    await memory.update(first?.id ?? '', { content: 'said anew' });
    expect(await memory.get(first?.id ?? '')).toMatchObject({ content: 'said anew' });
    await memory.close();
  });
});

describe('what a later version has written', () => {
  const stamp = (n: number): string => `000001780000000.0000${n}.win_later`;

  test('operations of an unknown form are kept, counted and told, also beyond the log', async () => {
    const files = createMemoryFileStore();
    const clock = new ManualClock();
    const later = openLog(files, 'memory/project', 'win_later', clock);
    await later.append([
      { hlc: stamp(1), body: { kind: 'dream', v: 3, of: 'electric sheep' } },
      {
        hlc: stamp(2),
        body: { kind: 'set', v: 1, id: 'm', fields: { content: 'x', layer: 'core', createdAt: 1 } },
      },
    ]);
    await later.close();
    const store = await openStore(files, 'win_a');
    expect(store.index.unknownOperations).toBe(1);
    expect(store.index.operations()).toBe(2);
    expect(store.index.get('m')).toMatchObject({ content: 'x' });
    expect(store.damage()).toMatchObject([
      { reason: expect.stringMatching(/^1 operation.* kept/) },
    ]);
    const uses = Array.from({ length: 600 }, (_, count) => ({
      kind: 'use' as const,
      id: 'm',
      window: 'a',
      count,
    }));
    await store.commit(uses);
    await store.refresh();
    await eventually(() => expect([...files.files.keys()].join()).toContain('/snap-'));
    await store.close();
    // Also when the segments are gone.
    for (const name of files.files.keys()) if (name.includes('/seg-')) files.files.delete(name);
    const again = await openStore(files, 'win_b');
    expect(again.index.unknownOperations).toBe(1);
    expect(again.index.dump()).toContain('electric sheep');
    await again.close();
  });

  test.each([
    ['another schema', 99, /schema/],
    ['no database', 2, /cannot be used/],
  ])('a snapshot of %s is passed over, told and kept', async (_what, schema, reason) => {
    const files = createMemoryFileStore();
    const clock = new ManualClock();
    const later = openLog(files, 'memory/project', 'win_later', clock);
    const body = {
      kind: 'set',
      v: 1,
      id: 'm',
      fields: { content: 'x', layer: 'core', createdAt: 1 },
    };
    await later.append([{ hlc: stamp(1), body }]);
    await later.readNew();
    await later.snapshots?.write({
      hlc: stamp(2),
      schema,
      points: later.snapshots.points(),
      parts: { database: new TextEncoder().encode('something else') },
    });
    await later.close();
    const store = await openStore(files, 'win_a');
    expect(store.index.get('m')).toMatchObject({ content: 'x' });
    const [name] = [...files.files.keys()].filter((file) => file.includes('/snap-'));
    expect(store.damage()).toMatchObject([
      { file: name?.split('/').at(-1), reason: expect.stringMatching(reason) },
    ]);
    await store.close();
    expect(files.files.has(name ?? '')).toBe(true);
  });
});
