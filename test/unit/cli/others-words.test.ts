// What a person wrote is printed as it is, also where it says the same as a text that has a translation.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const OURS = 'Nothing was running.';
/** It would be the German of it. */
const SAID = /Es lief nichts|Dateien/;

let home = '';
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'memfun-home-'));
  mkdirSync(path.join(home, 'work'), { recursive: true });
  writeFileSync(path.join(home, 'work', 'notes.md'), `- Files\n- ${OURS}\n`);
  memfun(['memory', 'save', `It stopped. ${OURS}`]);
  memfun(['memory', 'save', OURS]);
});
afterAll(() => rmSync(home, { recursive: true }));

function memfun(args: readonly string[], input = ''): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/memfun.cjs', ...args, '--dir', path.join(home, 'work'), '--quiet'],
    {
      encoding: 'utf8',
      input,
      env: { ...process.env, MEMFUN_HOME: home, MEMFUN_MODEL: '', LC_ALL: 'de_DE.UTF-8' },
    },
  );
  return `${stdout}${stderr}`;
}

test.each([
  [['memory', 'profile'], '## Das Projekt'],
  [['memory', 'list'], '(Projekt, Tatsache)'],
  [['memory', 'export', '--format', 'markdown'], OURS],
])('memfun %s', (args, said) => {
  const told = memfun(args);
  expect(told).toContain(said);
  expect(told).toContain(OURS);
  expect(told).not.toMatch(SAID);
});

test('in the chat: rows of memory, and what an import would bring', () => {
  const told = memfun(['chat'], '/timeline\n/memory\n/memory import notes.md\n');
  expect(told).toContain(`It stopped. ${OURS} \``);
  expect(told).toContain('- neu: Files');
  expect(told).not.toMatch(SAID);
});
