// What the memory view is told: pages, filters, orders, the past of a memory, conflicts that are decided, the graph.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { MemoryListFilter, MemorySort } from '../../../extension/bridge/index.js';
import { GRAPH_LIMIT, memoryGraphSchema } from '../../../extension/bridge/index.js';
import { memoryHandlers } from '../../../extension/chat/memory-handlers.js';
import { MemfunError, systemClock } from '../../../runtime/core/index.js';
import type { MemoryRelation, MemoryService } from '../../../runtime/memory/index.js';
import { tempFolder } from '../../support/memory.js';
import { type MemorySeed, seedMemory } from '../../support/seed-memory.js';

const DAY = 86_400_000;
const daysAgo = (days: number): number => Date.now() - days * DAY;
const never = new AbortController().signal;

async function view(memories: readonly MemorySeed[], relations: readonly MemoryRelation[] = []) {
  const memory = await seedMemory(tempFolder(), { memories, relations });
  onTestFinished(() => memory.close());
  return handlersOf(memory);
}

function handlersOf(memory: MemoryService) {
  const opened: unknown[] = [];
  const handlers = memoryHandlers({
    memory: async () => memory,
    clock: systemClock,
    conversationTitle: async (id) => (id === 'ses_1' ? 'About ports' : undefined),
    openPlace: async (place) => void opened.push(place),
  });
  const list = (
    query = '',
    filter: MemoryListFilter = {},
    sort: MemorySort = query === '' ? 'newest' : 'best',
  ) => handlers['memory.list']({ query, filter, sort, offset: 0, limit: 100 }, never);
  const ids = async (...asked: Parameters<typeof list>): Promise<readonly string[]> =>
    (await list(...asked)).memories.map(({ id }) => id);
  return { memory, handlers, list, ids, opened };
}

const SOME: readonly MemorySeed[] = [
  {
    id: 'port',
    content: 'I prefer port 8080',
    layer: 'core',
    category: 'preference',
    at: daysAgo(3),
  },
  {
    id: 'queue',
    content: 'The queue is Redis',
    tags: ['infra'],
    pinned: true,
    at: daysAgo(9),
    uses: 4,
  },
  { id: 'old', content: 'The queue was a table', status: 'superseded', at: daysAgo(20) },
  { id: 'gone', content: 'The queue is slow', status: 'deleted', at: daysAgo(5) },
  {
    id: 'stale',
    content: 'push() retries',
    staleSince: daysAgo(1),
    at: daysAgo(2),
    tags: ['infra'],
  },
];

