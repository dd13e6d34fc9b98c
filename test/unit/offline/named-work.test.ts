// A review, a refactoring, tests and the mending of a fault are about what the message names with @, and about nothing else.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewAnswerSchema } from '../../../runtime/models/index.js';
import { beginRepository, gitIn } from '../../support/git.js';
import { type Engine, engineOn } from './answer-on.js';

let root = '';
let engine: Engine;
const put = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
};

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'memfun-work-'));
  put('package.json', '{"devDependencies":{"vitest":"3"}}');
  put(
    'src/horse.ts',
    'export function ride(a: string) {\n  debugger;\n  return a;\n}\n\nexport function rest(a: string) {\n  return a == "hay";\n}\n',
  );
  put('src/boats/lake.ts', 'export function row() {\n  debugger;\n}\n');
  put('docs/guide.md', '# Guide\n');
  beginRepository(root);
  engine = await engineOn(root);
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

async function review(text: string): Promise<{ readonly summary: string; readonly at: string[] }> {
  const { data } = await engine.ask(text);
  const { summary, findings } = reviewAnswerSchema.parse(data);
  return { summary, at: findings.map((one) => `${one.path}:${one.line}`) };
}

test.each([
  ['/review-code @src/horse.ts', ['src/horse.ts:2', 'src/horse.ts:7']],
  ['/review-code @src/horse.ts:6-8', ['src/horse.ts:7']],
  ['/review-code @src/boats/', ['src/boats/lake.ts:2']],
  ['/review-code @symbol:row @symbol:ride', ['src/boats/lake.ts:2', 'src/horse.ts:2']],
])('a review of %s finds nothing elsewhere', async (text, places) => {
  const { summary, at } = await review(text);
  expect(at.sort()).toEqual(places);
  expect(summary).toContain('and nowhere else.');
});

test('a review of changes sees the changed lines alone', async () => {
  expect((await review('/review-code @diff')).summary).toContain('`@diff` is empty');
  put(
    'src/horse.ts',
    'export function ride(a: string) {\n  debugger;\n  return a;\n}\n\nexport function rest(a: string) {\n  debugger;\n  return a == "hay";\n}\n',
  );
  const { summary, at } = await review('/review-code @diff');
  gitIn(root)('checkout', '-q', '.');
  expect(at).toEqual(['src/horse.ts:7']);
  expect(summary).toContain('I checked 1 line in one file');
});

test('what holds no code, is no code, or is not there is said, and nothing else is reviewed', async () => {
  const folder = await review('/review-code @docs/');
  expect(folder.summary).toContain('`@docs/` holds no code that can be read.');
  const gone = await review('/review-code @src/gone.ts');
  expect(gone.summary).toContain('`@src/gone.ts` was not found.');
  const both = await review('/review-code @src/boats/lake.ts and @src/gone.ts');
  expect(both.summary).toContain('`@src/gone.ts` was not found.');
  expect([...folder.at, ...gone.at, ...both.at]).toEqual(['src/boats/lake.ts:2']);
});

test.each([
  ['/refactor @src/boats', 'Refactoring needs a real language model', 'src/boats/lake.ts:2'],
  ['/fix-bugs @symbol:rest', 'mending it needs a real language model', 'src/horse.ts:7'],
  ['fix @symbol:rest', 'mending it needs a real language model', 'src/horse.ts:7'],
  ['refactor @symbol:rest please', 'Refactoring needs a real language model', 'src/horse.ts:7'],
  ['review @symbol:rest', 'Static rules see patterns, not intent', 'src/horse.ts:7'],
  ['prüfe @symbol:rest', 'Static rules see patterns, not intent', 'src/horse.ts:7'],
  ['gibt es Fehler in @symbol:rest?', 'Static rules see patterns, not intent', 'src/horse.ts:7'],
  ['kannst du @symbol:rest bitte refaktorieren?', 'Refactoring needs a real', 'src/horse.ts:7'],
  ['behebe @symbol:rest', 'mending it needs a real language model', 'src/horse.ts:7'],
])('%s names the places there, and what takes a model', async (text, said, place) => {
  const { answer } = await engine.ask(text);
  expect(answer).toContain(said);
  expect([...answer.matchAll(/\(`(.+?)`\)/g)].map(([, at]) => at)).toEqual([place]);
});

test('/analyze-code tells the named folder, not the project', async () => {
  const { answer } = await engine.ask('/analyze-code @src/boats/');
  expect(answer).toContain('**`src/boats/`** holds one file.');
});

test('tests are laid out for what is named: a folder, a definition, changes', async () => {
  const folder = await engine.ask('/generate-tests @src/boats/');
  expect(folder.answer).toContain('1 open tests into `src/boats/lake.test.ts`');
  expect(folder.answer).toContain('Writing what they expect needs a real language model');
  const one = await engine.ask('/generate-tests @symbol:rest');
  expect(one.answer).toContain('1 open tests into `src/horse.test.ts`');
  expect(one.answer).not.toContain('lake');
});
