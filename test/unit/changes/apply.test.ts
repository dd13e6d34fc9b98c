// Changes are put on top of what the user did meanwhile, all or none; a failed write is taken back.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  applyChanges,
  createDiskGround,
  Overlay,
  openJournaledTarget,
} from '../../../runtime/changes/index.js';
import type { FileChange, FileStore } from '../../../runtime/ports/index.js';
import { createBreakableStore, createMemoryFileStore } from '../../support/file-stores.js';
import { openProject, signal, utf8 } from './project.js';

const FILES = { 'a.txt': '1\n2\n3\n4\n5\n', 'b.txt': 'b\n' };

it('applies what an overlay collected', async () => {
  const { workspace, target, state, storage } = await openProject(FILES);
  const overlay = new Overlay({ workspace, target });
  await overlay.write('a.txt', utf8('new\n'));
  await overlay.move('b.txt', 'dir/c.txt');
  await overlay.write('d.txt', utf8('d'));
  await applyChanges(target, overlay.changes(), signal);
  expect(state()).toEqual({ 'a.txt': 'new\n', 'd.txt': 'd', 'dir/c.txt': 'b\n' });
  expect([...storage.files.keys()]).toEqual([]); // the journal is gone
});

it('keeps what the user typed meanwhile, and says what was really replaced', async () => {
  const { target, state, write } = await openProject(FILES);
  const change: FileChange = {
    kind: 'modify',
    path: 'a.txt',
    before: utf8(FILES['a.txt']),
    after: utf8('1\n2\n3\n4\nFIVE\n'),
  };
  await write('a.txt', 'ONE\n2\n3\n4\n5\n');
  const [applied] = await applyChanges(target, [change], signal);
  expect(state()['a.txt']).toBe('ONE\n2\n3\n4\nFIVE\n');
  expect(applied).toMatchObject({ before: utf8('ONE\n2\n3\n4\n5\n') });
  expect(await applyChanges(target, [change], signal)).toEqual([]); // done already
});

it('names every conflict and writes nothing', async () => {
  const { workspace, target, state, write } = await openProject({
    ...FILES,
    'c.txt': 'c\n',
    'd.txt': 'd\n',
    'e.txt': 'e\n',
  });
  const overlay = new Overlay({ workspace, target });
  await overlay.write('a.txt', utf8('1\n2\n3\n4\nmine\n'));
  await overlay.remove('b.txt');
  await overlay.write('new.txt', utf8('mine'));
  await overlay.move('c.txt', 'moved.txt');
  await overlay.write('d.txt', utf8('mine'));
  await overlay.write('e.txt', utf8('fine'));
  await write('a.txt', '1\n2\n3\n4\ntheirs\n');
  await write('b.txt', 'still needed');
  await write('new.txt', 'theirs');
  await write('moved.txt', 'theirs');
  await workspace.remove('d.txt');
  const before = state();
  await expect(applyChanges(target, overlay.changes(), signal)).rejects.toMatchObject({
    code: 'changes.meanwhile',
    conflicts: ['a.txt', 'b.txt', 'd.txt', 'moved.txt', 'new.txt'].map((path) => ({ path })),
  });
  expect(state()).toEqual(before);
});

it('the target itself refuses a file that changed in the last moment', async () => {
  const { target, state } = await openProject(FILES);
  const stale: FileChange = {
    kind: 'modify',
    path: 'b.txt',
    before: utf8('old'),
    after: utf8('x'),
  };
  await expect(target.apply([stale], signal)).rejects.toMatchObject({ code: 'changes.meanwhile' });
  await expect(target.apply([stale], AbortSignal.abort())).rejects.toMatchObject({
    code: 'aborted',
  });
  expect(state()).toEqual(FILES);
});

it('takes everything back when the disk fills up in the middle', async () => {
  const files = createMemoryFileStore();
  await files.write('a.txt', utf8('a'.repeat(100)));
  let writes = 0;
  const workspace = createBreakableStore(
    {
      ...files,
      write: async (path, data) => {
        await files.write(path, data);
        if (++writes === 2) workspace.broken = true; // the third write fails after half of its data
      },
    },
    'ENOSPC',
  );
  const storage = createMemoryFileStore();
  const target = await openJournaledTarget(createDiskGround(workspace), { storage });
  const changes = ['b.txt', 'c.txt', 'd.txt'].map(
    (path): FileChange => ({
      kind: 'create',
      path,
      before: undefined,
      after: utf8('x'.repeat(50)),
    }),
  );
  await expect(target.apply(changes, signal)).rejects.toMatchObject({ code: 'storage.write' });
  expect([...files.files.keys()]).toEqual(['a.txt']);
  expect(storage.files.size).toBe(0);
});

