// Import, export, backup: everything comes back as it was, twice is once, and what is left out is told.
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import type { Memory, MemoryService } from '../../../runtime/memory/index.js';
import {
  BackupDamagedError,
  exportLines,
  ImportError,
  importMemories,
  importText,
  linesOf,
  memoryStatusSchema,
  restoreBackup,
  toMarkdown,
  verifyLines,
} from '../../../runtime/memory/index.js';
import { openWindow, tempFolder } from '../../support/memory.js';

const { signal } = new AbortController();
let memory: MemoryService;
beforeEach(async () => {
  memory = await openWindow(tempFolder());
});

const source = (name: string, ...pieces: readonly string[]) => ({
  name,
  async *read() {
    yield* pieces;
  },
});
async function exported(from: MemoryService, deleted = false): Promise<string> {
  let text = '';
  for await (const line of exportLines(from, { now: 0, signal, deleted })) text += line;
  return text;
}
const take = (into: MemoryService, text: string) =>
  importMemories(into, source('export.jsonl', text), { preview: false, signal });
const everything = async (of: MemoryService): Promise<readonly Memory[]> =>
  [...(await of.list({ statuses: memoryStatusSchema.options }))].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
const pasts = async (of: MemoryService) =>
  Promise.all((await everything(of)).map(({ id }) => of.history(id)));

/** A store with versions, relations, uses, all layers and every status. */
async function fill(into: MemoryService): Promise<void> {
  const { memory: npm } = await into.save({ content: 'We use npm', tags: ['tools'], pinned: true });
  await into.save({ content: 'We use pnpm', importance: 0.9, fields: { team: 'web', n: 3 } });
  const { memory: tabs } = await into.save({ content: 'I prefer tabs' });
  await into.update(tabs.id, { content: 'I prefer tabs, always', expiresAt: 9e12 });
  await into.markUsed([tabs.id]);
  await into.markUsed([tabs.id]);
  const turn = await into.add({
    content: 'Yes!',
    createdAt: Date.UTC(2024, 1, 1),
    fields: { speaker: 'Ada' },
    provenance: { source: 'import', sessionId: 'talk' },
  });
  await into.relate({ from: turn.id, to: npm.id, kind: 'relates', strength: 0.25 });
  const { memory: gone } = await into.save({ content: 'Lunch is at noon' });
  await into.forget(gone.id);
}

