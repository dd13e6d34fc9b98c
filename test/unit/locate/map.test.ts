// The repository map in locating: what fits leads to what it uses, and nobody waits for the map.
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CodeIndex, createCodeService } from '../../../runtime/code/index.js';
import { type LocatedFile, Locator } from '../../../runtime/locate/index.js';
import { MapIndex } from '../../../runtime/locate/map.js';
import type { FileStore } from '../../../runtime/ports/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

const code = createCodeService({ assetsDir: path.resolve('dist') });
afterAll(() => code.dispose());

type Files = Readonly<Record<string, string>>;

async function storeOf(files: Files): Promise<FileStore> {
  const store = createMemoryFileStore();
  for (const [file, content] of Object.entries(files))
    await store.write(file, new TextEncoder().encode(content));
  return store;
}

async function located(files: Files, text: string, mapped = true): Promise<readonly LocatedFile[]> {
  const store = await storeOf(files);
  const index = new CodeIndex({ workspace: store, code });
  const locator = new Locator(store, mapped ? { code: index } : {});
  await locator.refresh();
  expect(locator.mapped).toBe(mapped);
  return await locator.locate(text, [], 99);
}

const pathsOf = (files: readonly LocatedFile[]) => files.map((file) => file.path);

const TEAPOT: Files = {
  'src/teapot.ts': 'import { pour } from "../lib/flow";\nexport const teapot = () => pour();\n',
  'lib/flow.ts': 'export function pour() {}\n',
  'web/page.ts': 'export function show() {}\n',
};

test('a file that says nothing of the text is found because what fits uses its definitions', async () => {
  expect(pathsOf(await located(TEAPOT, 'The teapot leaks', false))).toEqual(['src/teapot.ts']);
  const found = await located(TEAPOT, 'The teapot leaks');
  expect(pathsOf(found)).toEqual(['src/teapot.ts', 'lib/flow.ts']);
  expect(found[1]?.parts).toMatchObject({ map: 1, passage: 0, folder: 0 });
});

test('what is used by what is used is found behind it, and users of what fits are not', async () => {
  const files = {
    'src/teapot.ts': 'export const lid = () => pour();\n',
    'lib/flow.ts': 'export function pour() { valve(); }\n',
    'deep/valve.ts': 'export function valve() {}\n',
    'web/page.ts': 'export const page = () => lid();\n',
  };
  expect(pathsOf(await located(files, 'The teapot leaks'))).toEqual([
    'src/teapot.ts',
    'lib/flow.ts',
    'deep/valve.ts',
  ]);
});

test('files that use each other in a circle, or themselves, end in ranks', async () => {
  const map = await MapIndex.of([
    { from: 'a', to: 'b', weight: 1 },
    { from: 'b', to: 'c', weight: 1 },
    { from: 'c', to: 'a', weight: 1 },
    { from: 'd', to: 'd', weight: 9 },
  ]);
  const used = map.used(new Map([['a', 1]]));
  expect([...used.keys()].toSorted()).toEqual(['a', 'b', 'c']);
  expect(used.get('b')).toBeGreaterThan(used.get('c') ?? 1);
  expect(used.get('c')).toBeGreaterThan(used.get('a') ?? 1);
  expect(map.used(new Map([['d', 1]])).get('d')).toBeLessThan(3);
});

test('names that nobody defines, or that many files define, change nothing', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [`many/f${at}.ts`, 'export function run() {}\n']),
  );
  const files = {
    ...many,
    'src/teapot.ts': 'export const teapot = () => { nowhere(); run(); };\n',
    'web/page.ts': 'elsewhere();\n',
  };
  const found = await located(files, 'The teapot leaks');
  expect(pathsOf(found)).toEqual(['src/teapot.ts']);
  expect(found[0]?.parts.map).toBe(0);
  expect((await MapIndex.of([])).used(new Map([['src/teapot.ts', 1]]))).toEqual(new Map());
});

test('what everybody uses comes behind what only the file that fits uses', async () => {
  const users = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`use/u${at}.ts`, 'report();\n']),
  );
  const files = {
    ...TEAPOT,
    ...users,
    'src/teapot.ts': 'export const teapot = () => { report(); pour(); };\n',
    'core/report.ts': 'export function report() {}\n',
  };
  expect(pathsOf(await located(files, 'The teapot leaks'))).toEqual([
    'src/teapot.ts',
    'lib/flow.ts',
    'core/report.ts',
  ]);
});

test('without code the ranking is what it was', async () => {
  const files = {
    'docs/tea.md': 'The teapot stands beside the kettle.\n',
    'docs/kettle.md': 'The kettle boils.\n',
    'notes/list.txt': 'Buy a teapot.\n',
  };
  const before = await located(files, 'a teapot and a kettle', false);
  expect(before.length).toBe(3);
  expect(await located(files, 'a teapot and a kettle')).toEqual(before);
});

test('nobody waits for a map that takes long: it is read on, and takes part once it is whole', async () => {
  const store = await storeOf(TEAPOT);
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const slow: FileStore = {
    ...store,
    read: async (file, signal) => {
      await gate;
      return await store.read(file, signal);
    },
  };
  const locator = new Locator(store, { code: new CodeIndex({ workspace: slow, code }) });
  await locator.refresh(undefined, 0);
  expect(locator.mapped).toBe(false);
  expect(pathsOf(await locator.locate('teapot', [], 9))).toEqual(['src/teapot.ts']);
  const stop = new AbortController();
  const waiting = locator.refresh(stop.signal);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortedError' });
  open();
  await locator.refresh();
  expect(locator.mapped).toBe(true);
  expect(pathsOf(await locator.locate('teapot', [], 9))).toContain('lib/flow.ts');
});

test('a map that cannot be read takes nothing from the rest', async () => {
  const store = await storeOf(TEAPOT);
  const broken: FileStore = {
    ...store,
    list: () => Promise.reject(new Error('EIO')),
  };
  const locator = new Locator(store, { code: new CodeIndex({ workspace: broken, code }) });
  await locator.refresh();
  expect(locator.mapped).toBe(false);
  expect(pathsOf(await locator.locate('teapot', [], 9))).toEqual(['src/teapot.ts']);
});
