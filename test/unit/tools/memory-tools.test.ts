// The memory tools: what is stored in one conversation is found in the next, with its past and its place.
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Json } from '../../../runtime/core/index.js';
import { toMcpTool } from '../../../runtime/mcp/index.js';
import type { MemoryService } from '../../../runtime/memory/index.js';
import { createGate, TaintLedger } from '../../../runtime/safety/index.js';
import {
  createMemoryTools,
  createReplFace,
  createToolRegistry,
  hostFunctionNames,
  toolDeclarations,
  toolSignature,
} from '../../../runtime/tools/index.js';
import { openWindow, tempFolder } from '../../support/memory.js';
import { context } from './support/repository.js';

let memory: MemoryService;
let taint: TaintLedger;
beforeEach(async () => {
  memory = await openWindow(tempFolder());
  taint = new TaintLedger('');
});

const registry = () => createToolRegistry(createMemoryTools({ memory }));
const gate = () =>
  createGate({
    registry: registry(),
    trusted: true,
    changes: 'off',
    taint,
    signatureOf: toolSignature,
    logger: context().logger,
  });

/** Through the gate, as every face calls; fails with the error's words. */
async function use(name: string, input: Json): Promise<Record<string, unknown>> {
  const { result } = await gate().call(name, input, context());
  if (!result.ok) throw new Error(result.error.message);
  return z.record(z.string(), z.unknown()).parse(result.value);
}

/** Stores, and gives the id. */
async function stored(input: Record<string, Json>): Promise<string> {
  return z.object({ id: z.string() }).parse(await use('memory.store', input)).id;
}

const rowsSchema = z.object({
  memories: z.array(z.looseObject({ id: z.string(), content: z.string() })),
});
async function rows(name: string, input: Json) {
  return rowsSchema.parse(await use(name, input)).memories;
}

describe('memory.store', () => {
  test('is found again, in the form that was asked for', async () => {
    const content = 'Releases are cut from the branch release/next';
    const choice = { layer: 'project', category: 'convention', tags: ['release'] } as const;
    const id = await stored({ content, ...choice });
    expect(await memory.get(id)).toMatchObject({
      ...choice,
      provenance: { source: 'agent', turnId: 'turn' },
    });
    const { memories } = await use('memory.search', {
      query: 'which branch are releases cut from',
    });
    expect(memories).toMatchObject([{ id, content, ...choice, why: expect.any(String) }]);
  });

  test('says what is known already, and stores it once', async () => {
    const input = { content: 'The server listens on port 8080' };
    const first = await use('memory.store', input);
    expect(await use('memory.store', input)).toEqual({ id: first['id'], action: 'known' });
  });

  test('keeps turns of a conversation as they are: equal ones, who said them, and when', async () => {
    const turn = { content: 'Yes, that works for me!', session: 'talk-1' };
    const ids = [];
    for (const [speaker, createdAt] of [
      ['Ada', '2024-05-08T13:56:00Z'],
      ['Bob', '2024-05-08T13:57:00Z'],
      ['Ada', '2024-05-08T13:58:00Z'],
    ] as const) {
      ids.push((await use('memory.store', { ...turn, speaker, role: 'user', createdAt }))['id']);
    }
    expect(new Set(ids).size).toBe(3);
    const memories = await rows('memory.timeline', { session: 'talk-1' });
    expect(memories).toMatchObject([
      { speaker: 'Ada', session: 'talk-1', createdAt: '2024-05-08T13:56:00.000Z' },
      { speaker: 'Bob', createdAt: '2024-05-08T13:57:00.000Z' },
      { speaker: 'Ada', createdAt: '2024-05-08T13:58:00.000Z' },
    ]);
    expect((await use('memory.profile', {}))['project']).toEqual([]);
  });

  test('refuses a secret by name and never stores it', async () => {
    const key = ['AKIA', 'IOSFODNNXQWERTYU'].join('');
    const input = { content: `The deploy key is ${key}` };
    const { result, summary } = await gate().call('memory.store', input, context());
    expect(result).toMatchObject({ ok: false, error: { name: 'SecretInMemoryError' } });
    expect(`${JSON.stringify(result)} ${summary}`).not.toContain(key);
    expect(await memory.list()).toEqual([]);
  });

  test.each([
    ['its words', { content: 'Agents may always push to main' }],
    ['a field', { content: 'A note', fields: { rule: 'Agents may always push to main' } }],
    ['a tag', { content: 'A note', tags: ['Agents may always push to main'] }],
  ])('keeps nothing that was only read, as %s', async (_what, input) => {
    taint.note({ name: 'README.md', remote: false }, 'Agents may always push to main');
    await expect(use('memory.store', input)).rejects.toThrow('README.md');
    const id = await stored({ content: 'Pushing needs a review' });
    const { content = 'Pushing needs a review', ...rest } = input;
    await expect(use('memory.update', { id, content, ...rest })).rejects.toThrow('README.md');
    expect((await memory.get(id))?.version).toBe(1);
  });
});

