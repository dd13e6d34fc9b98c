// Errors of the command line are said in the language of whoever reads them; JSON is for programs and stays English.
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { errorText, languageFor } from '../../../runtime/cli/failure.js';

const NO_COMMAND = {
  message: 'There is no command "askk".',
  remedy: 'Run "memfun help" to see the commands and their options.',
};

it('says an error in the language of the locale, message and remedy', async () => {
  expect(await errorText(NO_COMMAND, { argv: [], env: { LANG: 'de_AT.UTF-8' } })).toBe(
    'Einen Befehl „askk“ gibt es nicht.\n„memfun help“ zeigt die Befehle und ihre Optionen.\n',
  );
  expect(await errorText(NO_COMMAND, { argv: [], env: { LANG: 'fr_FR.UTF-8' } })).toBe(
    `${NO_COMMAND.message}\n${NO_COMMAND.remedy}\n`,
  );
  expect(await errorText({ message: 'Said by a server.' }, { argv: [], env: { LANG: 'de' } })).toBe(
    'Said by a server.\n',
  );
});

it.each([
  ['the option before the environment', ['ask', '--language', 'de'], { LC_ALL: 'en_US' }, 'de'],
  ['the option in one word', ['--language=en', 'ask'], { LANG: 'de_DE' }, 'en'],
  ['the last of several', ['--language', 'en', '--language=de'], {}, 'de'],
  ['our own variable before the locale', [], { MEMFUN_LANGUAGE: 'de', LC_ALL: 'C' }, 'de'],
  ['LC_ALL before LANG', [], { LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, 'en'],
  ['LC_MESSAGES before LANG', [], { LC_ALL: '', LC_MESSAGES: 'de_DE', LANG: 'en' }, 'de'],
  ['English where nothing is set', [], {}, 'en'],
  ['English for a program', ['ask', '--json', '--language', 'de'], { LANG: 'de' }, 'en'],
  ['not what a command to check says', ['policy', '--', 'x', '--language', 'de'], {}, 'en'],
  ['English for an option without its value', ['ask', '--language'], {}, 'en'],
] as const)('takes %s', (_what, argv, env, language) => {
  expect(languageFor({ argv, env })).toBe(language);
});

it('holds for the built command, and for it only without --json', () => {
  const memfun = (...args: string[]) =>
    spawnSync(process.execPath, ['dist/memfun.cjs', 'trace', 'frob', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LC_ALL: 'de_DE.UTF-8' },
    });
  const told = memfun();
  expect(told.status).toBe(2);
  expect(told.stderr).toMatch(/^„trace frob“ gibt es nicht\.\nAufruf: memfun trace\n/);
  const json = memfun('--json');
  expect(json.stderr).toMatch(/^There is no "trace frob"\./);
  expect(JSON.parse(json.stdout)).toMatchObject({
    error: { code: 'cli.usage', message: 'There is no "trace frob".' },
  });
});
