// The overlay shows a run its own changes and leaves the workspace alone until they are applied.
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Overlay } from '../../../runtime/changes/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function setUp(files: Record<string, string>) {
  const root = await mkdtemp(path.join(tmpdir(), 'memfun-overlay-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  const overlay = new Overlay({ workspace: createNodeFileStore(root) });
  const read = async (name: string) => Buffer.from(await overlay.read(name)).toString();
  const names = async (dir: string) => (await overlay.list(dir)).map(({ name }) => name).sort();
  const told = () =>
    overlay.changes().map((change) => ({
      ...change,
      before: change.before && Buffer.from(change.before).toString(),
      after: change.after && Buffer.from(change.after).toString(),
    }));
  return { root, overlay, read, names, told };
}

it('shows writes, deletes and moves to every look, and writes nothing', async () => {
  const { root, overlay, read, names, told } = await setUp({
    'a.txt': 'a',
    'b.txt': 'b',
    'c/d.txt': 'd',
  });
  await overlay.write('a.txt', utf8('a2'));
  await overlay.remove('b.txt');
  await overlay.move('c/d.txt', 'e/f/d.txt');
  await overlay.write('e/new.txt', utf8('new'));

  expect(await read('a.txt')).toBe('a2');
  await expect(overlay.read('b.txt')).rejects.toMatchObject({ code: 'files.missing' });
  expect(await overlay.stat('b.txt')).toBeUndefined();
  expect(await read('e/f/d.txt')).toBe('d');
  expect(await names('')).toEqual(['a.txt', 'c', 'e']);
  expect(await names('c')).toEqual([]);
  expect(await overlay.list('e')).toEqual([
    { name: 'f', kind: 'directory', symlink: false },
    { name: 'new.txt', kind: 'file', symlink: false },
  ]);
  expect(await overlay.stat('e/f')).toMatchObject({ kind: 'directory' });
  expect(await overlay.stat('a.txt')).toMatchObject({ kind: 'file', size: 2 });
  expect(await overlay.realPath('e/new.txt')).toBe('e/new.txt');
  expect(told()).toEqual([
    { kind: 'modify', path: 'a.txt', before: 'a', after: 'a2' },
    { kind: 'delete', path: 'b.txt', before: 'b', after: undefined },
    { kind: 'move', path: 'e/f/d.txt', from: 'c/d.txt', before: 'd', after: 'd' },
    { kind: 'create', path: 'e/new.txt', before: undefined, after: 'new' },
  ]);
  expect((await readdir(root)).sort()).toEqual(['a.txt', 'b.txt', 'c']);
  expect(await readFile(path.join(root, 'a.txt'), 'utf8')).toBe('a');
});

it('tells the step from the start to the end, however it came about', async () => {
  const { overlay, told } = await setUp({ 'a.txt': 'a', 'b.txt': 'b', 'k.txt': 'k' });
  await overlay.write('a.txt', utf8('other'));
  await overlay.write('a.txt', utf8('a')); // as it was
  await overlay.write('n.txt', utf8('n'));
  await overlay.remove('n.txt'); // never there
  await overlay.move('b.txt', 'b2.txt');
  await overlay.move('b2.txt', 'b3.txt'); // one move
  await overlay.write('b3.txt', utf8('b!'));
  await overlay.remove('k.txt');
  await overlay.write('k.txt', utf8('k2')); // replaced
  expect(told()).toEqual([
    { kind: 'move', path: 'b3.txt', from: 'b.txt', before: 'b', after: 'b!' },
    { kind: 'modify', path: 'k.txt', before: 'k', after: 'k2' },
  ]);
});

it('a move is no move when something takes the old or had the new place', async () => {
  const { overlay, told } = await setUp({ 'a.txt': 'a', 'b.txt': 'b' });
  await overlay.remove('b.txt');
  await overlay.move('a.txt', 'b.txt');
  expect(told()).toEqual([
    { kind: 'delete', path: 'a.txt', before: 'a', after: undefined },
    { kind: 'modify', path: 'b.txt', before: 'b', after: 'a' },
  ]);
  await overlay.move('b.txt', 'c.txt');
  await overlay.write('a.txt', utf8('again'));
  expect(told()).toEqual([
    { kind: 'modify', path: 'a.txt', before: 'a', after: 'again' },
    { kind: 'delete', path: 'b.txt', before: 'b', after: undefined },
    { kind: 'create', path: 'c.txt', before: undefined, after: 'a' },
  ]);
});

it('keeps the fingerprint of each file at its first touch', async () => {
  const { root, overlay } = await setUp({ 'a.txt': 'a' });
  await overlay.write('a.txt', utf8('x'));
  await overlay.write('new.txt', utf8('y'));
  await writeFile(path.join(root, 'a.txt'), 'changed by somebody');
  await overlay.write('a.txt', utf8('z'));
  expect([...overlay.fingerprints()]).toEqual([
    ['a.txt', 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'],
    ['new.txt', null],
  ]);
  overlay.reset();
  expect(overlay.changes()).toEqual([]);
  expect(Buffer.from(await overlay.read('a.txt')).toString()).toBe('changed by somebody');
});

it('reads files as the user sees them where a target says so', async () => {
  const { root } = await setUp({ 'a.txt': 'on disk' });
  const overlay = new Overlay({
    workspace: createNodeFileStore(root),
    target: { current: async () => utf8('unsaved') },
  });
  await overlay.write('a.txt', utf8('edited'));
  expect(overlay.changes()).toMatchObject([{ kind: 'modify', before: utf8('unsaved') }]);
});

it('hides the disk from programs as soon as it is not what the run sees', async () => {
  const { root, overlay } = await setUp({ 'a.txt': 'a' });
  expect(overlay.localRoot).toBe(root);
  await overlay.write('a.txt', utf8('b'));
  expect(overlay.localRoot).toBeUndefined();
});

it('refuses folders, places below files, and links that lead out; links inside are followed', async () => {
  const { root, overlay, told } = await setUp({ 'dir/a.txt': 'a' });
  await symlink(tmpdir(), path.join(root, 'out'));
  await symlink('a.txt', path.join(root, 'dir/link.txt'));
  await symlink('dir', path.join(root, 'other'));
  await symlink(path.join(tmpdir(), 'memfun-not-there'), path.join(root, 'dangling'));
  const write = (name: string) => overlay.write(name, utf8('x'));
  await expect(write('dir')).rejects.toMatchObject({ code: 'files.not-a-file' });
  await expect(write('dir/a.txt/b')).rejects.toMatchObject({ code: 'files.not-a-file' });
  await expect(write('out/x')).rejects.toMatchObject({ code: 'files.outside' });
  await expect(write('dangling')).rejects.toMatchObject({ code: 'files.outside' });
  await expect(write('../x')).rejects.toMatchObject({ code: 'files.outside' });
  await expect(overlay.move('dir/none', 'b')).rejects.toMatchObject({ code: 'files.missing' });
  await expect(overlay.move('dir/a.txt', 'dir/link.txt')).rejects.toMatchObject({
    code: 'files.exists',
  });
  expect(overlay.changes()).toEqual([]);
  await write('other/link.txt');
  expect(told()).toMatchObject([{ kind: 'modify', path: 'dir/a.txt' }]);
  expect(await overlay.stat('other/a.txt')).toMatchObject({
    kind: 'file',
    symlink: false,
    size: 1,
  });
});

it('writes several files all or none', async () => {
  const { overlay } = await setUp({ 'dir/a.txt': 'a' });
  const writes = [
    { path: 'one.txt', data: utf8('1') },
    { path: 'dir', data: utf8('2') },
  ];
  await expect(overlay.writeAll(writes)).rejects.toMatchObject({ code: 'files.not-a-file' });
  expect(overlay.changes()).toEqual([]);
});

it('lets exclusive work finish before the next begins, also when it fails', async () => {
  const { overlay, read } = await setUp({ 'n.txt': '0' });
  const increment = () =>
    overlay.exclusive(async () => {
      const n = Number(await read('n.txt'));
      await overlay.write('n.txt', utf8(String(n + 1)));
    });
  const failing = overlay.exclusive(() => Promise.reject(new Error('no')));
  await Promise.all([increment(), increment(), expect(failing).rejects.toThrow('no'), increment()]);
  expect(await read('n.txt')).toBe('3');
});

it('a file that was not really changed keeps its mtime', async () => {
  const { root, overlay } = await setUp({ 'a.txt': 'a' });
  const before = (await stat(path.join(root, 'a.txt'))).mtimeMs;
  await expect(overlay.move('a.txt', 'a.txt')).rejects.toMatchObject({ code: 'files.exists' });
  expect(await overlay.stat('a.txt')).toMatchObject({ mtime: before });
});
