// Every slash command answers in `memfun chat` as it does in the chat of the editor.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAID } from '../../support/commands.js';
import { beginRepository } from '../../support/git.js';

let home = '';
/** What was said, one after the other, without the signs of Markdown. */
let told = '';

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'memfun-home-'));
  const work = path.join(home, 'work');
  cpSync('test/fixtures/repos/typescript', work, { recursive: true });
  beginRepository(work);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/memfun.cjs', 'chat', '--dir', work, '--quiet'],
    {
      encoding: 'utf8',
      input: SAID.map(([message]) => message).join('\n'),
      env: { ...process.env, MEMFUN_HOME: home, MEMFUN_MODEL: '', LC_ALL: 'C' },
    },
  );
  told = `${stdout}${stderr}`.replaceAll(/\*\*|`/g, '');
});
afterAll(() => rmSync(home, { recursive: true }));

test('in the order in which they are asked; a question aside waits for nobody', () => {
  let from = 0;
  const silent = SAID.flatMap(([message, answer]) => {
    const aside = message.startsWith('/btw');
    const found = answer.exec(told.slice(aside ? 0 : from));
    if (found === null) return message;
    if (!aside) from += found.index + found[0].length;
    return [];
  });
  expect(silent, told).toEqual([]);
});
