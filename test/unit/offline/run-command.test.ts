// “Run the tests”, “lint the code” and “run `make docs`” run the project's own command, asked about, and say how it ended.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wantedIn } from '../../../runtime/models/offline/plan/run-command.js';
import { decided } from './answer-on.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'run-tests-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const hasScripts = (scripts: Readonly<Record<string, string>>): void =>
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ scripts }));
const testsWith = (script: string): void => hasScripts({ test: script });

const ask = (decision: 'allow' | 'deny', mode = 'ask', text = 'run the tests') =>
  decided(root, text, { decision, mode });

test('allowed, they run, and that they pass is said', async () => {
  testsWith('node -e 0');
  expect(await ask('allow')).toEqual({
    answer: 'The tests pass (`npm test`).',
    asked: ['npm test'],
  });
});

test('those that fail are shown', async () => {
  testsWith(`node -e "console.log('1 of 3 broke'); process.exit(1)"`);
  const { answer } = await ask('allow');
  expect(answer).toMatch(/^The tests fail \(`npm test`\):\n\n```/);
  expect(answer).toContain('1 of 3 broke');
});

test('not allowed, they do not run, and how to allow them is said', async () => {
  testsWith('node -e 0');
  expect((await ask('deny')).answer).toBe(
    'The tests did not run: `npm test` was not allowed. `/auto whitelist add npm test` allows it for good.',
  );
});

test('where nothing may run, that is said', async () => {
  testsWith('node -e 0');
  const { answer, asked } = await ask('allow', 'plan');
  expect(answer).toContain('I may not run commands here');
  expect(asked).toEqual([]);
});

test('a project without tests that are known is told so', async () => {
  writeFileSync(path.join(root, 'notes.txt'), 'nothing to test');
  expect((await ask('allow')).answer).toBe('I found no tests that I know how to run.');
});

describe('asks for nothing but the tests to run', () => {
  test.each([
    'run the tests',
    'Can you please run all our tests again?',
    'do the tests pass?',
    'Führe die Tests aus',
    'lass die Tests laufen',
    'Kannst du bitte alle Tests ausführen?',
    'Laufen die Tests durch?',
  ])('“%s”', (text) => expect(wantedIn(text)).toBe('test'));

  test.each([
    'run the tests and fix what fails',
    'where are the tests run?',
    'how do I run the tests?',
    'run the tests for the cache',
    'wie führe ich die Tests aus?',
    'welche Tests laufen langsam?',
  ])('and not “%s”', (text) => expect(wantedIn(text)).toBeUndefined());
});

test('another script of the project is run for what it is for, and its last lines are shown', async () => {
  hasScripts({ lint: `node -e "console.log('all clean')"`, fmt: 'node -e 0' });
  const linted = await ask('allow', 'ask', 'lint the code');
  expect(linted.asked).toEqual(['npm run lint']);
  expect(linted.answer).toMatch(/^`npm run lint` has run without an error:\n\n```\n/);
  expect(linted.answer).toContain('all clean');
  expect((await ask('deny', 'ask', 'format the code')).answer).toBe(
    '`npm run fmt` did not run: it was not allowed. `/auto whitelist add npm run fmt` allows it for good.',
  );
  expect((await ask('allow', 'ask', 'build the project')).answer).toMatch(
    /^I found no command of this project that builds it\./,
  );
});

test('a command that is named is run as it is', async () => {
  writeFileSync(path.join(root, 'go.js'), 'console.log("went"); process.exit(3)');
  const { answer, asked } = await ask('allow', 'ask', 'please run node go.js');
  expect(asked).toEqual(['node go.js']);
  expect(answer).toBe('`node go.js` failed:\n\n```\nwent\n```');
});

describe('asks for one thing to be run', () => {
  test.each([
    ['build the project', 'build'],
    ['does the code compile?', 'build'],
    ['Baue das Projekt', 'build'],
    ['run the linter', 'lint'],
    ['lint the code', 'lint'],
    ['Lass den Linter laufen', 'lint'],
    ['format the code', 'format'],
    ['Formatiere den Code', 'format'],
    ['check the types', 'types'],
    ['run the type checker', 'types'],
    ['Prüfe die Typen', 'types'],
    ['run npm run build', { command: 'npm run build' }],
    ['Run `make docs`, please', { command: 'make docs' }],
    ['execute git status', { command: 'git status' }],
    ['Führe `make docs` aus', { command: 'make docs' }],
    ['Kannst du npm run build ausführen?', { command: 'npm run build' }],
    ['build a cache for the client', undefined],
    ['format the date in the header', undefined],
    ['check the types of the arguments', undefined],
    ['run rm -rf src', undefined],
    ['run git blame on the parser and tell me who wrote it', undefined],
    ['run the migration', undefined],
    ['how do I run npm run build?', undefined],
    ['baue einen Cache ein', undefined],
    ['prüfe die Typen der Argumente', undefined],
  ])('“%s”', (text, wanted) => expect(wantedIn(text)).toEqual(wanted));
});
