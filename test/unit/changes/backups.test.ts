// Every turn that changed files can be taken back, and that as well; nobody else's work is overwritten unasked.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openBackups } from '../../../runtime/changes/index.js';
import { createIds } from '../../../runtime/core/index.js';
import type { FileChange } from '../../../runtime/ports/index.js';
import { openProject, type Project, signal, utf8 } from './project.js';

const START = { 'a.txt': 'a0', 'b.txt': 'b0' };

it('takes back turn by turn: changed, made and deleted files', async () => {
  const { turn, undo, state } = await openProject(START);
  await turn('t1', { 'a.txt': 'a1', 'new.txt': 'n1' });
  await turn('t2', { 'a.txt': 'a2', 'b.txt': null });
  expect(await undo()).toEqual(['a.txt', 'b.txt']);
  expect(state()).toEqual({ 'a.txt': 'a1', 'b.txt': 'b0', 'new.txt': 'n1' });
  expect(await undo()).toEqual(['a.txt', 'new.txt']);
  expect(state()).toEqual(START);
  await expect(undo()).rejects.toMatchObject({ code: 'backups.nothing' });
});

it('rewinds several turns at once, and redoes it', async () => {
  const { turn, backups, target, state } = await openProject(START);
  await turn('t1', { 'a.txt': 'a1' });
  await turn('t2', { 'a.txt': 'a2', 'c.txt': 'c2' });
  const after = state();
  const plan = await backups.planRewind(target, 2);
  expect(plan.changes.map(({ kind, path }) => [kind, path])).toEqual([
    ['modify', 'a.txt'],
    ['delete', 'c.txt'],
  ]);
  await backups.carryOut(plan, target, signal, { sessionId: 's' });
  expect(state()).toEqual(START);
  await backups.carryOut(await backups.planRedo(target), target, signal, { sessionId: 's' });
  expect(state()).toEqual(after);
  await expect(backups.planRedo(target)).rejects.toMatchObject({ code: 'backups.nothing' });
  expect((await backups.planRewind(target, 1)).undoes).toEqual([
    { turnId: 't2', path: 'a.txt' },
    { turnId: 't2', path: 'c.txt' },
  ]);
});

it('redoes one undo after the other, until new work ends that', async () => {
  const { turn, undo, backups, target, state } = await openProject(START);
  const redo = async () =>
    backups.carryOut(await backups.planRedo(target), target, signal, { sessionId: 's' });
  await turn('t1', { 'a.txt': 'a1' });
  await turn('t2', { 'a.txt': 'a2' });
  await undo();
  await undo();
  await redo();
  expect(state()['a.txt']).toBe('a1');
  await redo();
  expect(state()['a.txt']).toBe('a2');
  await undo();
  await turn('t3', { 'b.txt': 'b3' });
  await expect(redo()).rejects.toMatchObject({ code: 'backups.nothing' });
});

it('rolls one file back and leaves the rest of its turn', async () => {
  const { turn, undo, backups, target, state } = await openProject(START);
  await turn('t1', { 'a.txt': 'a1', 'b.txt': 'b1' });
  const plan = await backups.planRollback(target, 'a.txt');
  await backups.carryOut(plan, target, signal, { sessionId: 's' });
  expect(state()).toEqual({ 'a.txt': 'a0', 'b.txt': 'b1' });
  expect(await undo()).toEqual(['b.txt']);
  expect(state()).toEqual(START);
  await expect(backups.planRollback(target, 'a.txt')).rejects.toMatchObject({
    code: 'backups.nothing',
  });
});

it('several changes of one turn are one turn', async () => {
  const { turn, undo, state } = await openProject(START);
  await turn('t1', { 'a.txt': 'a1' });
  await turn('t1', { 'a.txt': 'a2', 'b.txt': 'b2' });
  await undo();
  expect(state()).toEqual(START);
});

it('never overwrites what the user changed since, unless told to; that can be taken back too', async () => {
  const { turn, write, backups, target, state } = await openProject(START);
  await turn('t1', { 'a.txt': 'a1', 'b.txt': 'b1' });
  await write('a.txt', 'a1 and mine');
  const plan = await backups.planRewind(target, 1);
  expect(plan.conflicts).toMatchObject([{ path: 'a.txt', reason: 'it was changed since' }]);
  const carryOut = (onConflict: 'refuse' | 'keep' | 'overwrite') =>
    backups.carryOut(plan, target, signal, { sessionId: 's', onConflict });
  await expect(carryOut('refuse')).rejects.toMatchObject({ code: 'changes.meanwhile' });
  expect(state()).toEqual({ 'a.txt': 'a1 and mine', 'b.txt': 'b1' });
  expect(await carryOut('keep')).toMatchObject({ kept: ['a.txt'] });
  expect(state()).toEqual({ 'a.txt': 'a1 and mine', 'b.txt': 'b0' });

  const rest = await backups.planRewind(target, 1);
  expect(rest.undoes).toEqual([{ turnId: 't1', path: 'a.txt' }]);
  const options = { sessionId: 's', onConflict: 'overwrite' as const };
  const { turnId } = await backups.carryOut(rest, target, signal, options);
  expect(state()['a.txt']).toBe('a0');
  await backups.carryOut(await backups.planUndo(target, turnId), target, signal, options);
  expect(state()['a.txt']).toBe('a1 and mine');
});