describe('the list', () => {
  test('has what is active, newest change first, and knows the tags', async () => {
    const { list, ids } = await view(SOME);
    expect(await ids()).toEqual(['stale', 'port', 'queue']);
    expect((await list()).tags).toEqual([{ value: 'infra', count: 2 }]);
  });

  test('is narrowed by each filter, and by several together', async () => {
    const { ids } = await view(SOME);
    expect(await ids('', { layer: 'core' })).toEqual(['port']);
    expect(await ids('', { category: 'preference' })).toEqual(['port']);
    expect(await ids('', { tag: 'infra', pinned: true })).toEqual(['queue']);
    expect(await ids('', { stale: true })).toEqual(['stale']);
    expect(await ids('', { status: 'superseded' })).toEqual(['old']);
    expect(await ids('', { status: 'deleted' })).toEqual(['gone']);
    expect(await ids('', { only: 'gone' })).toEqual(['gone']);
    expect(await ids('', { only: 'nobody' })).toEqual([]);
  });

  test('is ordered as asked', async () => {
    const { ids } = await view(SOME);
    expect(await ids('', {}, 'oldest')).toEqual(['queue', 'port', 'stale']);
    expect(await ids('', {}, 'used')).toEqual(['queue', 'stale', 'port']);
    expect(await ids('', {}, 'important')).toEqual(['queue', 'stale', 'port']);
    expect((await ids('', {}, 'fading')).at(-1)).toBe('queue');
  });

  test('is searched by words with the reason, by half a word, and among the forgotten', async () => {
    const { list, ids } = await view(SOME);
    const { memories } = await list('redis queue');
    expect(memories.map(({ id }) => id)).toEqual(['queue']);
    expect(memories[0]?.found?.why).toContain('redis');
    expect(await ids('redi')).toEqual(['queue']);
    expect(await ids('slow', { status: 'deleted' })).toEqual(['gone']);
    expect(await ids('queue', { status: 'superseded' })).toEqual(['old']);
  });

  test('comes in pages that together have every memory once', async () => {
    const many = Array.from({ length: 250 }, (_, n) => ({
      id: `m${n}`,
      content: `fact number ${n}`,
      at: daysAgo(1) + n,
    }));
    const { handlers } = await view(many);
    const seen: string[] = [];
    for (const offset of [0, 100, 200]) {
      const page = await handlers['memory.list'](
        { query: '', filter: {}, sort: 'newest', offset, limit: 100 },
        never,
      );
      expect(page.total).toBe(250);
      seen.push(...page.memories.map(({ id }) => id));
    }
    expect(new Set(seen).size).toBe(250);
    expect(seen[0]).toBe('m249');
  });

  test('ends when it is aborted', async () => {
    const { handlers } = await view(SOME);
    const abort = new AbortController();
    abort.abort();
    const asked = { query: '', filter: {}, sort: 'newest', offset: 0, limit: 100 } as const;
    await expect(handlers['memory.list'](asked, abort.signal)).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  test('says how much of a memory is left, and until when', async () => {
    const { list } = await view([
      { id: 'fresh', content: 'just said', at: Date.now() },
      { id: 'worn', content: 'said long ago', at: daysAgo(200) },
      { id: 'kept', content: 'kept for good', pinned: true, at: daysAgo(400) },
    ]);
    const rows = new Map((await list()).memories.map((row) => [row.id, row]));
    expect(rows.get('fresh')?.retention).toBeCloseTo(1, 2);
    expect(rows.get('worn')?.retention).toBeLessThan(0.25);
    expect(rows.get('kept')?.fadesInDays).toBeUndefined();
    expect(rows.get('worn')?.fadesInDays).toBeLessThan(rows.get('fresh')?.fadesInDays ?? 0);
  });
});

describe('the details', () => {
  test('tell where it came from, its versions, and its relations from both ends', async () => {
    const { handlers } = await view(
      [
        {
          id: 'a',
          content: 'port 9090',
          before: [{ content: 'port 8080', at: daysAgo(9) }],
          provenance: { source: 'user', sessionId: 'ses_1', path: 'src/a.ts', symbol: 'listen' },
        },
        {
          id: 'b',
          content: 'the proxy listens too',
          provenance: { source: 'agent', sessionId: 'x' },
        },
      ],
      [{ from: 'b', to: 'a', kind: 'extends', strength: 1 }],
    );
    const a = await handlers['memory.details']({ id: 'a' }, never);
    expect(a.versions.map(({ content }) => content)).toEqual(['port 8080', 'port 9090']);
    expect(a.conversation).toEqual({ sessionId: 'ses_1', title: 'About ports' });
    expect(a.memory).toMatchObject({ path: 'src/a.ts', symbol: 'listen' });
    expect(a.relations).toMatchObject([{ id: 'b', kind: 'extends', end: 'to' }]);
    const b = await handlers['memory.details']({ id: 'b' }, never);
    expect(b.conversation).toEqual({ sessionId: 'x' });
    expect(b.relations).toMatchObject([{ id: 'a', kind: 'extends', end: 'from' }]);
  });

  test('open the file at the name, and refuse where there is none', async () => {
    const { handlers, opened } = await view([
      { id: 'a', content: 'x', provenance: { source: 'agent', path: 'src/a.ts', symbol: 'f' } },
      { id: 'b', content: 'y' },
    ]);
    await handlers['memory.openPlace']({ id: 'a' }, never);
    expect(opened).toEqual([{ path: 'src/a.ts', symbol: 'f' }]);
    await expect(handlers['memory.openPlace']({ id: 'b' }, never)).rejects.toMatchObject({
      code: 'memory.not-there',
    });
  });

  test('bring back the words of an earlier version as a new one', async () => {
    const { handlers, memory } = await view([
      { id: 'a', content: 'port 9090', before: [{ content: 'port 8080', at: daysAgo(9) }] },
    ]);
    await handlers['memory.bringBack']({ id: 'a', version: 1 }, never);
    const { versions } = await memory.history('a');
    expect(versions.map(({ content }) => content)).toEqual(['port 8080', 'port 9090', 'port 8080']);
    await expect(
      handlers['memory.bringBack']({ id: 'a', version: 9 }, never),
    ).rejects.toMatchObject({ code: 'memory.not-there' });
  });
});

describe('a conflict', () => {
  const conflicting = () =>
    view(
      [
        { id: 'tabs', content: 'We indent with tabs' },
        { id: 'spaces', content: 'We indent with spaces' },
      ],
      [{ from: 'spaces', to: 'tabs', kind: 'contradicts', strength: 1 }],
    );
  const pair = { newer: 'spaces', older: 'tabs' } as const;

  test('is told of both', async () => {
    const { handlers, list, ids } = await conflicting();
    const { conflicts } = await handlers['memory.conflicts']({}, never);
    expect(conflicts).toMatchObject([{ newer: { id: 'spaces' }, older: { id: 'tabs' } }]);
    expect((await list()).conflicts).toBe(1);
    expect((await ids('', { conflicting: true })).length).toBe(2);
  });

  test.each([
    ['newer', ['spaces']],
    ['older', ['tabs']],
  ] as const)('is over when the %s one is kept; the other one is replaced', async (keep, left) => {
    const { handlers, ids } = await conflicting();
    await handlers['memory.resolve']({ ...pair, keep }, never);
    expect(await ids()).toEqual(left);
    expect((await ids('', { status: 'superseded' })).length).toBe(1);
    expect(await handlers['memory.conflicts']({}, never)).toEqual({ conflicts: [] });
  });

  test.each(['relates', 'extends'] as const)('is over when both are kept as %s', async (as) => {
    const { handlers, ids, memory } = await conflicting();
    await handlers['memory.resolve']({ ...pair, keep: 'both', as }, never);
    expect((await ids()).length).toBe(2);
    expect(await handlers['memory.conflicts']({}, never)).toEqual({ conflicts: [] });
    expect((await memory.relations(as)).length).toBe(1);
  });
});

describe('what a turn did to memory is taken back and done again', () => {
  test('what is new', async () => {
    const { memory, handlers, ids } = await view([]);
    const { memory: saved } = await memory.save({ content: 'We use pnpm' });
    const step = { id: saved.id, action: 'added', content: saved.content } as const;
    await handlers['memory.takeBack']({ ...step, again: false }, never);
    expect(await ids()).toEqual([]);
    await handlers['memory.takeBack']({ ...step, again: true }, never);
    expect(await ids()).toEqual([saved.id]);
  });

  test('what took the place of another one', async () => {
    const { memory, handlers, ids } = await view([{ id: 'npm', content: 'We use npm' }]);
    const { id, content } = await memory.add({ content: 'We use pnpm', layer: 'project' });
    await memory.supersede('npm', id);
    const step = { id, action: 'superseded', content, previous: 'npm' } as const;
    await handlers['memory.takeBack']({ ...step, again: false }, never);
    expect(await ids()).toEqual(['npm']);
    await handlers['memory.takeBack']({ ...step, again: true }, never);
    expect(await ids()).toEqual([id]);
    expect((await memory.get('npm'))?.supersededBy).toBe(id);
  });

  test('what made one more precise, though it was changed since', async () => {
    const { memory, handlers } = await view([{ id: 'a', content: 'port 8080' }]);
    await memory.update('a', { content: 'port 8080 for tests' });
    await memory.update('a', { tags: ['net'] });
    const step = { id: 'a', action: 'updated', content: 'port 8080 for tests' } as const;
    await handlers['memory.takeBack']({ ...step, again: false }, never);
    expect((await memory.get('a'))?.content).toBe('port 8080');
    await handlers['memory.takeBack']({ ...step, again: true }, never);
    expect((await memory.get('a'))?.content).toBe('port 8080 for tests');
  });
});

describe('the graph', () => {
  test('has what was said, and what a rare tag or a common file implies, once for two', async () => {
    const place = { source: 'agent', path: 'src/a.ts' } as const;
    const { handlers } = await view(
      [
        { id: 'a', content: 'a', tags: ['x'], provenance: place },
        { id: 'b', content: 'b', tags: ['x'], provenance: place },
        { id: 'c', content: 'c', tags: ['x'] },
        { id: 'd', content: 'd', status: 'superseded' },
        { id: 'e', content: 'e', status: 'superseded' },
        { id: 'f', content: 'f', status: 'deleted' },
      ],
      [
        { from: 'c', to: 'd', kind: 'supersedes', strength: 1 },
        { from: 'c', to: 'f', kind: 'relates', strength: 1 },
      ],
    );
    const graph = await handlers['memory.graph']({}, never);
    expect(graph.nodes.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c', 'd']);
    const edges = graph.edges.map(({ from, to, kind }) => [kind, ...[from, to].sort()].join(' '));
    expect(edges.sort()).toEqual(['file a b', 'supersedes c d', 'tag a c', 'tag b c']);
  });

  test('is of so many memories that it can be read, the related ones first', async () => {
    const memories = Array.from({ length: GRAPH_LIMIT + 200 }, (_, n) => ({
      id: `m${n}`,
      content: `fact ${n}`,
      tags: ['all'],
    }));
    const last = `m${GRAPH_LIMIT + 199}`;
    const { handlers } = await view(memories, [
      { from: last, to: 'm0', kind: 'relates', strength: 1 },
    ]);
    const graph = memoryGraphSchema.parse(await handlers['memory.graph']({}, never));
    expect(graph.total).toBe(GRAPH_LIMIT + 200);
    expect(graph.nodes.length).toBe(GRAPH_LIMIT);
    // What all have in common relates no two of them.
    expect(graph.edges).toEqual([{ from: last, to: 'm0', kind: 'relates', strength: 1 }]);
  });
});

test('health tells what is damaged, and that a change was not written until one is', async () => {
  class FullError extends MemfunError {
    readonly code = 'storage.write';
  }
  const { memory } = await view(SOME);
  let full = true;
  const { handlers } = handlersOf(
    Object.assign(Object.create(memory) as MemoryService, {
      health: () => ({ memories: 1, operations: 1, damage: [{ file: 'f', reason: 'torn' }] }),
      forget: async (id: string) => {
        if (full) throw new FullError('The disk is full.');
        return memory.forget(id);
      },
    }),
  );
  const { damage } = await handlers['memory.health']({}, never);
  expect(damage).toEqual([{ file: 'f', reason: 'torn' }]);
  await expect(handlers['memory.forget']({ id: 'port' }, never)).rejects.toThrow('full');
  expect((await handlers['memory.health']({}, never)).unwritable).toBe('The disk is full.');
  full = false;
  await handlers['memory.forget']({ id: 'port' }, never);
  expect((await handlers['memory.health']({}, never)).unwritable).toBeUndefined();
});