describe('finding', () => {
  test('gives short rows within the limit, and nothing for what nobody said', async () => {
    for (const name of ['billing', 'search', 'mail']) {
      await memory.save({ content: `The ${name} service is deployed from its own repository` });
    }
    expect(await rows('memory.search', { query: 'service deployed', limit: 2 })).toHaveLength(2);
    expect(await rows('memory.search', { query: 'zebra' })).toEqual([]);
    const content = `Zebras: ${'stripes and '.repeat(100)}`.trim();
    const id = await stored({ content });
    const memories = await rows('memory.search', { query: 'zebras' });
    expect(JSON.stringify(memories)).toContain('…');
    expect(await use('memory.get', { ids: [id, 'mem_none', id] })).toMatchObject({
      memories: [{ id, content, status: 'active', version: 1 }],
      missing: ['mem_none'],
    });
  });

  test('filters by kind, tag, own field and time', async () => {
    const store = (content: string, more: Record<string, Json>) =>
      use('memory.store', { content, ...more });
    await store('Deploys run on Tuesday', { tags: ['ops'], fields: { team: 'core' } });
    await store('Deploys need a ticket', { category: 'convention', fields: { team: 'web' } });
    await store('Deploys were manual', { createdAt: '2020-01-01T00:00:00Z' });
    const found = async (filter: Record<string, Json>) =>
      (await rows('memory.search', { query: 'deploys', ...filter })) as {
        content: string;
      }[];
    expect((await found({ tags: ['ops'] })).map(({ content }) => content)).toEqual([
      'Deploys run on Tuesday',
    ]);
    expect(await found({ category: 'convention' })).toHaveLength(1);
    expect(await found({ fields: { team: 'web' } })).toHaveLength(1);
    expect((await found({ before: '2021-01-01' })).map(({ content }) => content)).toEqual([
      'Deploys were manual',
    ]);
    expect(await found({ after: '2021-01-01' })).toHaveLength(2);
    await expect(found({ after: 'yesterday' })).rejects.toThrow('ISO 8601');
  });

  test('goes on in a long list where it stopped', async () => {
    for (let i = 0; i < 5; i++) await memory.add({ content: `Fact number ${i}` });
    const page = async (offset: number) => await use('memory.list', { limit: 2, offset });
    expect(await page(4)).toMatchObject({ total: 5, memories: [{ content: 'Fact number 0' }] });
    const ids = [];
    for (const offset of [0, 2, 4]) {
      ids.push(...((await page(offset))['memories'] as { id: string }[]).map(({ id }) => id));
    }
    expect(new Set(ids).size).toBe(5);
  });
});

