// At the terminal nobody is sent to a view or to the palette of commands: what does it there is named, in every language.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { errorText } from '../../../runtime/cli/failure.js';
import { atTerminal, germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import { SET_UP } from '../../../runtime/models/offline/label.js';
import { shownTexts } from '../../support/shown-texts.js';

const ROOT = path.resolve(import.meta.dirname, '../../../runtime');
const OF_EDITOR = /\bMemfun: (?!you)[A-Z]|\(memfun:[a-z]+\)|command palette/;
const german = wordsOf({ errors: germanErrors, texts: germanTexts, language: 'de' });

/** Where nothing is told at the terminal. */
const OF_OTHERS = /^(?:language|config\/secrets-check)/;
const SAID = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !OF_OTHERS.test(file.replaceAll('\\', '/')))
  .flatMap((file) => shownTexts(path.join(ROOT, file)).map((text) => whole(text, file)))
  .filter((text) => OF_EDITOR.test(text) && text !== SET_UP);

/** The words about a model are filled in where the built-in engine speaks of itself. */
function whole(text: string, file: string): string {
  if (!/models.offline/.test(file)) return text;
  return text.replace(/(?<=(?:words|code|text|conversation|done), |^To )\{\d\}(?=[.:])/, SET_UP);
}

it('every text that names a view or a command of the editor is said otherwise', () => {
  expect(SAID.length).toBeGreaterThan(15);
  expect(SAID.map((text) => atTerminal.text(text)).filter((text) => OF_EDITOR.test(text))).toEqual(
    [],
  );
});

it('and has its German words', () => {
  const said = SAID.map((text) => atTerminal.text(text));
  expect(said.filter((text) => german.text(text) === text)).toEqual([]);
});

it('an error names what sets a model up', async () => {
  const error = { message: 'X', remedy: 'Run "Memfun: Set Up" and enter a valid key for openai.' };
  expect(await errorText(error, { argv: [], env: {} })).toBe(
    'X\nPut a valid key for openai into its environment variable, such as ANTHROPIC_API_KEY; "memfun doctor" checks it.\n',
  );
});

it.each([
  [
    'C',
    '`memfun skill install` get more',
    '`memfun agent info NAME` shows',
    '`memfun mcp servers`',
  ],
  [
    'de_DE',
    'kommen weitere dazu',
    '`memfun agent info NAME` zeigt',
    'listet sie `memfun mcp servers`',
  ],
])('in the chat, with the locale %s', (locale, ...told) => {
  const home = mkdtempSync(path.join(tmpdir(), 'memfun-home-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  mkdirSync(path.join(home, 'work'));
  const { stdout } = spawnSync(
    process.execPath,
    ['dist/memfun.cjs', 'chat', '--dir', path.join(home, 'work'), '--quiet'],
    {
      encoding: 'utf8',
      input: '/skills\n/agents\n/mcp\nwhere is the moon?\n',
      env: { ...process.env, MEMFUN_HOME: home, MEMFUN_MODEL: '', LC_ALL: locale },
    },
  );
  for (const words of [...told, '`ANTHROPIC_API_KEY`']) expect(stdout).toContain(words);
  expect(stdout).not.toMatch(OF_EDITOR);
});
