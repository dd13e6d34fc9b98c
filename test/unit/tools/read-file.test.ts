// The tool readFile: whole files, ranges and encodings; what cannot be read is refused by name.
import { symlink, truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { call, tempWorkspace } from './support/workspace.js';

const read = (root: string, input: object) => call(root, 'readFile', input, z.looseObject({}));

it('reads a file, and a range of its lines', async () => {
  const root = await tempWorkspace({ 'a.txt': 'one\ntwo\nthree' });
  expect(await read(root, { path: 'a.txt' })).toMatchObject({
    text: 'one\ntwo\nthree',
    totalLines: 3,
    truncated: false,
  });
  expect(await read(root, { path: 'a.txt', startLine: 2, endLine: 2 })).toMatchObject({
    text: 'two',
    startLine: 2,
    endLine: 2,
  });
});

it('reads UTF-16 and leaves byte order marks out', async () => {
  const root = await tempWorkspace({
    'u.txt': Buffer.from('\ufeffhé', 'utf16le'),
    'm.txt': '\ufeffhé',
  });
  expect(await read(root, { path: 'u.txt' })).toMatchObject({ text: 'hé' });
  expect(await read(root, { path: 'm.txt' })).toMatchObject({ text: 'hé' });
});

it('says when a cap cut the text', async () => {
  const root = await tempWorkspace({
    'many.txt': 'x\n'.repeat(3000),
    'long.txt': 'y'.repeat(300_000),
  });
  expect(await read(root, { path: 'many.txt' })).toMatchObject({
    endLine: 2000,
    totalLines: 3001,
    truncated: true,
  });
  expect(await read(root, { path: 'long.txt' })).toMatchObject({ endLine: 1, truncated: true });
});

it('refuses what is outside, missing, binary, huge or past the end', async () => {
  const outside = await tempWorkspace({ 'secret.txt': 'no' });
  const root = await tempWorkspace({
    'b.bin': Buffer.from([1, 0, 2]),
    'huge.txt': '',
    'a.txt': 'a',
  });
  await symlink(path.join(outside, 'secret.txt'), path.join(root, 'link.txt'));
  await truncate(path.join(root, 'huge.txt'), 60_000_000);
  const refused = [
    ['../x', 'files.outside'],
    ['/etc/passwd', 'files.outside'],
    ['link.txt', 'files.outside'],
    ['none.txt', 'files.missing'],
    ['b.bin', 'files.binary'],
    ['huge.txt', 'files.too_large'],
  ] as const;
  for (const [file, code] of refused)
    await expect(read(root, { path: file })).rejects.toMatchObject({ code });
  await expect(read(root, { path: 'a.txt', startLine: 5 })).rejects.toMatchObject({
    code: 'files.range',
  });
});
