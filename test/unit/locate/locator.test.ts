// Locating: which files a text speaks of, in a folder with and without a history.
import { expect, test } from 'vitest';
import { Locator, type PastCommit } from '../../../runtime/locate/index.js';
import { StorageReadError } from '../../../runtime/storage/index.js';
import { passTurns, turnsDuring } from '../../support/event-loop.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

async function folderOf(files: Readonly<Record<string, string>>) {
  const store = createMemoryFileStore();
  for (const [path, content] of Object.entries(files)) {
    const at = path.lastIndexOf('/');
    if (at > 0) await store.ensureDir(path.slice(0, at));
    await store.write(path, text(content));
  }
  const locator = new Locator(store);
  await locator.refresh();
  return { store, locator };
}

const filler = (count: number): string =>
  Array.from({ length: count }, (_, at) => `const unrelated${at} = ${at};`).join('\n');

const FILES = {
  'src/http/retry.ts': `${filler(90)}\n/** Waits longer after every failed attempt. */\nexport function backoffDelay(attempt: number): number {\n  return 100 * 2 ** attempt;\n}\n`,
  'src/http/client.ts': 'export const send = (request: Request) => fetch(request);\n',
  'src/billing/invoice.ts':
    'export function invoiceTotal(lines: number[]) { return lines.length; }\n',
  'docs/guide.md': 'The guide speaks of proxies and of what failed.\n'.repeat(3),
  'package-lock.json': '{ "failed": "attempt delay backoff" }\n',
};

const pathsOf = (located: readonly { readonly path: string }[]) => located.map(({ path }) => path);

test('identifiers are found by their parts, and the passage that says it is named', async () => {
  const { locator } = await folderOf(FILES);
  const [first] = await locator.locate('The backoff delay is wrong after a failed attempt', [], 5);
  expect(first?.path).toBe('src/http/retry.ts');
  expect(first?.startLine).toBeLessThanOrEqual(91);
  expect(first?.endLine).toBeGreaterThanOrEqual(93);
});

test('a name alone finds a file whose text does not have the word', async () => {
  const { locator } = await folderOf({ ...FILES, 'src/teapot.ts': 'export const x = 1;\n' });
  expect(pathsOf(await locator.locate('teapot breaks', [], 1))).toEqual(['src/teapot.ts']);
});

test('what changed for similar reasons before comes first, although it has none of the words', async () => {
  const { locator } = await folderOf(FILES);
  const history: readonly PastCommit[] = [
    { message: 'Customers are charged twice', files: ['src/billing/invoice.ts'] },
    { message: 'Guide mentions proxies', files: ['docs/guide.md'] },
    { message: 'Customers of the north see wrong taxes', files: ['src/billing/invoice.ts'] },
  ];
  const located = await locator.locate('Some customers were charged nothing', history, 5);
  expect(located[0]).toMatchObject({ path: 'src/billing/invoice.ts', parts: { passage: 0 } });
  expect(located[0]?.startLine).toBeUndefined();
  expect(await locator.locate('Some customers were charged nothing', [], 5)).toEqual([]);
});

test('what changed together with a file that fits is found beside it, and no file by being new alone', async () => {
  const { locator } = await folderOf({
    'src/teapot.ts': 'export const teapot = 1;\n',
    'web/page.ts': 'export const x = 1;\n',
    'data/table.ts': 'export const y = 1;\n',
  });
  const history: readonly PastCommit[] = [
    { message: 'Unrelated', files: ['data/table.ts'] },
    { message: 'Something else', files: ['src/teapot.ts', 'web/page.ts'] },
  ];
  const located = await locator.locate('The teapot leaks', history, 9);
  expect(pathsOf(located)).toEqual(['src/teapot.ts', 'web/page.ts']);
  expect(located[1]?.parts).toMatchObject({ together: 1, passage: 0, recent: 0 });
});

test('of two files that fit as well, the one that changed lately comes first', async () => {
  const twin = 'export const teapot = 1;\n';
  const { locator } = await folderOf({ 'a/one.ts': twin, 'b/two.ts': twin });
  const history = (path: string): readonly PastCommit[] => [{ message: 'Unlike', files: [path] }];
  for (const path of ['a/one.ts', 'b/two.ts'])
    expect(pathsOf(await locator.locate('teapot', history(path), 1))).toEqual([path]);
});

test('the test of what fits comes with it, and what a test that fits is the test of', async () => {
  const { locator } = await folderOf({
    'src/kettle.ts': 'export const boils = 1;\n',
    'test/unit/kettle.test.ts': 'whistles();\n',
    'lib/other.ts': 'export const z = 1;\n',
  });
  expect(pathsOf(await locator.locate('it boils', [], 9))).toEqual([
    'src/kettle.ts',
    'test/unit/kettle.test.ts',
  ]);
  expect((await locator.locate('it whistles', [], 9))[1]).toMatchObject({
    path: 'src/kettle.ts',
    parts: { pair: 1, passage: 0 },
  });
});

test('each clause of a text may speak of another file', async () => {
  const { locator } = await folderOf({
    'a/kettle.ts': 'kettle boils water loud\n',
    'b/mixed.ts': 'kettle lamp\n',
    'c/lamp.ts': 'lamp shines bright night\n',
  });
  const located = await locator.locate('The kettle boils loud; the lamp shines at night', [], 3);
  expect(pathsOf(located).slice(0, 2).sort()).toEqual(['a/kettle.ts', 'c/lamp.ts']);
  const clauses = located.map(({ parts }) => parts.clauses);
  expect(Math.min(...clauses.slice(0, 2))).toBeGreaterThan(clauses[2] ?? 1);
});