it('sees what somebody changed between two turns', async () => {
  const { turn, write, backups, target } = await openProject(START);
  await turn('t1', { 'a.txt': 'a1' });
  await write('a.txt', 'mine');
  await turn('t2', { 'a.txt': 'mine and a2' });
  expect(await backups.planRewind(target, 1)).toMatchObject({ conflicts: [] });
  expect((await backups.planRewind(target, 2)).conflicts).toMatchObject([
    { path: 'a.txt', reason: 'somebody else changed it in between' },
  ]);
  expect((await backups.planUndo(target, 't1')).conflicts).toHaveLength(1);
});

it('sees what somebody changed in the middle of a turn', async () => {
  const { turn, write, backups, target } = await openProject(START);
  await turn('t1', { 'a.txt': 'a1' });
  await write('a.txt', 'a1 and mine');
  await turn('t1', { 'a.txt': 'a2 and mine' });
  const plan = await backups.planRewind(target, 1);
  expect(plan).toMatchObject({
    changes: [],
    conflicts: [{ path: 'a.txt', reason: 'somebody else changed it in between' }],
  });
});

it('a file that changes between plan and deed stops the whole deed', async () => {
  const { turn, write, backups, target, state } = await openProject(START);
  await turn('t1', { 'a.txt': 'a1', 'b.txt': 'b1' });
  const plan = await backups.planRewind(target, 1);
  await write('b.txt', 'just now');
  await expect(backups.carryOut(plan, target, signal, { sessionId: 's' })).rejects.toMatchObject({
    code: 'changes.meanwhile',
  });
  expect(state()).toEqual({ 'a.txt': 'a1', 'b.txt': 'just now' });
  expect((await backups.planRewind(target, 1)).undoes).toHaveLength(2); // nothing counts as taken back
});

it('backs up what the user had when a change was merged', async () => {
  const before = '1\n2\n3\n4\n';
  const { backups, target, write, undo, state } = await openProject({ 'm.txt': before });
  const change: FileChange = {
    kind: 'modify',
    path: 'm.txt',
    before: utf8(before),
    after: utf8('1\n2\n3\nFOUR\n'),
  };
  await write('m.txt', 'ONE\n2\n3\n4\n');
  await backups.apply({ turnId: 't1', sessionId: 's' }, target, [change], signal);
  expect(state()['m.txt']).toBe('ONE\n2\n3\nFOUR\n');
  await undo();
  expect(state()['m.txt']).toBe('ONE\n2\n3\n4\n');
});

it('a change that failed after its backup is nothing to undo', async () => {
  const { turn, backups, target, undo, state } = await openProject(START);
  await turn('t1', { 'a.txt': 'a1' });
  const never: FileChange = {
    kind: 'modify',
    path: 'a.txt',
    before: utf8('a1'),
    after: utf8('never'),
  };
  await backups.record({ turnId: 't1', sessionId: 's' }, [never]);
  expect((await backups.planRewind(target, 1)).conflicts).toEqual([]);
  await undo();
  expect(state()).toEqual(START);
});

it('keeps one copy of equal contents', async () => {
  const { turn, storage } = await openProject({ 'a.txt': 'same', 'b.txt': 'same' });
  await turn('t1', { 'a.txt': 'x', 'b.txt': 'y' });
  expect(
    [...storage.files.keys()].filter((name) => name.startsWith('backups/contents')),
  ).toHaveLength(1);
});

const noise = (seed: number, size: number): string => {
  let state = seed;
  return Array.from({ length: size }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return String.fromCharCode(33 + ((state >> 8) % 90));
  }).join('');
};

