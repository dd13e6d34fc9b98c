// The tool search: both engines give the same answer, and say which one it was.
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { FileStore } from '../../../runtime/ports/index.js';
import { searchWithJavaScript } from '../../../runtime/tools/search-fallback.js';
import { MAX_SEARCHED_BYTES } from '../../../runtime/tools/search-types.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { call, tempWorkspace } from './support/workspace.js';

const shape = z.looseObject({
  matches: z.array(z.looseObject({ path: z.string(), line: z.int(), column: z.int() })),
  total: z.int(),
  truncated: z.boolean(),
  engine: z.string(),
});

describe.each([true, false])('search (ripgrep: %s)', (ripgrep) => {
  const find = (root: string, input: object, signal?: AbortSignal) =>
    call(root, 'search', input, shape, { ripgrep, ...(signal && { signal }) });

  it('finds lines in order, with UTF-16 columns and context', async () => {
    const root = await tempWorkspace({
      'b.ts': 'needle\n',
      'a.ts': 'one\r\n😀 needle\r\nthree\r\n',
    });
    const found = await find(root, { pattern: 'needle', context: 1 });
    expect(found).toMatchObject({ total: 2, files: 2, truncated: false });
    expect(found.engine).toBe(ripgrep ? 'ripgrep' : 'javascript');
    expect(found.matches).toEqual([
      { path: 'a.ts', line: 2, column: 4, text: '😀 needle', before: ['one'], after: ['three'] },
      { path: 'b.ts', line: 1, column: 1, text: 'needle', before: [], after: [] },
    ]);
  });

  it('leaves out ignored, vendored, hidden, binary and linked files, even for a glob that names them', async () => {
    const outside = await tempWorkspace({ 'x.txt': 'needle' });
    const root = await tempWorkspace({
      '.gitignore': 'out/\n',
      'out/a.txt': 'needle',
      'node_modules/m/a.txt': 'needle',
      '.env': 'needle',
      'bin.dat': Buffer.from('needle\n\0\n'),
      'u.txt': Buffer.from('\ufeffneedle', 'utf16le'),
      'm.txt': '\ufeffneedle',
    });
    await symlink(path.join(outside, 'x.txt'), path.join(root, 'link.txt'));
    const found = await find(root, { pattern: 'needle', glob: '**/*' });
    expect(found.matches).toMatchObject([
      { path: 'm.txt', column: 1, text: 'needle' },
      { path: 'u.txt', column: 1, text: 'needle' },
    ]);
  });

  it('leaves out files that are too large to search', async () => {
    const large = Buffer.alloc(MAX_SEARCHED_BYTES + 1, 'hay\n');
    large.write('needle\n');
    const root = await tempWorkspace({ 'large.txt': large, 'small.txt': 'needle\n' });
    const found = await find(root, { pattern: 'needle' });
    expect(found.matches.map(({ path: name }) => name)).toEqual(['small.txt']);
  });

  it('says when there is more, refuses a broken pattern, and ends when it is stopped', async () => {
    const root = await tempWorkspace({ 'a.txt': 'x\n'.repeat(10) });
    expect(await find(root, { pattern: 'x', limit: 3 })).toMatchObject({
      total: 10,
      truncated: true,
    });
    await expect(find(root, { pattern: '(', regex: true })).rejects.toMatchObject({
      code: 'search.pattern',
    });
    await expect(find(root, { pattern: 'x' }, AbortSignal.abort())).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});

it('counts the files that it could not read', async () => {
  const files = createMemoryFileStore();
  for (const name of ['a.txt', 'b.txt']) await files.write(name, Buffer.from('needle'));
  const workspace: FileStore = {
    ...files,
    read: async (name) => {
      if (name === 'a.txt') throw new Error('EACCES');
      return files.read(name);
    },
  };
  const found = await searchWithJavaScript(workspace, {
    pattern: 'needle',
    regex: false,
    caseSensitive: true,
    context: 0,
    accepts: () => true,
    signal: new AbortController().signal,
  });
  expect(found).toMatchObject({ unreadable: 1, matches: [{ path: 'b.txt' }] });
});

it('ends a pattern that would never end in JavaScript', async () => {
  const root = await tempWorkspace({ 'a.txt': `${'a'.repeat(60)}!` });
  const search = call(root, 'search', { pattern: '^(a+)+$', regex: true }, shape, {
    ripgrep: false,
  });
  await expect(search).rejects.toMatchObject({ code: 'search.too_slow' });
});

it('gives the same answer with both engines', async () => {
  const line = fc.string({
    unit: fc.constantFrom('a', 'b', 'é', '😀', ' ', '\t', '\u2028'),
    maxLength: 12,
  });
  const tree = fc.dictionary(
    fc.constantFrom('a.txt', 'B.md', 'd/c.ts', 'd/e/f.txt', 'vendor/v.ts', 'd/build/x.js'),
    fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n')),
  );
  await fc.assert(
    fc.asyncProperty(
      tree,
      fc.constantFrom('a', 'ab', 'é', '😀'),
      fc.nat(2),
      async (files, pattern, context) => {
        const root = await tempWorkspace({ ...files, '.gitignore': 'build/\n' });
        const [one, two] = await Promise.all(
          [true, false].map((ripgrep) =>
            call(root, 'search', { pattern, context }, shape, { ripgrep }),
          ),
        );
        expect({ ...one, engine: '' }).toEqual({ ...two, engine: '' });
      },
    ),
    { numRuns: 20 },
  );
});
