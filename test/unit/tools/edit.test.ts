// The tools that change files: what they do to a run's overlay, what they refuse, and that nothing else changes.
import { mkdir, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Overlay } from '../../../runtime/changes/index.js';
import { silentLogger } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { createWriteTools } from '../../../runtime/tools/index.js';
import { tempWorkspace } from './support/workspace.js';

interface Run {
  readonly root: string;
  readonly overlay: Overlay;
  readonly call: (name: string, input: object, signal?: AbortSignal) => Promise<unknown>;
  readonly text: (name: string) => Promise<string>;
}

async function setUp(files: Record<string, string | Uint8Array>): Promise<Run> {
  const root = await tempWorkspace(files);
  const overlay = new Overlay({ workspace: createNodeFileStore(root) });
  const tools = createWriteTools({ overlay });
  return {
    root,
    overlay,
    async call(name, input, signal = new AbortController().signal) {
      const tool = tools.find((one) => one.name === name);
      if (tool === undefined) throw new Error(`no tool ${name}`);
      expect(tool.effect).toBe('write');
      const context = {
        signal,
        logger: silentLogger,
        caller: 'test',
        turnId: 't',
        stepId: undefined,
      };
      return tool.output.parse(await tool.run(tool.input.parse(input), context));
    },
    text: async (name) => Buffer.from(await overlay.read(name)).toString(),
  };
}

const TEN = Array.from({ length: 10 }, (_, i) => `line ${i}\n`).join('');

it('editFile replaces one place, tells what changed, and leaves the disk alone', async () => {
  const { root, call, text } = await setUp({ 'a.ts': 'let a = 1;\r\nlet b = 2;\r\n' });
  expect(
    await call('editFile', { path: './a.ts', oldText: 'b = 2;\n', newText: 'b = 3;\nlet c;\n' }),
  ).toEqual({
    path: 'a.ts',
    match: 'exact',
    places: 1,
    added: 2,
    removed: 1,
    diff: '@@ -1,2 +1,3 @@\n let a = 1;\n-let b = 2;\n+let b = 3;\n+let c;',
  });
  expect(await text('a.ts')).toBe('let a = 1;\r\nlet b = 3;\r\nlet c;\r\n');
  expect(await readFile(path.join(root, 'a.ts'), 'utf8')).toBe('let a = 1;\r\nlet b = 2;\r\n');
});

it('a failed edit leaves bytes and mtime, in the overlay and on the disk', async () => {
  const { root, overlay, call } = await setUp({ 'a.ts': 'x\nx\n' });
  const onDisk = await stat(path.join(root, 'a.ts'));
  for (const oldText of ['x', 'nothing', '']) {
    await expect(call('editFile', { path: 'a.ts', oldText, newText: 'y' })).rejects.toThrow(
      'unchanged',
    );
  }
  await expect(
    call('editFile', { path: 'a.ts', oldText: 'x\nx', newText: 'y' }, AbortSignal.abort()),
  ).rejects.toMatchObject({ code: 'aborted' });
  expect(overlay.changes()).toEqual([]);
  expect(await overlay.stat('a.ts')).toMatchObject({ mtime: onDisk.mtimeMs, size: 4 });
  expect((await stat(path.join(root, 'a.ts'))).mtimeMs).toBe(onDisk.mtimeMs);
});

it('edits that run at the same time lose nothing of each other', async () => {
  const { call, text } = await setUp({ 'a.ts': TEN });
  const edits = Array.from({ length: 10 }, (_, i) =>
    call('editFile', { path: 'a.ts', oldText: `line ${i}\n`, newText: `LINE ${i}\n` }),
  );
  await Promise.all(edits);
  expect(await text('a.ts')).toBe(TEN.replaceAll('line', 'LINE'));
});

it('multiEdit makes all edits, in order, or none, and says which one failed', async () => {
  const { overlay, call, text } = await setUp({ 'a.ts': 'one two', 'b.ts': 'three' });
  const edit = (file: string, oldText: string, newText: string) => ({
    path: file,
    oldText,
    newText,
  });
  const failing = [edit('a.ts', 'one', '1'), edit('b.ts', 'four', '4'), edit('a.ts', 'two', '2')];
  await expect(call('multiEdit', { edits: failing })).rejects.toMatchObject({
    code: 'edit.multi',
    edit: 2,
    message: expect.stringContaining(
      'Edit 2 of 3 failed, so none was made: oldText does not occur in "b.ts"',
    ),
  });
  expect(overlay.changes()).toEqual([]);

  const edits = [
    edit('a.ts', 'one', 'uno'),
    edit('b.ts', 'three', 'tre'),
    edit('./a.ts', 'uno two', 'uno due'),
  ];
  expect(await call('multiEdit', { edits })).toMatchObject({
    files: [
      { path: 'a.ts', added: 1, removed: 1 },
      { path: 'b.ts', added: 1, removed: 1 },
    ],
  });
  expect([await text('a.ts'), await text('b.ts')]).toEqual(['uno due', 'tre']);
});

