// Checks of real projects with the real tools of this machine: what passes, what fails, what is not there.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type CheckResult,
  checkLine,
  detectChecks,
  runChecks,
} from '../../runtime/checks/index.js';
import { runCommand } from '../../runtime/processes/index.js';
import { createNodeFileStore } from '../../runtime/storage/index.js';

let root = '';
const signal = new AbortController().signal;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'checks-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

async function check(
  changed: readonly string[],
  budgetMs = 120_000,
): Promise<readonly CheckResult[]> {
  const files = createNodeFileStore(root);
  return runChecks(await detectChecks(files, changed, signal), {
    root,
    budgetMs,
    signal,
    exists: async (name) => (await files.stat(name)) !== undefined,
    run: ({ command, cwd }, timeoutMs) =>
      runCommand({ command, cwd: path.join(root, cwd), timeoutMs, signal }),
  });
}

/** A package whose tools are those of this project. */
function nodePackage(scripts: Readonly<Record<string, string>>): void {
  write('package.json', JSON.stringify({ type: 'module', scripts }));
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
}

test('tsc, oxlint, biome and node --test: each says where, and the tests say which', async () => {
  nodePackage({
    lint: 'oxlint --deny-warnings src',
    'format:check': 'biome lint src',
    typecheck: 'tsc --noEmit --strict --skipLibCheck --types node src/a.ts',
    test: 'node --test',
  });
  write('src/a.ts', 'export const one: number = "1";\ndebugger;\nif (one == 1) one;\n');
  write(
    'a.test.js',
    "import test from 'node:test';\nimport assert from 'node:assert';\ntest('adds', () => assert.equal(1, 2));\n",
  );
  const results = await check(['src/a.ts']);
  expect(results.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['format', 'failed'],
    ['lint', 'failed'],
    ['types', 'failed'],
    ['test', 'failed'],
  ]);
  const [biome, oxlint, tsc, tests] = results;
  expect(biome?.findings.some(({ path: name, line }) => name === 'src/a.ts' && line === 3)).toBe(
    true,
  );
  expect(oxlint?.findings.some(({ path: name, line }) => name === 'src/a.ts' && line === 2)).toBe(
    true,
  );
  expect(tsc?.findings).toMatchObject([{ path: 'src/a.ts', line: 1, code: 'TS2322' }]);
  expect(tests?.failedTests).toEqual(['adds']);
  expect(results.map(checkLine)[3]).toBe('tests (npm test): failed, 1 tests failed, 1 problem');
});

test('what is in order passes', async () => {
  nodePackage({ typecheck: 'tsc --noEmit --strict --skipLibCheck --types node src/a.ts' });
  write('src/a.ts', 'export const one: number = 1;\n');
  expect(await check(['src/a.ts'])).toMatchObject([{ outcome: 'passed', findings: [] }]);
});

test('a tool that is not installed is told from a check that fails', async () => {
  write('package.json', JSON.stringify({ scripts: { lint: 'no-such-linter src' } }));
  const [result] = await check(['src/a.ts']);
  expect(result).toMatchObject({ outcome: 'broken' });
  expect(result === undefined ? '' : checkLine(result)).toContain('not installed');
});

test('unittest of the Python that is there', async () => {
  write('setup.py', '');
  write('tests/__init__.py', '');
  write(
    'tests/test_a.py',
    'import unittest\n\nclass A(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(1, 2)\n',
  );
  const python = execFileSync('sh', ['-c', 'command -v python || command -v python3 || true'])
    .toString()
    .trim();
  const [result] = await check(['tests/test_a.py']);
  if (python.endsWith('/python')) {
    expect(result?.failedTests[0]).toContain('test_adds');
  } else expect(result).toMatchObject({ outcome: 'broken' });
});

test('a check without time left is not run, and says so', async () => {
  write('package.json', JSON.stringify({ scripts: { lint: 'sleep 30', test: 'true' } }));
  const results = await check(['a.ts'], 2_500);
  expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['failed', 'it took too long and was ended'],
    ['skipped', 'the time for checks is used up'],
  ]);
});
