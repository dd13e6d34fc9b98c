// What several writers do side by side comes together: side by side where it fits, as a conflict of both where not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Overlay } from '../../../runtime/changes/index.js';
import {
  ConflictDesk,
  NoSuchConflictError,
  type Resolution,
  type WriterConflict,
} from '../../../runtime/writers/index.js';
import { memorySite, signal, textIn, utf8 } from './site.js';

const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join('');
const task = (id: string, outputs: readonly string[]) => ({ id, agent: `agent-${id}`, outputs });
/** Both write everything, and nobody waits: as if each had said that it writes elsewhere. */
const apart = (id: string) => task(id, [`elsewhere-${id}/`]);

/** Two writers with these changes; the first is merged first. */
async function two(
  files: Record<string, string>,
  first: (overlay: Overlay) => Promise<unknown>,
  second: (overlay: Overlay) => Promise<unknown>,
  answer?: Resolution,
) {
  const conflicts: WriterConflict[] = [];
  const site = await memorySite(
    files,
    answer === undefined
      ? {}
      : {
          decide: async (conflict) => {
            conflicts.push(conflict);
            return answer;
          },
        },
  );
  const a = await site.writers.open(apart('a'), signal);
  const b = await site.writers.open(apart('b'), signal);
  await first(a.overlay);
  await second(b.overlay);
  expect(await a.merge(signal)).toMatchObject({ state: 'merged' });
  const outcome = await b.merge(signal);
  await Promise.all([a.close(), b.close()]);
  return { ...site, outcome, conflicts };
}

const write = (file: string, text: string) => (overlay: Overlay) => overlay.write(file, utf8(text));

