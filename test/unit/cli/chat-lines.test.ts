// `memfun chat` takes any number of lines at once: what comes while many wait is not lost, and its order stays.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const LINES = 70;

test('every line of a long input is heard, in order', () => {
  const numbers = Array.from({ length: LINES }, (_, index) => index);
  const { status, stderr } = chatWith(numbers.map((number) => `/forget shelf${number}\n`).join(''));
  expect(status).toBe(0);
  expect([...stderr.matchAll(/“shelf(\d+)”/g)].map(([, n]) => Number(n))).toEqual(numbers);
});

test('a last line that was to go on is heard, though nothing follows', () => {
  const { status, stderr } = chatWith('/forget first\n/forget last\\\n');
  expect(status).toBe(0);
  expect([...stderr.matchAll(/“(\w+)”/g)].map(([, word]) => word)).toEqual(['first', 'last']);
});

function chatWith(input: string): { readonly status: number | null; readonly stderr: string } {
  const home = mkdtempSync(path.join(tmpdir(), 'memfun-home-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  mkdirSync(path.join(home, 'work'));
  return spawnSync(
    process.execPath,
    ['dist/memfun.cjs', 'chat', '--dir', path.join(home, 'work'), '--quiet'],
    {
      encoding: 'utf8',
      input,
      env: { ...process.env, MEMFUN_HOME: home, MEMFUN_MODEL: '', LC_ALL: 'C' },
    },
  );
}
