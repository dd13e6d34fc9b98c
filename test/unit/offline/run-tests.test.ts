// “Run the tests” runs what the project tests with, asked about like any command, and says how it ended.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asksToRunTests } from '../../../runtime/models/offline/plan/run-tests.js';
import type { ApprovalRequest } from '../../../runtime/ports/index.js';
import { engineOn } from './answer-on.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'run-tests-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const testsWith = (script: string): void =>
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ scripts: { test: script } }));

async function ask(decision: 'allow' | 'deny', mode = 'ask') {
  const asked: ApprovalRequest[] = [];
  const engine = await engineOn(root, {
    settings: { 'memfun.mode': mode, 'memfun.sandbox.engine': 'quickjs' },
    approvals: {
      ask: async (request) => {
        asked.push(request);
        return { decision };
      },
    },
  });
  try {
    const { answer } = await engine.ask('run the tests');
    return { answer, asked: asked.map(({ command }) => command) };
  } finally {
    await engine.close();
  }
}

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
  ])('“%s”', (text) => expect(asksToRunTests(text)).toBe(true));

  test.each([
    'run the tests and fix what fails',
    'where are the tests run?',
    'how do I run the tests?',
    'run the tests for the cache',
    'wie führe ich die Tests aus?',
    'welche Tests laufen langsam?',
  ])('and not “%s”', (text) => expect(asksToRunTests(text)).toBe(false));
});