test('files that are gone from the folder are not found by their history', async () => {
  const { locator } = await folderOf(FILES);
  const history = [{ message: 'Charge customers', files: ['src/old/charging.ts'] }];
  expect(await locator.locate('charge customers', history, 5)).toEqual([]);
});

test('lock files are left out; trailers, tickets and addresses are not read as words', async () => {
  const { locator } = await folderOf(FILES);
  expect(pathsOf(await locator.locate('failed attempt delay backoff', [], 9))).not.toContain(
    'package-lock.json',
  );
  const noise =
    'Fixes #12\nCo-authored-by: Guide <guide@example.org>\nhttps://example.org/guide/proxies';
  expect(await locator.locate(noise, [], 5)).toEqual([]);
  expect(await locator.locate('', [], 5)).toEqual([]);
});

test('a change, a new file and a removed one are seen at the next look, many times over', async () => {
  const { store, locator } = await folderOf(FILES);
  for (let round = 0; round < 30; round++) {
    await store.write(`src/round${round}.ts`, text(`// Speaks of porcupine${round} alone.\n`));
    if (round > 0) await store.remove(`src/round${round - 1}.ts`);
    await locator.refresh();
    expect(pathsOf(await locator.locate(`porcupine${round}`, [], 3))).toEqual([
      `src/round${round}.ts`,
    ]);
    if (round > 0)
      expect(
        (await locator.locate(`porcupine${round - 1}`, [], 3)).filter(
          ({ parts }) => parts.passage > 0,
        ),
      ).toEqual([]);
  }
  expect((await locator.locate('invoice total', [], 1))[0]?.path).toBe('src/billing/invoice.ts');
});

test('binary files and files of megabytes do no harm', async () => {
  const { locator } = await folderOf({
    ...FILES,
    'data/huge.txt': 'backoff delay '.repeat(100_000),
    'data/image.bin': 'backoff\0delay',
  });
  const located = await locator.locate('backoff delay', [], 9);
  expect(located[0]?.path).toBe('src/http/retry.ts');
  expect(pathsOf(located)).not.toContain('data/huge.txt');
});

test('a file that may not be read is known by its name, and the others are found all the same', async () => {
  const { store } = await folderOf(FILES);
  const locator = new Locator({
    ...store,
    read: async (path, signal) => {
      if (path === 'src/http/client.ts') throw new StorageReadError(path, new Error('EACCES'));
      return await store.read(path, signal);
    },
  });
  await locator.refresh();
  expect(pathsOf(await locator.locate('backoff delay', [], 1))).toEqual(['src/http/retry.ts']);
  expect(pathsOf(await locator.locate('client', [], 1))).toEqual(['src/http/client.ts']);
  expect(locator.unread).toBe(1);
});

test('beyond what is kept, names still count, and it is told how much was not read', async () => {
  const store = createMemoryFileStore();
  for (let at = 0; at < 9; at++) await store.write(`f${at}.ts`, text(`word${at}\n`));
  const locator = new Locator(store, { mostPassages: 4 });
  await locator.refresh();
  expect(locator.unread).toBe(5);
  expect(pathsOf(await locator.locate('word3', [], 1))).toEqual(['f3.ts']);
  expect(await locator.locate('word8', [], 1)).toEqual([]);
  expect(pathsOf(await locator.locate('f8.ts', [], 1))).toEqual(['f8.ts']);
});

test('a stop ends a look that has begun', async () => {
  const store = createMemoryFileStore();
  for (let at = 0; at < 50; at++) await store.write(`f${at}.ts`, text(`word${at}\n`));
  const stop = new AbortController();
  const looking = new Locator(store).refresh(stop.signal);
  stop.abort();
  await expect(looking).rejects.toMatchObject({ name: 'AbortedError' });
});

test('others have their turn while files are ranked, and a stop ends the ranking, not what it knows', async () => {
  const { locator } = await folderOf(FILES);
  const history = [{ message: 'Customers are charged', files: ['src/billing/invoice.ts'] }];
  const question = 'The backoff delay is wrong; customers are charged twice';
  const expected = await locator.locate(question, history, 5);
  const turns = await turnsDuring(() => locator.locate(question, history, 5));
  expect(turns).toBeGreaterThan(5);

  for (let turn = 0; turn < 4; turn++) {
    const stop = new AbortController();
    const ranking = locator.locate(question, [...history], 5, stop.signal);
    const ended = expect(ranking).rejects.toMatchObject({ name: 'AbortedError' });
    await passTurns(turn);
    stop.abort();
    await ended;
    expect(await locator.locate(question, history, 5)).toEqual(expected);
  }
});

test('whenever a look is stopped, the next one knows all names', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 230 }, (_, at) => [`f${at}.ts`, `word${at}\n`]),
  );
  for (let turns = 222; turns < 240; turns += 2) {
    const { store } = await folderOf({});
    for (const [path, content] of Object.entries(files)) await store.write(path, text(content));
    const locator = new Locator(store);
    const stop = new AbortController();
    const looking = locator.refresh(stop.signal).catch(() => undefined);
    await passTurns(turns);
    stop.abort();
    await looking;
    await locator.refresh();
    const [first] = await locator.locate('f229', [], 1);
    expect(first).toMatchObject({ path: 'f229.ts', parts: { path: 1 } });
  }
});
