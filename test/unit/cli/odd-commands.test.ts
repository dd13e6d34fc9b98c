// What is typed by a slip into `memfun chat` is answered with what is wrong and what to do, near names included.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ANSWERS = {
  '/tools show readFile': '`readFile` comes with Memfun. Looks.',
  '/tools trust readFile': 'only tools of the workspace are trusted or not',
  '/tools show reedFile': 'Did you mean readFile?',
  '/auto whitelist remove zzz': 'There is no rule “zzz” to remove.\nThere are no rules yet',
  '/background stop': 'Nothing runs in the background.',
  '/history x': '“x” is no whole number from 1 on.\nSay for example /history 50',
  '/rewind': 'The command needs <number>.\nWrite /rewind <number>, for example: /rewind 2',
  '/pin x': '/pin does not know “x”.',
  '/pin': 'There is no earlier turn to pin.\nAsk something first',
  '/help memry': 'There is no command /memry.\nDid you mean /memory?',
  '/help explain-code': '- `/explain-code [file[:line[-line]] or name]` Explains',
  '/hlep': 'There is no command /hlep. Did you mean `/help`?',
  '/explain-code': 'It is not said what this skill should work on.',
  '!': 'There is no command after the “!”.',
  '/now': 'There are no words after /now.',
  '/memory import nope.json': 'There is no file “nope.json” to import.',
  '/compress x': '/compress does not know “x”.\nUse one of: show, undo.',
};

let told = '';
let blank: readonly string[] = [];
let home = '';
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'memfun-home-'));
  mkdirSync(path.join(home, 'work'));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/memfun.cjs', 'chat', '--dir', path.join(home, 'work'), '--quiet'],
    {
      encoding: 'utf8',
      input: Object.keys(ANSWERS).join('\n'),
      env: { ...process.env, MEMFUN_HOME: home, MEMFUN_MODEL: '', LC_ALL: 'C' },
    },
  );
  told = `${stdout}${stderr}`;
  blank = [...stdout.matchAll(/^\n+|\n{3,}/g), ...stderr.matchAll(/^\n|\n{2,}/g)].map(([at]) => at);
});
afterAll(() => rmSync(home, { recursive: true }));

test.each(Object.entries(ANSWERS))('%s', (_typed, answer) => {
  expect(told).toContain(answer);
});

test('what failed has no answer, so no empty line stands for one', () => {
  expect(blank).toEqual([]);
});