it('writeFile writes new files, and existing ones in their own convention', async () => {
  const { call, overlay } = await setUp({
    'w.txt': Buffer.from('\ufeffa\r\nb\r\nc\r\nd\r\n', 'utf16le'),
  });
  expect(await call('writeFile', { path: 'dir/n.ts', text: 'new\n' })).toMatchObject({
    created: true,
    added: 1,
  });
  expect(await call('writeFile', { path: 'w.txt', text: 'a\nb\nc\nD' })).toMatchObject({
    created: false,
    added: 1,
    removed: 1,
  });
  expect(Buffer.from(await overlay.read('w.txt')).toString('utf16le')).toBe(
    '\ufeffa\r\nb\r\nc\r\nD\r\n',
  );
});

it('writeFile refuses to lose over 30 % of an existing file, and advises', async () => {
  const { call, text, overlay } = await setUp({ 'a.ts': TEN });
  const keeping = (lines: number) => TEN.split('\n').slice(0, lines).join('\n');
  await expect(
    call('writeFile', { path: 'a.ts', text: `${keeping(6)}\n// … the rest as before` }),
  ).rejects.toMatchObject({
    code: 'write.loss',
    lost: 4,
    lines: 10,
    remedy: expect.stringContaining('editFile'),
  });
  await expect(call('writeFile', { path: 'a.ts', text: '' })).rejects.toMatchObject({
    code: 'write.loss',
  });
  expect(overlay.changes()).toEqual([]);
  await call('writeFile', { path: 'a.ts', text: keeping(7) });
  expect(await text('a.ts')).toBe(`${keeping(7)}\n`);
});

it('writeFile may format a file anew, and may do as it likes with files of the run', async () => {
  const { call, text } = await setUp({ 'a.ts': TEN, 'old.ts': TEN });
  await call('writeFile', { path: 'a.ts', text: TEN.replaceAll('line', '\tline') });
  await call('createFile', { path: 'n.ts', text: TEN });
  await call('writeFile', { path: 'n.ts', text: 'x\n' });
  expect(await text('n.ts')).toBe('x\n');
  await call('deleteFile', { path: 'old.ts' }); // the advised way to replace a whole file
  await call('createFile', { path: 'old.ts', text: 'all new\n' });
  expect(await text('old.ts')).toBe('all new\n');
});

it('createFile, deleteFile and moveFile never replace anything', async () => {
  const { call, overlay, text } = await setUp({ 'a.ts': 'a', 'b.ts': 'b' });
  await expect(call('createFile', { path: 'a.ts', text: 'x' })).rejects.toMatchObject({
    code: 'files.exists',
  });
  await expect(call('moveFile', { from: 'a.ts', to: 'b.ts' })).rejects.toMatchObject({
    code: 'files.exists',
  });
  await expect(call('deleteFile', { path: 'none.ts' })).rejects.toMatchObject({
    code: 'files.missing',
  });
  await expect(call('moveFile', { from: 'none.ts', to: 'c.ts' })).rejects.toMatchObject({
    code: 'files.missing',
  });
  expect(overlay.changes()).toEqual([]);
  expect(await call('createFile', { path: 'new/c.ts', text: 'c\nd' })).toEqual({
    path: 'new/c.ts',
    lines: 2,
  });
  expect(await call('moveFile', { from: 'a.ts', to: 'lib/a.ts' })).toEqual({
    from: 'a.ts',
    to: 'lib/a.ts',
  });
  expect(await call('deleteFile', { path: 'b.ts' })).toEqual({ path: 'b.ts' });
  expect(await text('lib/a.ts')).toBe('a');
  expect(overlay.changes().map(({ kind }) => kind)).toEqual(['delete', 'move', 'create']);
});

