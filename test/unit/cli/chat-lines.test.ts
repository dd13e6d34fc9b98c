// `memfun chat` takes any number of lines at once: what comes while many wait is not lost, and its order stays.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const LINES = 70;

test('every line of a long input is heard, in order', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'memfun-home-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  mkdirSync(path.join(home, 'work'));
  const numbers = Array.from({ length: LINES }, (_, index) => index);
  const { status, stderr } = spawnSync(
    process.execPath,
    ['dist/memfun.cjs', 'chat', '--dir', path.join(home, 'work'), '--quiet'],
    {
      encoding: 'utf8',
      input: numbers.map((number) => `/forget shelf${number}\n`).join(''),
      env: { ...process.env, MEMFUN_HOME: home, MEMFUN_MODEL: '', LC_ALL: 'C' },
    },
  );
  expect(status).toBe(0);
  expect([...stderr.matchAll(/“shelf(\d+)”/g)].map(([, n]) => Number(n))).toEqual(numbers);
});
