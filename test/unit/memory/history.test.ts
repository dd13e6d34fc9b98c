// What memory keeps of the past: versions, what held when, what replaced what, what contradicts, what has faded.
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import type { MemoryEvent } from '../../../runtime/memory/index.js';
import { FADED, retention, STABILITY_DAYS } from '../../../runtime/memory/index.js';
import { openWindow, tempFolder } from '../../support/memory.js';

const DAY = 86_400_000;

describe('the past of a memory', () => {
  test('is its versions, oldest first, after reopening too', async () => {
    const clock = new ManualClock();
    const folder = tempFolder();
    const memory = await openWindow(folder, { clock });
    const { id } = await memory.add({ content: 'Staging runs on hades' });
    clock.advance(DAY);
    await memory.update(id, { content: 'Staging runs on persephone' });
    for (const window of [memory, await openWindow(folder, { clock })]) {
      const { versions } = await window.history(id);
      expect(versions).toEqual([
        { version: 1, content: 'Staging runs on hades', at: clock.now() - DAY },
        { version: 2, content: 'Staging runs on persephone', at: clock.now() },
      ]);
    }
  });

  test('can be asked as of a time: what held then, in the words of then', async () => {
    const clock = new ManualClock();
    const memory = await openWindow(tempFolder(), { clock });
    const old = await memory.add({ content: 'The build tool is webpack' });
    const renamed = await memory.add({ content: 'The deploy host is hades' });
    clock.advance(DAY);
    const between = clock.now();
    clock.advance(DAY);
    const now = await memory.add({ content: 'The build tool is esbuild' });
    await memory.supersede(old.id, now.id);
    await memory.update(renamed.id, { content: 'The deploy host is persephone' });
    const found = async (asOf?: number): Promise<string[]> =>
      (
        await memory.search({
          text: 'build tool, deploy host',
          ...(asOf === undefined ? {} : { asOf }),
        })
      )
        .map((hit) => hit.memory.content)
        .sort();
    expect(await found()).toEqual(['The build tool is esbuild', 'The deploy host is persephone']);
    expect(await found(between)).toEqual(['The build tool is webpack', 'The deploy host is hades']);
    expect(await found(between - 10 * DAY)).toEqual([]);
  });

  test('keeps what was replaced, with a relation, and gives it back when it is restored', async () => {
    const memory = await openWindow(tempFolder());
    const older = await memory.add({ content: 'We use npm' });
    const newer = await memory.add({ content: 'We use pnpm' });
    await memory.supersede(older.id, newer.id);
    expect((await memory.list()).map(({ id }) => id)).toEqual([newer.id]);
    expect(await memory.relations('supersedes')).toEqual([
      { from: newer.id, to: older.id, kind: 'supersedes', strength: 1 },
    ]);
    const restored = await memory.restore(older.id);
    expect(restored).toMatchObject({ status: 'active' });
    expect(restored.supersededBy).toBeUndefined();
    expect(restored.validTo).toBeUndefined();
  });
});

describe('memories that contradict each other', () => {
  test('are told as a conflict until one of them is replaced or forgotten', async () => {
    const memory = await openWindow(tempFolder());
    const older = await memory.add({ content: 'Tests run in Docker' });
    const newer = await memory.add({ content: 'Tests run on the host' });
    await memory.relate({ from: newer.id, to: older.id, kind: 'contradicts', strength: 0.8 });
    expect((await memory.conflicts()).map((one) => [one.newer.id, one.older.id])).toEqual([
      [newer.id, older.id],
    ]);
    await memory.supersede(older.id, newer.id);
    expect(await memory.conflicts()).toEqual([]);
  });

  test('about the user and a project: the relation stays with the project', async () => {
    const userFolder = tempFolder();
    const here = await openWindow(tempFolder(), { userFolder });
    const mine = await here.add({ content: 'I prefer tabs', layer: 'core' });
    const ours = await here.add({ content: 'We indent with spaces', layer: 'project' });
    await here.relate({ from: ours.id, to: mine.id, kind: 'contradicts', strength: 1 });
    const there = await openWindow(tempFolder(), { userFolder });
    expect(await there.relations()).toEqual([]);
    expect(await here.relations()).toHaveLength(1);
  });
});

describe('what fades', () => {
  test('is archived, not injected any more, found when archived ones are asked for, and can come back', async () => {
    const clock = new ManualClock();
    const memory = await openWindow(tempFolder(), { clock });
    const { id } = await memory.add({ content: 'I prefer vim keys', layer: 'core' });
    const pinned = await memory.add({ content: 'I am left-handed', layer: 'core', pinned: true });
    clock.advance(STABILITY_DAYS.core * DAY * Math.log(1 / FADED) + DAY);
    expect((await memory.archiveFaded()).map((one) => one.id)).toEqual([id]);
    expect((await memory.recall('vim keys')).hits).toEqual([]);
    const asked = await memory.search({ text: 'vim keys', statuses: ['active', 'archived'] });
    expect(asked.map((hit) => hit.memory.id)).toEqual([id]);
    expect((await memory.list()).map((one) => one.id)).toEqual([pinned.id]);
    expect(await memory.restore(id)).toMatchObject({ status: 'active' });
    // Bringing it back is a change: it starts anew.
    expect(await memory.archiveFaded()).toEqual([]);
  });

  test('fades more slowly with every use, at most half as fast', async () => {
    const clock = new ManualClock();
    const memory = await openWindow(tempFolder(), { clock });
    const { id } = await memory.add({ content: 'I prefer vim keys', layer: 'core' });
    await memory.markUsed([id]);
    clock.advance(STABILITY_DAYS.core * 1.1 * DAY);
    const once = await memory.get(id);
    expect(once === undefined ? 0 : retention(once, clock.now())).toBeCloseTo(Math.exp(-1), 5);
    for (let use = 0; use < 20; use++) await memory.markUsed([id]);
    clock.advance(STABILITY_DAYS.core * 2 * DAY);
    const often = await memory.get(id);
    expect(often?.useCount).toBe(21);
    expect(often === undefined ? 0 : retention(often, clock.now())).toBeCloseTo(Math.exp(-1), 5);
  });
});

test('everything that happens is told, with what it was about and which call caused it', async () => {
  const memory = await openWindow(tempFolder());
  const events: MemoryEvent[] = [];
  const subscription = memory.onEvent((event) => events.push(event));
  const { memory: saved } = await memory.save({ content: 'We use npm' });
  await memory.save({ content: 'We use pnpm' });
  await memory.search({ text: 'pnpm' });
  await memory.forget(saved.id);
  expect(events.map(({ type }) => type)).toEqual([
    'memory.created',
    'memory.created',
    'memory.superseded',
    'memory.searched',
    'memory.deleted',
  ]);
  expect(events[1]?.correlationId).toBe(events[2]?.correlationId);
  expect(events[0]?.correlationId).not.toBe(events[1]?.correlationId);
  subscription.dispose();
  await memory.restore(saved.id);
  expect(events).toHaveLength(5);
});