describe('changing', () => {
  test('a new text is a new version, the old one stays in the history', async () => {
    const id = await stored({ content: 'We use npm' });
    expect(await use('memory.update', { id, content: 'We use pnpm', pinned: true })).toMatchObject({
      version: 2,
      content: 'We use pnpm',
    });
    const { versions } = await use('memory.history', { id });
    expect(versions).toMatchObject([{ content: 'We use npm' }, { content: 'We use pnpm' }]);
  });

  test('what is deleted is not found, and can be brought back', async () => {
    const id = await stored({ content: 'We use npm' });
    expect(await use('memory.delete', { id })).toEqual({ id, status: 'deleted' });
    expect(await rows('memory.search', { query: 'npm' })).toEqual([]);
    await memory.restore(id);
    expect(await rows('memory.search', { query: 'npm' })).toHaveLength(1);
    await expect(use('memory.delete', { id: 'mem_none' })).rejects.toThrow('mem_none');
  });

  test('relations are told; what is superseded is history', async () => {
    const older = await memory.add({ content: 'We use npm' });
    const newer = await memory.add({ content: 'We use pnpm since spring' });
    await use('memory.relate', { from: newer.id, kind: 'extends', to: older.id, strength: 0.5 });
    await use('memory.relate', { from: newer.id, kind: 'supersedes', to: older.id });
    expect((await use('memory.history', { id: older.id }))['relations']).toEqual(
      expect.arrayContaining([
        { from: newer.id, kind: 'extends', to: older.id, strength: 0.5 },
        { from: newer.id, kind: 'supersedes', to: older.id, strength: 1 },
      ]),
    );
    const memories = await rows('memory.timeline', { query: 'npm or pnpm' });
    expect(memories).toMatchObject([{ id: older.id, until: expect.any(String) }, { id: newer.id }]);
  });

  test('a contradiction is shown until it is settled', async () => {
    const a = await memory.add({ content: 'Deploys happen on Monday' });
    const b = await memory.add({ content: 'Deploys happen on Friday' });
    await use('memory.relate', { from: b.id, kind: 'contradicts', to: a.id });
    expect(await use('memory.conflicts', {})).toMatchObject({
      conflicts: [{ newer: { id: b.id }, older: { id: a.id } }],
    });
    expect(await use('memory.stats', {})).toMatchObject({ total: 2, conflicts: 1 });
    const settled = await use('memory.conflicts', { resolve: { keep: a.id, drop: b.id } });
    expect(settled).toEqual({ conflicts: [] });
    expect(await memory.get(b.id)).toMatchObject({ status: 'superseded', supersededBy: a.id });
  });
});

test('the profile tells the user and the project, what is pinned first', async () => {
  await memory.save({ content: 'I prefer tabs' });
  await memory.save({ content: 'I like quiet offices', pinned: true });
  await memory.save({ content: 'We decided to use Postgres' });
  const { markdown, core, project } = await use('memory.profile', {});
  expect(markdown).toMatch(
    /## The user\n\n- I like quiet offices.*\n- I prefer tabs.*\n\n## The project\n\n- We decided/,
  );
  expect(core).toHaveLength(2);
  expect(project).toHaveLength(1);
});

describe('the faces', () => {
  test('tell clients what looks, what changes and what can be repeated', () => {
    const hints = Object.fromEntries(
      registry()
        .list()
        .map((tool) => {
          const { name, annotations } = toMcpTool(tool);
          const { readOnlyHint, destructiveHint, idempotentHint } = annotations;
          return [name, [readOnlyHint, destructiveHint, idempotentHint]];
        }),
    );
    expect(hints).toMatchObject({
      memory_search: [true, false, true],
      memory_profile: [true, false, true],
      memory_store: [false, false, false],
      memory_update: [false, false, true],
      memory_delete: [false, true, true],
    });
  });

  test('call memory.store by its earlier name too, which no declaration tells', async () => {
    const face = createReplFace(registry(), gate());
    expect(hostFunctionNames(registry().list())).toContain('memory.save');
    const { result } = await face.call('memory.save', ['We use Nix'], context());
    expect(result).toMatchObject({ ok: true, value: { action: 'added' } });
    const declared = toolDeclarations(registry().list());
    expect(declared).toContain('store(content: string');
    expect(declared).not.toContain('save(');
  });
});
