// A folder of this disk: what lies behind links is out of reach, but in a folder of Memfun's own they are its owner's.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PathOutsideError } from '../../../runtime/ports/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
let parent: string;
let root: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'memfun-files-'));
  root = path.join(parent, 'root');
  mkdirSync(path.join(root, 'here'), { recursive: true });
  mkdirSync(path.join(parent, 'elsewhere'));
  writeFileSync(path.join(parent, 'elsewhere/secret'), 'secret');
  symlinkSync(path.join(parent, 'elsewhere'), path.join(root, 'out'));
  symlinkSync(path.join(parent, 'elsewhere/secret'), path.join(root, 'here/link'));
  symlinkSync(path.join(root, 'here'), path.join(root, 'in'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe('links that lead out', () => {
  test.each([
    ['reading', (files) => files.read('out/secret')],
    ['listing', (files) => files.list('out')],
    ['listing what is not there', (files) => files.list('out/nothing')],
    ['writing a new file', (files) => files.write('out/new', bytes('x'))],
    ['writing over a link', (files) => files.write('here/link', bytes('x'))],
    ['looking at', (files) => files.stat('out/secret')],
    ['removing', (files) => files.remove('out/secret')],
    ['making a folder', (files) => files.ensureDir('out/new')],
  ] satisfies [string, (files: ReturnType<typeof createNodeFileStore>) => Promise<unknown>][])(
    'stop %s',
    async (_, work) => {
      await expect(work(createNodeFileStore(root))).rejects.toThrow(PathOutsideError);
      expect(readFileSync(path.join(parent, 'elsewhere/secret'), 'utf8')).toBe('secret');
      expect(existsSync(path.join(parent, 'elsewhere/new'))).toBe(false);
    },
  );

  test('are followed in a folder of our own', async () => {
    const files = createNodeFileStore(root, { own: true });
    await files.write('out/new', bytes('new'));
    await files.write('here/link', bytes('other'));
    expect(readFileSync(path.join(parent, 'elsewhere/new'), 'utf8')).toBe('new');
    expect(readFileSync(path.join(parent, 'elsewhere/secret'), 'utf8')).toBe('other');
    await expect(files.read('../elsewhere/secret')).rejects.toThrow(PathOutsideError);
  });
});

test('links within, new folders and a link itself are fine', async () => {
  const files = createNodeFileStore(root);
  await files.write('in/one/two', bytes('2'));
  expect(readFileSync(path.join(root, 'here/one/two'), 'utf8')).toBe('2');
  expect((await files.list('in/one')).map(({ name }) => name)).toEqual(['two']);
  await files.remove('out');
  await files.remove('nothing');
  expect(existsSync(path.join(root, 'out'))).toBe(false);
  expect(existsSync(path.join(parent, 'elsewhere/secret'))).toBe(true);
  expect(await files.list('nothing')).toEqual([]);
});
