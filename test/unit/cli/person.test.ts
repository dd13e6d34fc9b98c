// The person at the terminal, and where the command line keeps sign-ins.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTerminalPerson, type Terminal } from '../../../runtime/cli/person.js';
import { createSecrets } from '../../../runtime/cli/secrets.js';
import type { FormField } from '../../../runtime/ports/index.js';

function terminal(lines: readonly (string | undefined)[], interactive = true, browser = true) {
  const left = [...lines];
  const opened: string[] = [];
  const own: Terminal & { shown: string } = {
    shown: '',
    interactive,
    write: (text) => {
      own.shown += text;
    },
    line: async () => left.shift(),
    browse: async (address) => {
      opened.push(address);
      return browser;
    },
  };
  return { own, opened, person: createTerminalPerson(own) };
}

const never = new AbortController().signal;
const page = {
  server: 'notes',
  purpose: 'sign-in',
  reason: 'Sign in.',
  address: 'https://auth.example/x?y=1',
} as const;

const field = (change: Partial<FormField>): FormField => ({
  name: 'name',
  title: 'Name',
  description: '',
  required: true,
  kind: 'text',
  choices: [],
  given: undefined,
  problem: () => undefined,
  ...change,
});
const form = (...fields: readonly FormField[]) => ({
  server: 'notes',
  message: 'Who?',
  fields,
  warning: 'Careful.',
});

test.each([
  ['y', 'opened', 1],
  ['n', 'declined', 0],
  ['', 'declined', 0],
  [undefined, 'cancelled', 0],
] as const)('a page that is answered with %j is %s', async (line, answer, times) => {
  const { person, own, opened } = terminal([line]);
  expect(await person.visit(page, never)).toBe(answer);
  expect(own.shown).toContain(page.address);
  expect(opened).toHaveLength(times);
});

test('where nobody types, nothing is asked: a page is opened elsewhere and a form is declined', async () => {
  const { person, own } = terminal([], false);
  expect(await person.visit(page, never)).toBe('no-browser');
  expect(await person.answer(form(field({})), never)).toEqual({ action: 'decline' });
  expect(own.shown).toBe('');
});

test('a form is answered line by line; what cannot be taken is asked for again', async () => {
  const choices = [
    { value: 'b', title: 'Blue' },
    { value: 'r', title: 'Red' },
  ];
  const { person, own } = terminal(['y', 'Ada', 'many', '36', 'n', '2', '1, 2', '']);
  const answer = await person.answer(
    form(
      field({}),
      field({ name: 'age', kind: 'integer' }),
      field({ name: 'sure', kind: 'yes-no' }),
      field({ name: 'colour', kind: 'one-of', choices }),
      field({ name: 'more', kind: 'some-of', choices }),
      field({ name: 'nick', required: false }),
    ),
    never,
  );
  expect(answer).toEqual({
    action: 'accept',
    content: { name: 'Ada', age: 36, sure: false, colour: 'r', more: ['b', 'r'] },
  });
  expect(own.shown).toContain('Careful.');
  expect(own.shown).toContain('This is no answer.');
});

test.each([
  [['n'], 'decline'],
  [[undefined], 'cancel'],
  [['y', undefined], 'cancel'],
] as const)('a form that is answered with %j is left alone', async (lines, action) => {
  expect(await terminal(lines).person.answer(form(field({})), never)).toEqual({ action });
});

test('a sign-in lies in a file that only its owner reads; keys are never stored', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'sign-ins-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = path.join(root, 'sign-ins');
  const secrets = createSecrets(folder, { OPENAI_API_KEY: 'from-env' });
  expect(await secrets.get('openai')).toBe('from-env');
  await expect(secrets.set('openai', 'x')).rejects.toMatchObject({ code: 'cli.usage' });
  expect(await secrets.get('mcp-sign-in.a')).toBeUndefined();
  await secrets.set('mcp-sign-in.a', '{}');
  await secrets.set('mcp-sign-in.a', '{"x":1}');
  expect(await secrets.get('mcp-sign-in.a')).toBe('{"x":1}');
  expect(readdirSync(folder)).toEqual(['mcp-sign-in.a.json']);
  expect(statSync(path.join(folder, 'mcp-sign-in.a.json')).mode & 0o077).toBe(0);
  await secrets.delete('mcp-sign-in.a');
  expect(await secrets.get('mcp-sign-in.a')).toBeUndefined();
});
