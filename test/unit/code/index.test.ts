// The index follows the workspace, and the tools over it answer within their limits.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { CodeIndex, createCodeService } from '../../../runtime/code/index.js';
import { silentLogger } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { createCodeTools } from '../../../runtime/tools/code-tools.js';
import { turnsDuring } from '../../support/event-loop.js';

const code = createCodeService({ assetsDir: path.resolve('dist') });
afterAll(() => code.dispose());

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'code-index-'));
  await mkdir(path.join(root, 'src'));
  await put('src/core.ts', 'export function parseConfig() {}\nexport class Settings {}\n');
  await put(
    'src/a.ts',
    "import { parseConfig } from './core.js';\nexport const a = parseConfig();\n",
  );
  await put(
    'src/b.ts',
    "import { parseConfig } from './core.js';\nexport const b = parseConfig();\n",
  );
});

afterEach(() => rm(root, { recursive: true, force: true }));

const put = (file: string, text: string) => writeFile(path.join(root, file), text);
const newIndex = () => new CodeIndex({ workspace: createNodeFileStore(root), code });

async function call(name: string, input: Record<string, unknown>): Promise<unknown> {
  const index = newIndex();
  const tools = createCodeTools({ workspace: createNodeFileStore(root), code, index });
  const tool = tools.find((t) => t.name === name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  const context = {
    signal: new AbortController().signal,
    logger: silentLogger,
    caller: 'test',
    turnId: 'turn',
    stepId: undefined,
  };
  return tool.output.parse(await tool.run(tool.input.parse(input), context));
}

test('only what has changed is parsed again', async () => {
  const index = newIndex();
  expect(await index.refresh()).toMatchObject({ parsed: 3, unchanged: 0 });
  await put('src/a.ts', 'export function renamedThing() {}\n');
  await rm(path.join(root, 'src/b.ts'));
  expect(await index.refresh()).toMatchObject({ parsed: 1, unchanged: 1, removed: 1 });
  expect(index.symbols('renamedThing')).toMatchObject([{ path: 'src/a.ts', startLine: 1 }]);
  expect(index.symbols('b')).toEqual([]);
});

test('who uses whom is found out once until a file changes, and anew after that', async () => {
  const index = newIndex();
  await index.refresh();
  const before = await index.references();
  expect(before.map(({ from, to }) => `${from} ${to}`)).toEqual([
    'src/a.ts src/core.ts',
    'src/b.ts src/core.ts',
  ]);
  await index.refresh();
  expect(await index.references()).toBe(before);
  await put('src/a.ts', 'export const a = 1;\n');
  await index.refresh();
  expect(await index.references()).toMatchObject([{ from: 'src/b.ts', to: 'src/core.ts' }]);
  await rm(path.join(root, 'src/b.ts'));
  await index.refresh();
  expect(await index.references()).toEqual([]);
});

test('who uses whom is made once for two that ask, and a change in between is not lost', async () => {
  const index = newIndex();
  await index.refresh();
  const [made, again] = await Promise.all([index.references(), index.references()]);
  expect(again).toBe(made);

  for (let at = 0; at < 120; at++) await put(`src/f${at}.ts`, `parseConfig(); // ${at}\n`);
  await index.refresh();
  const before = index.references();
  await put('src/a.ts', 'export const a = 1;\n');
  await index.refresh();
  await before;
  const from = (await index.references()).map((edge) => edge.from);
  expect(from).toHaveLength(121);
  expect(from).not.toContain('src/a.ts');

  const stop = new AbortController();
  await put('src/a.ts', 'parseConfig();\n');
  await index.refresh();
  const stopped = index.references(stop.signal);
  stop.abort();
  await expect(stopped).rejects.toMatchObject({ name: 'AbortedError' });
  expect(await index.references()).toHaveLength(122);
});

test('generated and minified files are left out and counted', async () => {
  await put('src/gen.ts', '// @generated\nexport function made() {}\n');
  await put('src/min.js', `function small(){}${';f()'.repeat(500)}`);
  const index = newIndex();
  expect(await index.refresh()).toMatchObject({ skipped: 2, failed: [] });
  expect(index.symbols('made')).toEqual([]);
});

test('an aborted refresh rejects and a later one completes', async () => {
  const index = newIndex();
  await expect(index.refresh(AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
  expect(await index.refresh()).toMatchObject({ parsed: 3 });
});

test('the file that others use ranks first', async () => {
  const index = newIndex();
  await index.refresh();
  expect((await index.ranked())[0]?.path).toBe('src/core.ts');
  const sum = (await index.ranked()).reduce((total, { rank }) => total + rank, 0);
  expect(sum).toBeCloseTo(1, 6);
});

test('others have their turn while files are ranked, and a stop ends it', async () => {
  const index = newIndex();
  await index.refresh();
  expect(await turnsDuring(() => index.ranked(['a.ts']))).toBeGreaterThan(20);
  const stop = new AbortController();
  const ranking = index.ranked([], stop.signal);
  setImmediate(() => stop.abort());
  await expect(ranking).rejects.toMatchObject({ name: 'AbortedError' });
});

test('symbols are found by initials or parts of their name', async () => {
  const found = { name: 'parseConfig', kind: 'function', path: 'src/core.ts', startLine: 1 };
  expect(await call('symbols', { query: 'pC' })).toMatchObject({ symbols: [found] });
  expect(await call('symbols', { query: 'par_con' })).toMatchObject({ symbols: [found] });
  expect(await call('symbols', { query: 'zzz' })).toEqual({ symbols: [] });
});

test('an outline of an unsupported file says that its language is unknown', async () => {
  await put('notes.md', '# Notes\n');
  const nothing = { path: 'notes.md', language: null, symbols: [] };
  expect(await call('outline', { path: 'notes.md' })).toEqual(nothing);
  expect(await call('outline', { path: 'src/core.ts' })).toMatchObject({
    language: 'typescript',
    symbols: [{ name: 'parseConfig' }, { name: 'Settings' }],
  });
});

test('parseAst keeps to the lines asked for', async () => {
  const nodes = await call('parseAst', {
    path: 'src/core.ts',
    startLine: 2,
    query: '(_ name: (_) @n)',
  });
  expect(nodes).toMatchObject({ nodes: [{ text: 'Settings', startLine: 2 }] });
});

test.each([1, 20, 40, 1000])('a repo map of %d tokens keeps within them', async (tokens) => {
  const map = await call('repoMap', { tokens });
  expect((map as { text: string }).text.length).toBeLessThanOrEqual(tokens * 3);
  if (tokens === 1000) expect(map).toMatchObject({ files: [{ path: 'src/core.ts' }, {}, {}] });
});