describe('an export', () => {
  test('into an empty store gives equal memories with equal pasts', async () => {
    await fill(memory);
    const other = await openWindow(tempFolder());
    const report = await take(other, await exported(memory, true));
    expect(report).toMatchObject({ done: true, added: 5, skipped: [] });
    expect(await everything(other)).toEqual(await everything(memory));
    expect(await pasts(other)).toEqual(await pasts(memory));
    expect(await exported(other, true)).toBe(await exported(memory, true));
  });

  test('taken in twice, or where it came from, changes nothing', async () => {
    await fill(memory);
    const text = await exported(memory, true);
    const operations = memory.health().operations;
    expect(await take(memory, text)).toMatchObject({ added: 0, updated: 0, known: 5 });
    expect(memory.health().operations).toBe(operations);
    const other = await openWindow(tempFolder());
    await take(other, text);
    await take(other, text);
    expect(await exported(other, true)).toBe(text);
  });

  test('leaves out what was forgotten', async () => {
    await fill(memory);
    expect(await exported(memory)).not.toContain('Lunch');
    expect(await exported(memory, true)).toContain('Lunch');
  });

  test('survives a restart of the store that it was taken into', async () => {
    await fill(memory);
    const folder = tempFolder();
    const other = await openWindow(folder);
    await take(other, await exported(memory, true));
    await other.close();
    expect(await everything(await openWindow(folder))).toEqual(await everything(memory));
  });

  test('does not bring back old words over newer ones, but their past', async () => {
    const clock = new ManualClock();
    const mine = await openWindow(tempFolder(), { clock });
    const { memory: saved } = await mine.save({ content: 'We use npm' });
    const old = await exported(mine);
    clock.advance(1000);
    await mine.update(saved.id, { content: 'We use pnpm' });
    const newer = await exported(mine);
    expect(await take(mine, old)).toMatchObject({ added: 0, updated: 0 });
    expect(await mine.get(saved.id)).toMatchObject({ content: 'We use pnpm', version: 2 });
    const theirs = await openWindow(tempFolder(), { clock });
    await take(theirs, old);
    expect(await take(theirs, newer)).toMatchObject({ updated: 1 });
    expect(await exported(theirs)).toBe(newer);
  });

  test('whatever was done before', async () => {
    const words = fc.constantFrom(
      'Alder',
      'Birch',
      'Cedar',
      'Douglas fir',
      'Elm\nwith a line',
      '<!-- é 😀',
    );
    const step = fc.record({
      does: fc.constantFrom('add', 'update', 'forget', 'relate', 'use', 'pin', 'supersede'),
      words,
      layer: fc.constantFrom('core' as const, 'project' as const, 'recent' as const),
      a: fc.nat(5),
      b: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const clock = new ManualClock();
        const mine = await openWindow(tempFolder(), { clock });
        const theirs = await openWindow(tempFolder(), { clock });
        const ids: string[] = [];
        for (const { does, words: content, layer, a, b } of steps) {
          clock.advance(a * b);
          const [one, two] = [ids[a % Math.max(1, ids.length)], ids[b % Math.max(1, ids.length)]];
          if (does === 'add' || one === undefined || two === undefined) {
            ids.push((await mine.add({ content, layer, tags: [`t${a}`] })).id);
          } else if (does === 'update') await mine.update(one, { content });
          else if (does === 'forget') await mine.forget(one);
          else if (does === 'use') await mine.markUsed([one, two]);
          else if (does === 'pin') await mine.update(one, { pinned: b % 2 === 0 });
          else if (does === 'supersede') await mine.supersede(one, two);
          else await mine.relate({ from: one, to: two, kind: 'extends', strength: a / 5 });
        }
        const text = await exported(mine, true);
        await take(theirs, text);
        expect(await everything(theirs)).toEqual(await everything(mine));
        expect(await exported(theirs, true)).toBe(text);
        await Promise.all([mine.close(), theirs.close()]);
      }),
      { numRuns: 40 },
    );
  });

  test('is refused line by line where it cannot be read or holds a secret', async () => {
    await fill(memory);
    const key = ['AKIA', 'IOSFODNNXQWERTYU'].join('');
    const text = (await exported(memory)).replace('"We use npm"', `"The key is ${key}"`);
    const other = await openWindow(tempFolder());
    const report = await take(other, `${text}{"type":"memory"}\nnot json\n`);
    expect(report.added).toBe(3);
    expect(report.skipped.map(({ reason }) => reason).join()).toMatch(/secret.*no record/);
    expect(importText(report)).not.toContain(key);
  });

  test('with times of a distant future counts as of now', async () => {
    await memory.save({ content: 'We use npm' });
    const text = (await exported(memory)).replaceAll(
      /"(updatedAt|at|createdAt)":\d+/g,
      '"$1":99999999999999',
    );
    const other = await openWindow(tempFolder());
    await take(other, text);
    const [taken] = await other.list();
    expect(taken?.updatedAt).toBeLessThanOrEqual(Date.now());
    await other.update(taken?.id ?? '', { content: 'We use pnpm' });
    expect((await other.list())[0]?.content).toBe('We use pnpm');
  });
});

