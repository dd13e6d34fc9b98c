// Every supported language yields its definitions, nested as they stand in the file.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  type CodeSymbol,
  createCodeService,
  LANGUAGES,
  languageOf,
} from '../../../runtime/code/index.js';

const code = createCodeService({ assetsDir: path.resolve('dist') });
afterAll(() => code.dispose());

const EXPECTED: Record<string, readonly string[]> = {
  'sample.ts': [
    'class Greeter(method greet)',
    'interface Named',
    'type Id',
    'enum Mood',
    'function hello',
    'function shout',
  ],
  'fields.ts': [
    'constant count',
    'class Late',
    'class Button(method press, method make)',
    'method data',
    'function start(function deep)',
  ],
  'sample.tsx': ['function View'],
  'sample.js': ['class Box(method open)', 'function run', 'function later'],
  'assigned.cjs': [
    'function old',
    'method use(function inner)',
    'method type(method kind)',
    'method open',
    'function start',
    'function first(function second)',
    'constant api(method list, method get)',
    'method one',
  ],
  'sample.py': ['class Box(method open)', 'function run', 'constant LIMIT'],
  'sample.go': ['struct Box', 'interface Opener', 'method Open', 'function Run'],
  'sample.rs': [
    'struct Item',
    'interface Opens(method open)',
    'impl Item(method take)',
    'function run',
  ],
  'Sample.java': ['class Box(constructor Box, method open)', 'interface Opener'],
  'sample.cpp': ['class Box(method open)', 'function run', 'method Box::shut'],
  'Sample.cs': ['namespace A(class Box(property Size, method Open))'],
  'sample.rb': ['module A(class Box(method open))'],
  'sample.php': ['class Box(method open)', 'function run'],
  'sample.sh': ['variable LIMIT', 'function run'],
};

async function parsed(name: string) {
  const language = languageOf(name);
  if (language === undefined) throw new Error(`no language for ${name}`);
  return code.parse(await readFile(`test/fixtures/code/${name}`, 'utf8'), language);
}

function shapeOf({ kind, name, children = [] }: CodeSymbol): string {
  const inner = children.map(shapeOf).join(', ');
  return `${kind} ${name}${inner === '' ? '' : `(${inner})`}`;
}

test.each(Object.entries(EXPECTED))('the definitions of %s are found', async (name, expected) => {
  expect((await parsed(name)).symbols.map(shapeOf)).toEqual(expected);
});

test('every language has a sample here', () => {
  const covered = new Set(Object.keys(EXPECTED).map((name) => languageOf(name)?.name));
  expect(LANGUAGES.filter(({ name }) => !covered.has(name))).toEqual([]);
});

test('a definition knows its lines, its first line and its comment', async () => {
  const { symbols, references } = await parsed('sample.ts');
  expect(symbols.find((s) => s.name === 'hello')).toEqual({
    name: 'hello',
    kind: 'function',
    startLine: 11,
    endLine: 13,
    signature: 'export function hello(name: string): string',
    doc: 'Says hello.',
  });
  expect(new Map(references).get('hello')).toBe(2);
});

test('what another module gives is an import, in each way of writing it, and no definition', async () => {
  expect((await parsed('assigned.cjs')).imports).toEqual([
    'node:path',
    'debug',
    './other',
    './late',
  ]);
});

test('a comment belongs to a function that is given to a name, also across one free line, but not that of the file', async () => {
  const { symbols } = await parsed('assigned.cjs');
  const docs = new Map(symbols.map(({ name, doc }) => [name, doc]));
  expect(docs.get('use')).toBe('Uses a function.');
  expect(docs.get('type')).toBe('Sets the type.');
  expect(docs.get('old')).toBeUndefined();
});

test('a file with errors still yields what can be read', async () => {
  const [language] = LANGUAGES;
  if (language === undefined) throw new Error('no languages');
  const { symbols, hasErrors } = await code.parse('function ok() {}\nconst = = ;\n', language);
  expect(hasErrors).toBe(true);
  expect(symbols.map(shapeOf)).toEqual(['function ok']);
});
