// `memfun policy check` says what would be decided, by text, JSON and exit code, and runs nothing.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

function memfun(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/memfun.cjs', 'policy', ...args],
    {
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

test('an allowed command ends with 0', () => {
  const { status, stdout } = memfun('check', '--mode', 'ask', '--json', '--', 'git status && ls');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    decision: 'allow',
    parts: [{ text: 'git status' }, { text: 'ls' }],
  });
});

test('a command that asks ends with 3, one that is denied with 4', () => {
  expect(memfun('check', '--allow', 'npm test', '--', 'npm test; rm x').status).toBe(3);
  const denied = memfun('check', '--mode', 'bypass', '--deny', 'rm', '--', 'env A=1 rm x');
  expect(denied.status).toBe(4);
  expect(denied.stdout).toMatch(/^deny: .*"rm" is denied/);
});

test('a wrong mode, verb or missing command ends with 2 and says what to do', () => {
  const wrong = memfun('check', '--mode', 'yolo', '--', 'ls');
  expect([wrong.status, wrong.stderr]).toEqual([
    2,
    expect.stringContaining('ask, auto, plan, bypass'),
  ]);
  expect(memfun('check').status).toBe(2);
  expect(memfun('frob').status).toBe(2);
});
