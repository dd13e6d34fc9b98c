// A file, a folder or a function that a message names without @ is what it is answered from, or said not to be there.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, engineOn } from './answer-on.js';

const FIXTURE = path.resolve(import.meta.dirname, '../../fixtures/repos/typescript');

let root = '';
let engine: Engine;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'bare-names-'));
  cpSync(FIXTURE, root, { recursive: true });
  engine = await engineOn(root, {
    settings: { 'memfun.sandbox.engine': 'quickjs', 'memfun.memory.enabled': false },
  });
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

const answerTo = async (text: string): Promise<string> => (await engine.ask(text)).answer;

test.each([
  ['explain retry.ts', /^\*\*`src\/retry\.ts`\*\* \(38 lines\)/],
  ['Erkläre retry.ts', /^\*\*`src\/retry\.ts`\*\* \(38 lines\)/],
  ['show me src/cache.ts', /^\*\*`src\/cache\.ts`\*\* \(40 lines\)/],
  ["what's in src?", /^\*\*`src\/`\*\* holds 8 files\./],
  ['Was ist in src?', /^\*\*`src\/`\*\* holds 8 files\./],
  ['review cache.ts', /I checked 39 lines in one file/],
  ['Prüfe limiter.ts', /I checked 22 lines in one file/],
  ['refactor src/cache.ts', /^Refactoring needs a real language model/],
  ['add a test for backoff', /I looked at `backoff` and nowhere else/],
])('“%s” is about that', async (text, expected) => {
  expect(await answerTo(text)).toMatch(expected);
});

test('a matter within a file is looked for in that file', async () => {
  const { citations } = await engine.ask('how does retry.ts handle timeouts?');
  expect([...new Set(citations.map(({ path: file }) => file))]).toEqual(['src/retry.ts']);
});

test('a file that is not there is said not to be there, with those of a similar name', async () => {
  expect(await answerTo('explain retri.ts')).toMatch(
    /^`retri\.ts` was not found\. Files of a similar name: .*`src\/retry\.ts`/,
  );
});

test('a word that names nothing is asked about as any other', async () => {
  expect(await answerTo('what is in the cache?')).toContain('**`Cache`** (`src/cache.ts:8`)');
});