it('drops the oldest turns when the cap is reached, and never a running one', async () => {
  const { turn, backups, target, clock, storage } = await openProject(
    { 'a.txt': noise(1, 1000) },
    { capBytes: 3000 },
  );
  for (let n = 2; n <= 10; n++) await turn(`t${n}`, { 'a.txt': noise(n, 1000) });
  const names = (await backups.list()).map(({ turnId }) => turnId);
  expect(names.at(-1)).toBe('t10');
  expect(names).not.toContain('t2');
  const bytes = [...storage.files]
    .filter(([name]) => name.startsWith('backups/contents'))
    .reduce((sum, [, data]) => sum + data.length, 0);
  expect(bytes).toBeLessThanOrEqual(3000);
  expect((await backups.planRewind(target, names.length)).conflicts).toEqual([]);

  clock.advance(1000);
  const large = noise(99, 9000);
  const change = (before: string, after: string): FileChange => ({
    kind: 'modify',
    path: 'l.txt',
    before: utf8(before),
    after: utf8(after),
  });
  await backups.record({ turnId: 'running', sessionId: 's' }, [change(large, 'x')]);
  await backups.record({ turnId: 'other', sessionId: 's' }, [change(large, 'y')]);
  expect((await backups.list()).map(({ turnId }) => turnId)).toEqual(['running', 'other']);
});

it('skips damaged records and says so; a lost content is a conflict, not a loss', async () => {
  const { turn, storage, target, clock, state } = await openProject(START);
  await turn('t1', { 'a.txt': 'a1' });
  await turn('t2', { 'b.txt': 'b2' });
  for (const [name, data] of storage.files) {
    if (name.includes('turns/t2')) storage.files.set(name, data.subarray(0, data.length - 5));
    if (name.includes('contents/')) storage.files.set(name, data.subarray(0, 4));
  }
  const reopened = await openBackups({ files: storage, capBytes: 1e6, clock, ids: createIds() });
  const plan = await reopened.planRewind(target, 5);
  expect(reopened.damage()).toMatchObject([
    { file: 't2-000000.json', reason: 'its checksum does not fit' },
  ]);
  expect(plan.changes).toEqual([]);
  expect(plan.conflicts).toMatchObject([
    { path: 'a.txt', reason: 'its backup was dropped or is damaged' },
  ]);
  await expect(
    reopened.carryOut(plan, target, signal, { sessionId: 's', onConflict: 'overwrite' }),
  ).rejects.toMatchObject({ code: 'changes.meanwhile' });
  expect(state()).toEqual({ 'a.txt': 'a1', 'b.txt': 'b2' });
});

it('a content that a kill cut off is written again when it is needed again', async () => {
  const { turn, undo, write, storage, state } = await openProject(START);
  await turn('t1', { 'a.txt': 'a1' });
  for (const [name, data] of storage.files) {
    if (name.includes('contents/')) storage.files.set(name, data.subarray(0, 4));
  }
  await write('a.txt', 'a0');
  await turn('t2', { 'a.txt': 'a2' });
  expect(await undo()).toEqual(['a.txt']);
  expect(state()).toEqual(START);
});

it('two windows keep backups in one folder', async () => {
  const { turn, storage, clock, backups, target } = await openProject(START);
  const other = await openBackups({ files: storage, capBytes: 1e6, clock, ids: createIds() });
  await turn('t1', { 'a.txt': 'a1' });
  expect((await other.list()).map(({ turnId }) => turnId)).toEqual(['t1']);
  await other.carryOut(await other.planUndo(target, 't1'), target, signal, { sessionId: 's' });
  await expect(backups.planUndo(target, 't1')).rejects.toMatchObject({ code: 'backups.nothing' });
});

const files = fc.dictionary(
  fc.constantFrom('a.txt', 'b.txt', 'c.txt'),
  fc.option(fc.constantFrom('', 'x', 'y', 'z')),
  { minKeys: 1 },
);

it('taking back any number of turns gives the files as they were before them', async () => {
  const rewind = async ({ backups, target }: Project, turns: number) => {
    const plan = await backups.planRewind(target, turns);
    expect(plan.conflicts).toEqual([]);
    await backups.carryOut(plan, target, signal, { sessionId: 's' });
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(files, { minLength: 1, maxLength: 6 }),
      fc.nat(),
      async (turns, pick) => {
        const project = await openProject(START);
        const states = [project.state()];
        for (const [n, wanted] of turns.entries()) {
          await project.turn(`t${n}`, wanted);
          // Turns that change nothing leave no record.
          if ((await project.backups.list()).length === states.length) states.push(project.state());
        }
        const made = states.length - 1;
        if (made === 0) return;
        const back = 1 + (pick % made);
        await rewind(project, back);
        expect(project.state()).toEqual(states[made - back]);
        await project.backups.carryOut(
          await project.backups.planRedo(project.target),
          project.target,
          signal,
          { sessionId: 's' },
        );
        expect(project.state()).toEqual(states[made]);
        await rewind(project, made);
        expect(project.state()).toEqual(START);
      },
    ),
    { numRuns: 100 },
  );
});