describe('a backup', () => {
  const restore = (into: MemoryService, text: string) =>
    restoreBackup(into, source('my.backup', text), signal);

  test('brings back what was lost or forgotten since, and keeps what is newer', async () => {
    const { memory: npm } = await memory.save({ content: 'We use npm' });
    const { memory: tabs } = await memory.save({ content: 'I prefer tabs' });
    const backup = await exported(memory, true);
    await memory.forget(tabs.id);
    await memory.update(npm.id, { content: 'We use pnpm' });
    expect(await restore(memory, backup)).toMatchObject({ broughtBack: 1 });
    expect((await memory.list()).map(({ content }) => content).sort()).toEqual([
      'I prefer tabs',
      'We use pnpm',
    ]);
    const after = await exported(memory, true);
    expect(await restore(memory, backup)).toMatchObject({ broughtBack: 0, added: 0, updated: 0 });
    expect(await exported(memory, true)).toBe(after);
  });

  test('that is damaged anywhere is refused before anything is written', async () => {
    await fill(memory);
    const backup = await exported(memory, true);
    const other = await openWindow(tempFolder());
    await fc.assert(
      fc.asyncProperty(fc.nat(backup.length - 2), fc.boolean(), async (at, cut) => {
        const changed = backup.at(at) === 'x' ? 'y' : 'x';
        const damaged = cut
          ? backup.slice(0, at)
          : backup.slice(0, at) + changed + backup.slice(at + 1);
        await expect(restore(other, damaged)).rejects.toBeInstanceOf(BackupDamagedError);
      }),
      { numRuns: 60 },
    );
    expect(await everything(other)).toEqual([]);
    expect(await verifyLines(linesOf(source('', backup).read()), signal)).toMatchObject({
      whole: true,
      memories: 5,
    });
  });
});

describe('what others wrote down', () => {
  const CLAUDE = [
    '---',
    'title: x',
    '---',
    '# Project',
    'Read this first.',
    '## Style',
    '- Use two spaces',
    '  for every level',
    '- [x] No semicolons <!-- mem_1 -->',
    '```sh',
    '- rm -rf /',
    '```',
    '## Decisions',
    '1. Postgres holds the orders',
  ].join('\n');
  const read = (name: string, text: string, preview = false) =>
    importMemories(memory, source(name, ...text.split(/(?<=e)/)), { preview, signal });

  test('is shown before it is imported', async () => {
    const preview = await read('CLAUDE.md', CLAUDE, true);
    expect(preview).toMatchObject({ done: false, added: 3 });
    expect(importText(preview)).toContain('- new: Use two spaces for every level');
    expect(await memory.list()).toEqual([]);
  });

  test('becomes conventions, unless a heading says otherwise; what is left out is told', async () => {
    const report = await read('docs/CLAUDE.md', CLAUDE);
    expect(report.added).toBe(3);
    expect(report.skipped.map(({ where }) => where)).toEqual([
      'line 1',
      'line 2',
      'line 3',
      'line 5',
      'line 10',
      'line 11',
      'line 12',
    ]);
    const found = (await memory.list()).map(({ content, category, tags, layer }) => [
      content,
      category,
      tags,
      layer,
    ]);
    expect(found.sort()).toEqual([
      ['No semicolons', 'convention', ['style'], 'project'],
      ['Postgres holds the orders', 'decision', [], 'project'],
      ['Use two spaces for every level', 'convention', ['style'], 'project'],
    ]);
    expect(await read('docs/CLAUDE.md', CLAUDE)).toMatchObject({ added: 0, known: 3 });
  });

  test('line by line where there is no list', async () => {
    await read('.cursorrules', 'Always write tests first.\n\nNever push to main.\n');
    expect(await memory.list()).toHaveLength(2);
  });

  test('without its secrets', async () => {
    const key = ['AKIA', 'IOSFODNNXQWERTYU'].join('');
    for (const preview of [true, false]) {
      const report = await read('AGENTS.md', `- The key is ${key}\n- Be kind\n`, preview);
      expect(report).toMatchObject({ added: 1, skipped: [{ where: 'line 1' }] });
      expect(JSON.stringify(report)).not.toContain(key);
    }
  });

  test('refuses what is no text', async () => {
    await expect(read('notes.md', 'a\0b')).rejects.toBeInstanceOf(ImportError);
  });

  test('a Markdown export comes back with layer and kind', async () => {
    await memory.save({ content: 'I prefer tabs' });
    await memory.save({ content: 'We decided to use Postgres' });
    const text = toMarkdown(await memory.list());
    const other = await openWindow(tempFolder());
    await importMemories(other, source('memory.md', text), { preview: false, signal });
    const key = ({ content, layer, category }: Memory) => `${layer} ${category} ${content}`;
    expect((await other.list()).map(key).sort()).toEqual((await memory.list()).map(key).sort());
  });
});
