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
  'sample.tsx': ['function View'],
  'sample.js': ['class Box(method open)', 'function run', 'function later'],
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

test('a file with errors still yields what can be read', async () => {
  const [language] = LANGUAGES;
  if (language === undefined) throw new Error('no languages');
  const { symbols, hasErrors } = await code.parse('function ok() {}\nconst = = ;\n', language);
  expect(hasErrors).toBe(true);
  expect(symbols.map(shapeOf)).toEqual(['function ok']);
});
