// What the editor itself shows of Memfun is there in German too: every text of the manifest and every message that is asked for.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';

const root = path.resolve(import.meta.dirname, '../../..');
const textsIn = (file: string): Readonly<Record<string, string>> =>
  z
    .record(z.string(), z.string().min(1))
    .parse(JSON.parse(readFileSync(path.join(root, file), 'utf8')));

/** What a text refers to: commands, settings, code, links and places for values. */
const references = (text: string): readonly string[] =>
  [...text.matchAll(/command:[\w.]+|#memfun[\w.]+#|`[^`]+`|\{\d\}/g)].map(([all]) => all).sort();

it('every text of the manifest is there in German, and refers to the same commands, settings and values', () => {
  const [english, german] = [textsIn('package.nls.json'), textsIn('package.nls.de.json')];
  expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  for (const [key, text] of Object.entries(english)) {
    const commands = (one: string) => references(one).filter((ref) => /command:|#/.test(ref));
    expect(commands(german[key] ?? ''), key).toEqual(commands(text));
    const isSentence = text.split(' ').length > 3;
    if (isSentence) expect(german[key], key).not.toBe(text);
  }
});

it('every message that the extension asks for is there in German, and no other', () => {
  const folder = path.join(root, 'extension');
  const asked = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(path.join(folder, name), 'utf8').matchAll(
        /l10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g,
      ),
    ])
    .map(([, single, double]) => single ?? double ?? '');
  const german = textsIn('l10n/bundle.l10n.de.json');
  expect(asked.length).toBeGreaterThan(50);
  expect(Object.keys(german).sort()).toEqual([...new Set(asked)].sort());
  for (const [text, translated] of Object.entries(german))
    expect(references(translated), text).toEqual(references(text));
});
