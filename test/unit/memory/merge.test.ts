// The invariant behind several windows: operations lead to one state in any order and however often they come.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import { MemoryIndex } from '../../../runtime/memory/store/memory-index.js';
import type { LogOperation } from '../../../runtime/ports/index.js';
import { HybridClock } from '../../../runtime/storage/index.js';
import { SQL_ASSETS } from '../../support/memory.js';

const id = fc.constantFrom('mem_a', 'mem_b', 'mem_c');
const window = fc.constantFrom('win_1', 'win_2', 'win_3');
const fields = fc.record(
  {
    content: fc.constantFrom('one', 'two', 'three'),
    layer: fc.constantFrom('core' as const, 'project' as const),
    createdAt: fc.constantFrom(1, 2),
    status: fc.constantFrom('active' as const, 'superseded' as const, 'deleted' as const),
    pinned: fc.boolean(),
    tags: fc.constantFrom([], ['x']),
    subject: fc.constantFrom(null, 'port'),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  fc.record({ kind: fc.constant('set'), v: fc.constant(1), id, fields }),
  fc.record({ kind: fc.constant('use'), v: fc.constant(1), id, window, count: fc.nat(9) }),
  fc.record({
    kind: fc.constant('relate'),
    v: fc.constant(1),
    from: id,
    to: id,
    relation: fc.constantFrom('supersedes', 'extends'),
    strength: fc.constantFrom(0.5, 1),
  }),
);

/** Operations of three windows whose clocks disagree: all stamps differ, many in the same millisecond. */
const operations = fc
  .array(fc.record({ window, body, jump: fc.nat(1) }), { maxLength: 25 })
  .map((list) => {
    const clocks = new Map<string, { clock: ManualClock; hlc: HybridClock }>();
    return list.map(({ window: name, body: said, jump }): LogOperation => {
      const clock = clocks.get(name)?.clock ?? new ManualClock(1_000);
      const own = clocks.get(name) ?? { clock, hlc: new HybridClock(clock, name) };
      clocks.set(name, own);
      own.clock.advance(jump);
      return { hlc: own.hlc.next(), body: said };
    });
  });

const open: MemoryIndex[] = [];
async function indexOf(...batches: readonly (readonly LogOperation[])[]): Promise<MemoryIndex> {
  const index = await MemoryIndex.open(SQL_ASSETS);
  open.push(index);
  for (const batch of batches) index.apply(batch);
  return index;
}
beforeAll(async () => void (await indexOf()));
afterAll(() => {
  for (const index of open) index.close();
});

test('property: order, duplication and batching make no difference', async () => {
  await fc.assert(
    fc.asyncProperty(
      operations,
      fc.infiniteStream(fc.nat()),
      fc.nat(25),
      async (list, random, cut) => {
        const shuffled = list
          .map((operation) => ({ operation, key: random.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ operation }) => operation);
        const reference = (await indexOf(list)).dump();
        expect((await indexOf(shuffled)).dump()).toBe(reference);
        expect((await indexOf(shuffled.slice(cut), shuffled.slice(0, cut))).dump()).toBe(reference);
        expect((await indexOf(list, shuffled, list)).dump()).toBe(reference);
      },
    ),
    { numRuns: 60 },
  );
});

test('the later of two changes to one field holds, changes to different fields both hold', async () => {
  const set = (hlc: string, said: object): LogOperation => ({
    hlc,
    body: { kind: 'set', v: 1, id: 'mem_a', fields: { ...said } },
  });
  const index = await indexOf([
    set('000000000000003.00000.win_b', { pinned: true }),
    set('000000000000002.00000.win_a', { content: 'later', pinned: false }),
    set('000000000000001.00000.win_a', { content: 'first', layer: 'core', createdAt: 1 }),
  ]);
  expect(index.get('mem_a')).toMatchObject({ content: 'later', pinned: true, version: 2 });
  expect(index.versions('mem_a').map(({ content }) => content)).toEqual(['first', 'later']);
});

test('uses of several windows add up, and telling one twice counts it once', async () => {
  const use = (hlc: string, name: string, count: number): LogOperation => ({
    hlc,
    body: { kind: 'use', v: 1, id: 'mem_a', window: name, count },
  });
  const index = await indexOf([
    {
      hlc: '000000000000001.00000.win_a',
      body: {
        kind: 'set',
        v: 1,
        id: 'mem_a',
        fields: { content: 'x', layer: 'core', createdAt: 1 },
      },
    },
    use('000000000000002.00000.win_a', 'win_a', 2),
    use('000000000000001.00001.win_a', 'win_a', 1),
    use('000000000000002.00000.win_b', 'win_b', 3),
    use('000000000000002.00000.win_b', 'win_b', 3),
  ]);
  expect(index.get('mem_a')?.useCount).toBe(5);
});

test('operations of a later version are counted, not applied, and do no harm', async () => {
  const index = await indexOf([
    { hlc: '000000000000001.00000.win_a', body: { kind: 'set', v: 2, id: 'mem_a', fields: {} } },
    { hlc: '000000000000001.00001.win_a', body: 'what?' },
    { hlc: '000000000000001.00002.win_a', body: null },
  ]);
  expect(index.unknownOperations).toBe(3);
  expect(index.all()).toEqual([]);
});
