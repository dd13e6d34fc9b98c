// What went wrong is said in German where the editor is in German: no text is missing, none is left over, none loses a part.
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  createTranslator,
  germanErrors,
  germanTexts,
  languageOf,
  wordsOf,
} from '../../../runtime/language/index.js';
import { errorTextsBelow } from '../../support/error-texts.js';

const german = wordsOf({ errors: germanErrors, texts: germanTexts, language: 'de' });
const ROOT = path.resolve(import.meta.dirname, '../../..');
/** Parts whose errors are said in German throughout. */
const TRANSLATED = [
  'extension/adapters',
  'extension/changes',
  'extension/chat',
  'extension/commands',
  'extension/fixes',
  'extension/models',
  'runtime/agents',
  'runtime/app',
  'runtime/changes',
  'runtime/cli',
  'runtime/code',
  'runtime/config',
  'runtime/core',
  'runtime/custom-tools',
  'runtime/mcp',
  'runtime/memory',
  'runtime/models',
  'runtime/optimizer',
  'runtime/orchestrator',
  'runtime/ports',
  'runtime/processes',
  'runtime/rlm',
  'runtime/safety',
  'runtime/sandbox',
  'runtime/skills',
  'runtime/storage',
  'runtime/tiers',
  'runtime/tools',
  'runtime/traces',
  'runtime/web',
  'runtime/workers',
  'runtime/writers',
];
/** How a command of the command line is called is the same in all languages. */
const usage = (text: string): string => text.replace(/^(Use|See): memfun [^]*$/, '$1: {0}');
const TEXTS = new Map(TRANSLATED.map((part) => [part, errorTextsBelow(path.join(ROOT, part))]));
const holes = (text: string): readonly string[] =>
  [...text.matchAll(/\{#?(\d)\}/g)].map(([, number = '']) => number).sort();
/** The German words of an error, whatever its holes take. */
const GERMAN = new Map(
  Object.entries(germanErrors).map(([english, said]) => [english.replaceAll('{#', '{'), said]),
);

it.each(TRANSLATED)('every error of %s has its German words', (part) => {
  const missing = (TEXTS.get(part) ?? [])
    .filter(({ said }) => said)
    .map(({ text }) => text)
    .filter((text) => !GERMAN.has(text) && !GERMAN.has(usage(text)));
  expect(missing).toEqual([]);
});

it('no German text is left of an error that is gone', () => {
  const known = new Set([...TEXTS.values()].flat().flatMap(({ text }) => [text, usage(text)]));
  expect(known.size).toBeGreaterThan(80);
  expect([...GERMAN.keys()].filter((text) => !known.has(text))).toEqual([]);
});

it('what is filled in stands in both languages', () => {
  for (const [english, german] of Object.entries(germanErrors)) {
    expect(holes(german), english).toEqual(holes(english));
    expect(german, english).not.toBe(english);
  }
});

it('message and remedy are translated, and what is filled in is kept', () => {
  const english = {
    code: 'model.unreachable',
    message: 'Ollama cannot be reached at http://localhost:11434.',
    remedy: 'Ask again, or choose another model in "memfun.model".',
  };
  expect(german.error(english)).toEqual({
    code: 'model.unreachable',
    message: 'Ollama ist unter http://localhost:11434 nicht zu erreichen.',
    remedy: 'Fragen Sie erneut, oder wählen Sie in „memfun.model“ ein anderes Modell.',
  });
  expect(wordsOf(undefined).error(english)).toBe(english);
  expect(german.error({ message: 'Something else.' })).toEqual({ message: 'Something else.' });
});

it('every text is found when it is filled in, and no other one before it', () => {
  const say = createTranslator(germanErrors);
  for (const [english, german] of Object.entries(germanErrors)) {
    const figures = new Set([...english.matchAll(/\{#(\d)\}/g)].map(([, number]) => number));
    const filled = (text: string): string =>
      text.replaceAll(/\{#?(\d)\}/g, (_hole, number: string) =>
        figures.has(number) ? `7${number}` : `<${number}>`,
      );
    expect(say(filled(english)), english).toBe(filled(german));
  }
});

it('whatever is filled in comes out unchanged, also signs that mean something in patterns', () => {
  const say = createTranslator({ 'The file "{0}" has {1} lines.': '{1} Zeilen hat „{0}“.' });
  fc.assert(
    fc.property(fc.string(), fc.nat(), (name, lines) => {
      fc.pre(!name.includes('" has '));
      expect(say(`The file "${name}" has ${lines} lines.`)).toBe(`${lines} Zeilen hat „${name}“.`);
    }),
  );
});

it('the most particular of several texts is taken, and a part that is a text itself is translated', () => {
  const say = createTranslator({
    '{0} failed: {1}': '{0} scheiterte: {1}',
    'The check failed: {0}': 'Die Prüfung scheiterte: {0}',
    'no address.': 'keine Adresse.',
  });
  expect(say('The check failed: no address.')).toBe('Die Prüfung scheiterte: keine Adresse.');
  expect(say('Git failed: no address.')).toBe('Git scheiterte: keine Adresse.');
});

it('a reason may be missing at the end, and one in the middle may be made of texts itself', () => {
  const said = (message: string): string => german.error({ message }).message;
  expect(said('openai refused the key.')).toBe('openai hat den Schlüssel abgelehnt.');
  expect(said('openai refused the key. Too old.')).toBe(
    'openai hat den Schlüssel abgelehnt. Too old.',
  );
  expect(said('The tier "nats" cannot be opened: "x:y" is no address of such a server.')).toBe(
    'Die Ebene „nats“ lässt sich nicht öffnen: „x:y“ ist keine Adresse eines solchen Servers.',
  );
});

it('the language is that of the editor or of the environment', () => {
  expect(['de', 'de-AT', 'de_DE.UTF-8', 'en-GB', 'fr', 'C', ''].map(languageOf)).toEqual([
    'de',
    'de',
    'de',
    'en',
    'en',
    'en',
    'en',
  ]);
});