describe('two writers of one file', () => {
  it('both count when they changed different places', async () => {
    const { text, told } = await two(
      { 'a.ts': lines('1', '2', '3', '4', '5') },
      write('a.ts', lines('one', '2', '3', '4', '5')),
      write('a.ts', lines('1', '2', '3', '4', 'five')),
    );
    expect(await text('a.ts')).toBe(lines('one', '2', '3', '4', 'five'));
    expect(told.map(({ type }) => type)).toEqual(['writer.merged', 'writer.merged']);
  });

  it('where nobody decides, nothing of the later work is taken over', async () => {
    const { text, outcome } = await two(
      { 'a.ts': lines('1'), 'b.ts': lines('b') },
      write('a.ts', lines('one')),
      async (overlay) => {
        await overlay.write('a.ts', utf8(lines('uno')));
        await overlay.write('b.ts', utf8(lines('bee')));
      },
    );
    expect(outcome).toMatchObject({ state: 'conflict', files: [{ path: 'a.ts', kind: 'lines' }] });
    expect(await text('b.ts')).toBe(lines('b'));
  });

  it.each<[string, Resolution, string]>([
    ['A stays', { take: 'a' }, lines('one', '2', '3', '4', 'five')],
    ['B takes its place', { take: 'b' }, lines('uno', '2', '3', '4', 'five')],
    [
      'a text of both',
      { take: 'text', texts: ['1, uno\n'] },
      lines('1, uno', '2', '3', '4', 'five'),
    ],
  ])('a conflict is decided place by place: %s', async (_name, answer, result) => {
    const { text, conflicts, told } = await two(
      { 'a.ts': lines('1', '2', '3', '4', '5') },
      write('a.ts', lines('one', '2', '3', '4', '5')),
      write('a.ts', lines('uno', '2', '3', '4', 'five')),
      answer,
    );
    expect(await text('a.ts')).toBe(result);
    expect(conflicts).toMatchObject([
      {
        path: 'a.ts',
        a: { agent: 'agent-a', did: 'changed' },
        b: { agent: 'agent-b', did: 'changed' },
        hunks: [{ line: 1, base: '1\n', a: 'one\n', b: 'uno\n' }],
      },
    ]);
    expect(told.map(({ type }) => type)).toEqual([
      'writer.merged',
      'writer.merged',
      'writer.conflict',
      'writer.resolved',
    ]);
  });

  it('a change follows a file that another moved', async () => {
    const { text } = await two(
      { 'a.ts': lines('1', '2', '3') },
      (overlay) => overlay.move('a.ts', 'src/a.ts'),
      write('a.ts', lines('1', '2', 'three')),
    );
    expect(await text('a.ts')).toBeUndefined();
    expect(await text('src/a.ts')).toBe(lines('1', '2', 'three'));
  });

  it('a move takes along what another changed', async () => {
    const { text } = await two(
      { 'a.ts': lines('1', '2', '3') },
      write('a.ts', lines('1', '2', 'three')),
      async (overlay) => {
        await overlay.move('a.ts', 'b.ts');
        await overlay.write('b.ts', utf8(lines('one', '2', '3')));
      },
    );
    expect(await text('a.ts')).toBeUndefined();
    expect(await text('b.ts')).toBe(lines('one', '2', 'three'));
  });

  const cases: readonly {
    readonly name: string;
    readonly first: (overlay: Overlay) => Promise<unknown>;
    readonly second: (overlay: Overlay) => Promise<unknown>;
    readonly kind: string;
    /** The file when A stays, and when B takes its place. */
    readonly kept: readonly [file: string, a: string | undefined, b: string | undefined];
  }[] = [
    {
      name: 'deleted, then changed',
      first: (overlay) => overlay.remove('a.ts'),
      second: write('a.ts', 'changed'),
      kind: 'deleted',
      kept: ['a.ts', undefined, 'changed'],
    },
    {
      name: 'changed, then deleted',
      first: write('a.ts', 'changed'),
      second: (overlay) => overlay.remove('a.ts'),
      kind: 'deleted',
      kept: ['a.ts', 'changed', undefined],
    },
    {
      name: 'moved, then deleted',
      first: (overlay) => overlay.move('a.ts', 'c.ts'),
      second: (overlay) => overlay.remove('a.ts'),
      kind: 'deleted',
      kept: ['c.ts', 'text', undefined],
    },
    {
      name: 'deleted, then moved',
      first: (overlay) => overlay.remove('a.ts'),
      second: (overlay) => overlay.move('a.ts', 'c.ts'),
      kind: 'deleted',
      kept: ['c.ts', undefined, 'text'],
    },
    {
      name: 'moved to two places',
      first: (overlay) => overlay.move('a.ts', 'b.ts'),
      second: (overlay) => overlay.move('a.ts', 'c.ts'),
      kind: 'moved',
      kept: ['c.ts', undefined, 'text'],
    },
    {
      name: 'made twice',
      first: write('new.ts', 'mine'),
      second: write('new.ts', 'yours'),
      kind: 'created',
      kept: ['new.ts', 'mine', 'yours'],
    },
    {
      name: 'binary',
      first: (overlay) => overlay.write('a.ts', new Uint8Array([0, 1])),
      second: (overlay) => overlay.write('a.ts', new Uint8Array([0, 2])),
      kind: 'file',
      kept: ['a.ts', '\u0000\u0001', '\u0000\u0002'],
    },
    {
      name: 'moved onto a file that was made meanwhile',
      first: write('c.ts', 'made'),
      second: (overlay) => overlay.move('a.ts', 'c.ts'),
      kind: 'created',
      kept: ['c.ts', 'made', 'text'],
    },
  ];
  it.each(cases)('asks about both versions: $name', async ({ first, second, kind, kept }) => {
    const [file, a, b] = kept;
    const files = { 'a.ts': 'text' };
    const left = await two(files, first, second, { take: 'a' });
    expect(left.conflicts.map((one) => one.kind)).toEqual([kind]);
    expect(await left.text(file)).toBe(a);
    const right = await two(files, first, second, { take: 'b' });
    expect(await right.text(file)).toBe(b);
  });

  it('a file in the place of a folder is a conflict, and both texts are told', async () => {
    const { conflicts, text } = await two({}, write('x', 'file'), write('x/y.ts', 'in a folder'), {
      take: 'a',
    });
    expect(conflicts).toMatchObject([{ path: 'x/y.ts', kind: 'place' }]);
    expect(await text('x')).toBe('file');
  });

  it('the same change of both is no conflict', async () => {
    const { outcome, text } = await two(
      { 'a.ts': lines('1'), 'b.ts': 'b' },
      async (overlay) => {
        await overlay.write('a.ts', utf8(lines('one')));
        await overlay.remove('b.ts');
      },
      async (overlay) => {
        await overlay.write('a.ts', utf8(lines('one')));
        await overlay.remove('b.ts');
      },
    );
    expect(outcome.state).toBe('merged');
    expect(await text('a.ts')).toBe(lines('one'));
  });

  it.each<
    [string, Record<string, string>, (mine: string) => (overlay: Overlay) => Promise<unknown>]
  >([
    ['made twice', {}, (mine) => write('new.ts', lines('same', mine, 'end'))],
    [
      'changed',
      { 'new.ts': lines('same', 'old', 'end') },
      (mine) => write('new.ts', lines('same', mine, 'end')),
    ],
  ])('an agent writes the places anew: %s', async (_name, files, change) => {
    const site = await memorySite(files, {
      decide: async () => ({ take: 'agent' }),
      mend: async ({ hunks }) => hunks.map(({ a, b }) => `${a.trim()} and ${b}`),
    });
    const a = await site.writers.open(apart('a'), signal);
    const b = await site.writers.open(apart('b'), signal);
    await change('mine')(a.overlay);
    await change('yours')(b.overlay);
    await a.merge(signal);
    expect(await b.merge(signal)).toMatchObject({ state: 'merged', files: [{ path: 'new.ts' }] });
    expect(await site.text('new.ts')).toBe(lines('same', 'mine and yours', 'end'));
  });

  it('an agent that fails, or texts that do not fit, leave the conflict with its reason', async () => {
    const answers: Resolution[] = [{ take: 'agent' }, { take: 'text', texts: [] }, { take: 'b' }];
    const site = await memorySite({}, { decide: async () => answers.shift() ?? { take: 'a' } });
    const a = await site.writers.open(apart('a'), signal);
    const b = await site.writers.open(apart('b'), signal);
    await a.overlay.write('x.ts', utf8('a'));
    await b.overlay.write('x.ts', utf8('b'));
    await a.merge(signal);
    await b.merge(signal);
    const problems = site.told.flatMap((event) =>
      event.type === 'writer.conflict' ? [event.problem] : [],
    );
    expect(problems).toEqual([
      undefined,
      expect.stringContaining('No agent'),
      expect.stringContaining('put together'),
    ]);
    expect(await site.text('x.ts')).toBe('b');
  });

  it('a desk settles a conflict once, and not after its run was stopped', async () => {
    const desk = new ConflictDesk();
    const stop = new AbortController();
    const site = await memorySite({}, { decide: desk.decide });
    const grounds = [];
    for (const id of ['a', 'b', 'c']) {
      const ground = await site.writers.open(apart(id), signal);
      await ground.overlay.write('x.ts', utf8(id));
      grounds.push(ground);
    }
    await grounds[0]?.merge(signal);
    const second = grounds[1]?.merge(signal);
    await expect.poll(() => site.told.some(({ type }) => type === 'writer.conflict')).toBe(true);
    desk.answer('conflict-1', { take: 'b' });
    await second;
    expect(await site.text('x.ts')).toBe('b');
    expect(() => desk.answer('conflict-1', { take: 'a' })).toThrow(NoSuchConflictError);
    const third = grounds[2]?.merge(stop.signal);
    stop.abort();
    await expect(third).rejects.toMatchObject({ code: 'aborted' });
    expect(await site.text('x.ts')).toBe('b');
  });

  it('of several conflicts each can be answered when it is told', async () => {
    const desk = new ConflictDesk();
    const site = await memorySite({ 'a.ts': 'a', 'b.ts': 'b' }, { decide: desk.decide });
    const [a, b] = [
      await site.writers.open(apart('a'), signal),
      await site.writers.open(apart('b'), signal),
    ];
    for (const file of ['a.ts', 'b.ts']) {
      await a.overlay.write(file, utf8('A'));
      await b.overlay.write(file, utf8('B'));
    }
    await a.merge(signal);
    const merging = b.merge(signal);
    for (const id of ['conflict-1', 'conflict-2']) {
      await expect
        .poll(() => site.told.filter(({ type }) => type === 'writer.conflict').length)
        .toBe(Number(id.at(-1)));
      desk.answer(id, { take: 'b' });
    }
    await merging;
    expect([await site.text('a.ts'), await site.text('b.ts')]).toEqual(['B', 'B']);
  });

  it('a text that no longer fits is asked for again', async () => {
    const problems: (string | undefined)[] = [];
    const site = await memorySite(
      { 'a.ts': lines('1', '2', '3', '4', '5') },
      {
        decide: async (_conflict, _signal, problem) => {
          problems.push(problem);
          if (problem !== undefined) return { take: 'a' };
          // Somebody else's work comes into the same lines while the text is written.
          await site.turn.write('a.ts', utf8(lines('eins', '2', '3', '4', '5')));
          return { take: 'text', texts: ['both\n'] };
        },
      },
    );
    const a = await site.writers.open(apart('a'), signal);
    const b = await site.writers.open(apart('b'), signal);
    await a.overlay.write('a.ts', utf8(lines('one', '2', '3', '4', '5')));
    await b.overlay.write('a.ts', utf8(lines('uno', '2', '3', '4', '5')));
    await a.merge(signal);
    await b.merge(signal);
    expect(problems).toEqual([undefined, expect.stringContaining('changed again meanwhile')]);
    expect(await site.text('a.ts')).toBe(lines('eins', '2', '3', '4', '5'));
  });
});