it('finishes or takes back at the next start what failed and could not be taken back at once', async () => {
  const files = createMemoryFileStore();
  await files.write('a.txt', utf8('before'));
  await files.write('b.txt', utf8('before'));
  const workspace = createBreakableStore(files, 'ENOSPC');
  const storage = createMemoryFileStore();
  const target = await openJournaledTarget(createDiskGround(workspace), { storage });
  const changes = ['a.txt', 'b.txt'].map(
    (path): FileChange => ({
      kind: 'modify',
      path,
      before: utf8('before'),
      after: utf8('after!!!'),
    }),
  );
  workspace.broken = true;
  await expect(target.apply(changes, signal)).rejects.toMatchObject({ code: 'storage.write' });
  expect(Buffer.from(files.files.get('a.txt') ?? []).toString()).not.toBe('before');

  workspace.broken = false;
  renameOwner(storage.files); // the process that was at it is gone
  await files.write('b.txt', utf8('by the user'));
  const { recovered } = await openJournaledTarget(createDiskGround(workspace), { storage });
  expect(recovered).toEqual([
    { outcome: 'taken-back', paths: ['b.txt', 'a.txt'], changedSince: ['b.txt'] },
  ]);
  expect(Buffer.from(files.files.get('a.txt') ?? []).toString()).toBe('before');
  expect(storage.files.size).toBe(0);
});

it('leaves the files alone when the journal of a cut-off change is damaged, and says so', async () => {
  const files = createMemoryFileStore();
  const storage = createBreakableStore(createMemoryFileStore(), 'EACCES');
  const workspace: FileStore = {
    ...files,
    write: async () => {
      storage.broken = true; // so that not even the taking back can be noted down
      throw new Error('the disk is gone');
    },
  };
  const pending = storage as unknown as { files: Map<string, Uint8Array> };
  const target = await openJournaledTarget(createDiskGround(workspace), { storage });
  const create: FileChange = {
    kind: 'create',
    path: 'a.txt',
    before: undefined,
    after: utf8('whole'),
  };
  await expect(target.apply([create], signal)).rejects.toMatchObject({ code: 'storage.write' });
  storage.broken = false;
  renameOwner(pending.files);
  for (const name of pending.files.keys()) {
    if (name.endsWith('.contents')) pending.files.set(name, utf8('wh'));
  }
  const { recovered } = await openJournaledTarget(createDiskGround(files), { storage });
  expect(recovered).toEqual([{ outcome: 'left', paths: ['a.txt'], changedSince: [] }]);
  expect(files.files.size).toBe(0);
});

/** Gives the journals to a process id that no process has. */
function renameOwner(files: Map<string, Uint8Array>): void {
  for (const [name, data] of Array.from(files)) {
    files.delete(name);
    files.set(name.replace(`-${process.pid}-`, '-999999999-'), data);
  }
}

const path = fc.constantFrom('a.txt', 'b.txt', 'dir/c.txt', 'd.txt');
const content = fc.constantFrom('', 'x\n', 'y\nz\n', 'x\ny\n');
const action = fc.oneof(
  fc.record({ do: fc.constant('write' as const), path, content }),
  fc.record({ do: fc.constant('remove' as const), path }),
  fc.record({ do: fc.constant('move' as const), path, to: path }),
);

it('an overlay that is applied leaves what the same steps on the disk leave', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
      const { workspace, target, state } = await openProject(FILES);
      const twin = new Map<string, string>(Object.entries(FILES));
      const overlay = new Overlay({ workspace, target });
      for (const step of actions) {
        const here = twin.get(step.path);
        if (step.do === 'write') {
          twin.set(step.path, step.content);
          await overlay.write(step.path, utf8(step.content));
        } else if (step.do === 'remove') {
          twin.delete(step.path);
          await overlay.remove(step.path);
        } else if (here !== undefined && !twin.has(step.to)) {
          twin.delete(step.path);
          twin.set(step.to, here);
          await overlay.move(step.path, step.to);
        } else await expect(overlay.move(step.path, step.to)).rejects.toThrow(/./);
      }
      const seen: Record<string, string> = {};
      for (const name of twin.keys()) seen[name] = Buffer.from(await overlay.read(name)).toString();
      expect(seen).toEqual(Object.fromEntries(twin));
      await applyChanges(target, overlay.changes(), signal);
      expect(state()).toEqual(Object.fromEntries([...twin].sort()));
    }),
    { numRuns: 200 },
  );
});
