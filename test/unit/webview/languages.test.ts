// Every text is there in each language and was translated, and no view writes a text of its own.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { german } from '../../../webview/german/index.js';
import { languageOf } from '../../../webview/language.js';
import { english } from '../../../webview/strings/index.js';

const root = path.resolve(import.meta.dirname, '../../..');

/** Every text by its path; of a function what it makes of arguments that stand for nothing in particular. */
type Text = (...args: unknown[]) => unknown;
const isText = (value: unknown): value is Text => typeof value === 'function';

function textsOf(value: unknown, at = ''): ReadonlyMap<string, string> {
  if (typeof value === 'string') return new Map([[at, value]]);
  if (isText(value)) return textsOf(value(...argumentsFor(value)), `${at}()`);
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...textsOf(inner, `${at}.${key}`)]),
  );
}

/** Numbers, sums of money as they are written, and lists for what joins some. */
function argumentsFor(value: Text): readonly unknown[] {
  const names = /^\(?([^)=]*)/.exec(value.toString())?.[1]?.split(',') ?? [];
  return names.map((name) => {
    if (/lines|numbers|titles|files/.test(name)) return ['one', 'two'];
    return name.trim() === 'usd' ? '2' : 2;
  });
}

/** Made of its arguments, which a test has not; and what is typed as it stands. */
const SAME: ReadonlySet<string> = new Set([
  '.cluster.command()',
  '.conflict.did()',
  '.safety.example.commands',
]);

describe('the texts in German', () => {
  const [inEnglish, inGerman] = [textsOf(english), textsOf(german)];

  it('are as many as in English, by the same names', () => {
    expect(inEnglish.size).toBeGreaterThan(500);
    expect([...inGerman.keys()].sort()).toEqual([...inEnglish.keys()].sort());
  });

  it('are translated', () => {
    const untranslated = [...inEnglish].filter(
      ([key, text]) =>
        /[a-z]{3}/i.test(text) &&
        text.includes(' ') &&
        !SAME.has(key) &&
        inGerman.get(key) === text,
    );
    expect(untranslated).toEqual([]);
  });

  it('say as much: none is empty where the English one is not', () => {
    for (const [key, text] of inEnglish)
      expect(inGerman.get(key) === '', `${key}: ${text}`).toBe(text === '');
  });
});

it.each([
  ['de', 'de'],
  ['de-at', 'de'],
  ['DE', 'de'],
  ['en-gb', 'en'],
  ['fr', 'en'],
  ['', 'en'],
])('an editor in %s shows the page in %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

it('no view writes a text of its own: every word between tags, and every label, comes from the texts', () => {
  const folder = path.join(root, 'webview');
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .flatMap((name) => {
      const source = readFileSync(path.join(folder, name), 'utf8').replaceAll(
        /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm,
        '',
      );
      const between = [
        ...source.matchAll(/<\/?[A-Za-z][^<>{}]*>\s*([A-Z]?[a-z]{2,}(?:\s[a-z]+)*)\s*<\//g),
      ];
      const labels = [
        ...source.matchAll(
          /\b(?:aria-label|title|placeholder|alt|label)="([^"]*[A-Za-z]{2}[^"]*)"/g,
        ),
      ];
      return [...between, ...labels].map((match) => `${name}: ${match[1] ?? ''}`);
    });
  expect(found).toEqual([]);
});