it('refuses what is outside, linked out, a folder, binary, of another encoding, or Memfun’s own', async () => {
  const outside = await tempWorkspace({ 'secret.txt': 'text' });
  const { root, overlay, call } = await setUp({
    'b.bin': Buffer.from([1, 0, 2]),
    'l.txt': Buffer.from('text caf\xe9', 'latin1'),
    'dir/a.txt': 'text',
    'memfun.toml': 'text',
    '.memfun/MEMORY.md': 'text',
  });
  await symlink(path.join(outside, 'secret.txt'), path.join(root, 'link.txt'));
  await symlink(outside, path.join(root, 'out'));
  await symlink('memfun.toml', path.join(root, 'innocent.txt'));
  await symlink('.memfun', path.join(root, 'inner'));
  await mkdir(path.join(root, 'empty'));
  const refused = [
    ['../x', 'files.outside'],
    ['/etc/passwd', 'files.outside'],
    ['C:\\x', 'files.outside'],
    ['link.txt', 'files.outside'],
    ['out/secret.txt', 'files.outside'],
    ['empty', 'files.not-a-file'],
    ['b.bin', 'changes.not-text'],
    ['l.txt', 'changes.not-text'],
    ['none.txt', 'files.missing'],
    ['memfun.toml', 'files.own'],
    ['dir/../MEMFUN.TOML', 'files.own'],
    ['memfun.toml.', 'files.own'],
    ['.memfun/MEMORY.md', 'files.own'],
    ['.Memfun/x', 'files.own'],
    ['innocent.txt', 'files.own'],
    ['inner/MEMORY.md', 'files.own'],
  ] as const;
  const edit = { oldText: 'text', newText: 'new' };
  for (const [file, code] of refused) {
    const error = { code };
    await expect(call('editFile', { path: file, ...edit }), file).rejects.toMatchObject(error);
    await expect(
      call('multiEdit', { edits: [{ path: file, ...edit }] }),
      file,
    ).rejects.toMatchObject({ cause: error });
    if (code === 'files.missing') continue;
    await expect(call('writeFile', { path: file, text: 'x' }), file).rejects.toMatchObject(error);
    const there = code === 'files.not-a-file' || code === 'changes.not-text';
    await expect(call('createFile', { path: file, text: 'x' }), file).rejects.toMatchObject(
      there ? { code: 'files.exists' } : error,
    );
    await expect(call('moveFile', { from: 'dir/a.txt', to: file }), file).rejects.toThrow(/./);
    if (code === 'changes.not-text') continue;
    await expect(call('deleteFile', { path: file }), file).rejects.toMatchObject(error);
    await expect(call('moveFile', { from: file, to: 'new.txt' }), file).rejects.toMatchObject(
      error,
    );
  }
  expect(overlay.changes()).toEqual([]);
  expect(await readFile(path.join(outside, 'secret.txt'), 'utf8')).toBe('text');
});

it('a link inside the workspace is edited through, and neither deleted nor moved', async () => {
  const { root, call, overlay } = await setUp({ 'dir/a.txt': 'text' });
  await symlink('dir/a.txt', path.join(root, 'link.txt'));
  await expect(call('deleteFile', { path: 'link.txt' })).rejects.toMatchObject({
    code: 'files.not-a-file',
  });
  await expect(call('moveFile', { from: 'link.txt', to: 'x' })).rejects.toMatchObject({
    code: 'files.not-a-file',
  });
  await call('editFile', { path: 'link.txt', oldText: 'text', newText: 'new' });
  expect(overlay.changes()).toMatchObject([{ kind: 'modify', path: 'dir/a.txt' }]);
});

it('refuses a file that is too large', async () => {
  const { call, overlay } = await setUp({});
  const big = new Uint8Array(60_000_000).fill(32);
  await overlay.write('big.txt', big);
  await expect(
    call('editFile', { path: 'big.txt', oldText: 'a', newText: 'b' }),
  ).rejects.toMatchObject({ code: 'files.too_large' });
});

it('an edit and its reverse give back every byte', async () => {
  const line = fc.constantFrom('a', 'bb', '  c', '');
  const ending = fc.constantFrom('\n', '\r\n');
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 6 }),
      ending,
      fc.boolean(),
      line,
      async (lines, eol, bom, word) => {
        const before = `${bom ? '\ufeff' : ''}${[...lines, 'unique one', 'tail'].join(eol)}`;
        const { call, overlay, text } = await setUp({ 'a.txt': before });
        await call('editFile', {
          path: 'a.txt',
          oldText: 'unique one\n',
          newText: `other\n${word}!\n`,
        });
        await call('editFile', {
          path: 'a.txt',
          oldText: `other\n${word}!\n`,
          newText: 'unique one\n',
        });
        expect(await text('a.txt')).toBe(before);
        expect(overlay.changes()).toEqual([]);
      },
    ),
    { numRuns: 50 },
  );
});