/** What one writer does to one file: replaces, inserts or deletes lines at a place. */
const edit = fc.record({
  file: fc.nat(2),
  at: fc.nat(11),
  remove: fc.nat(3),
  insert: fc.nat(2),
});
const BASE = Array.from({ length: 12 }, (_, index) => `line ${index}`);

async function apply(
  overlay: Overlay,
  edits: readonly { file: number; at: number; remove: number; insert: number }[],
  token: () => string,
): Promise<void> {
  for (const { file, at, remove, insert } of edits) {
    const name = `f${file}.txt`;
    const old = ((await textIn(overlay, name)) ?? '').split('\n').slice(0, -1);
    const added = Array.from({ length: insert }, token);
    const place = Math.min(at, old.length);
    await overlay.write(name, utf8(lines(...old.toSpliced(place, remove, ...added))));
  }
}

describe('any number of writers', () => {
  const files = Object.fromEntries([0, 1, 2].map((n) => [`f${n}.txt`, lines(...BASE)]));

  it('no line is lost: it is in the turn, or in one side of a conflict', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 }),
        fc.array(fc.constantFrom('a' as const, 'b' as const), { minLength: 1, maxLength: 4 }),
        async (work, answers) => {
          const sides: string[] = [];
          let asked = 0;
          const site = await memorySite(files, {
            decide: async ({ a, b }) => {
              for (const { content } of [a, b]) sides.push(Buffer.from(content ?? []).toString());
              return { take: answers[asked++ % answers.length] ?? 'a' };
            },
          });
          const grounds = [];
          for (const index of work.keys())
            grounds.push(await site.writers.open(apart(String(index)), signal));
          const wanted: string[] = [];
          for (const [index, edits] of work.entries()) {
            let count = 0;
            const ground = grounds[index];
            if (ground === undefined) continue;
            await apply(ground.overlay, edits, () => `writer ${index} token ${count++}`);
            for (const n of [0, 1, 2]) {
              const text = (await textIn(ground.overlay, `f${n}.txt`)) ?? '';
              wanted.push(...text.split('\n').filter((line) => line.startsWith('writer')));
            }
          }
          for (const ground of grounds) await ground.merge(signal);
          const texts = await Promise.all([0, 1, 2].map((n) => site.text(`f${n}.txt`)));
          const known = new Set([...texts, ...sides].flatMap((text) => text?.split('\n') ?? []));
          for (const line of wanted) expect(known).toContain(line);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of writers with files of their own, the order of merging does not matter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { maxLength: 4 }), { minLength: 3, maxLength: 3 }),
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        async (work, order) => {
          const ends = [];
          for (const sequence of [[0, 1, 2], order]) {
            const site = await memorySite(files);
            const grounds = await Promise.all(
              work.map((_, index) =>
                site.writers.open(task(`t${index}`, [`f${index}.txt`]), signal),
              ),
            );
            for (const [index, edits] of work.entries()) {
              let count = 0;
              const overlay = grounds[index]?.overlay ?? site.turn;
              const own = edits.map((one) => ({ ...one, file: index }));
              await apply(overlay, own, () => `writer ${index} token ${count++}`);
            }
            for (const index of sequence) await grounds[index]?.merge(signal);
            ends.push(await Promise.all([0, 1, 2].map((n) => site.text(`f${n}.txt`))));
          }
          expect(ends[1]).toEqual(ends[0]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a writer', () => {
  it('does not see what others do, until its own work is merged', async () => {
    const { writers } = await memorySite({ 'a.ts': 'a', 'b.ts': 'b' });
    const a = await writers.open(task('a', ['a.ts']), signal);
    const b = await writers.open(task('b', ['b.ts']), signal);
    await a.overlay.write('a.ts', utf8('A'));
    await a.merge(signal);
    expect(await textIn(b.overlay, 'a.ts')).toBe('a');
    await b.merge(signal);
    expect(await textIn(b.overlay, 'a.ts')).toBe('A');
    await b.overlay.write('b.ts', utf8('B'));
    expect(await b.merge(signal)).toMatchObject({ state: 'merged', files: [{ path: 'b.ts' }] });
  });

  it('waits for those that write the same, where there is no repository', async () => {
    const { writers, text } = await memorySite({ 'a.ts': 'a' });
    const first = await writers.open(task('1', ['src/', 'a.ts']), signal);
    let second: string | undefined;
    const waiting = writers.open(task('2', ['a.ts']), signal).then(async (ground) => {
      second = await textIn(ground.overlay, 'a.ts');
      expect(ground.kind).toBe('sequence');
      await ground.close();
    });
    const beside = await writers.open(task('3', ['docs/**']), signal);
    expect(beside.kind).toBe('overlay');
    await first.overlay.write('a.ts', utf8('first'));
    await first.merge(signal);
    expect(second).toBeUndefined();
    await first.close();
    await waiting;
    expect(second).toBe('first');
    expect(await text('a.ts')).toBe('first');
  });

  it('that is stopped while it waits lets the next one pass', async () => {
    const { writers } = await memorySite({});
    const first = await writers.open(task('1', []), signal);
    const stop = new AbortController();
    const second = writers.open(task('2', []), stop.signal);
    const third = writers.open(task('3', []), signal);
    stop.abort();
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    await first.close();
    await (await third).close();
  });

  it('that is closed has changed nothing, and cannot be merged any more', async () => {
    const { writers, turn } = await memorySite({ 'a.ts': 'a' });
    const ground = await writers.open(task('1', []), signal);
    await ground.overlay.write('a.ts', utf8('A'));
    await writers.dispose();
    await expect(ground.merge(signal)).rejects.toMatchObject({ code: 'writers.closed' });
    expect(turn.changes()).toEqual([]);
  });
});
