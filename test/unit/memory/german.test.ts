// What is told to memory in German is weighed as the same in English: who agrees, who only supposes, and where it belongs.
import { expect, test } from 'vitest';
import { agrees, witnessOf } from '../../../runtime/memory/evidence.js';
import { categoryOf, layerOf } from '../../../runtime/memory/reconcile/classify.js';
import { askedFor, asksForEverything } from '../../../runtime/memory/retrieval/index.js';

test.each(['Ja, mach das so.', 'genau', 'Einverstanden!', 'klingt gut', 'ja bitte'])(
  '“%s” agrees',
  (text) => expect(agrees(text)).toBe(true),
);

test.each(['ja, aber mit Redis', 'Nein', 'ja?', 'genau das nicht'])('“%s” does not agree', (text) =>
  expect(agrees(text)).toBe(false),
);

const witness = (said: string, content: string) =>
  witnessOf({ content, evidence: said }, { said, agreed: '', outcomes: [], recalled: [] });

test.each([
  'Vielleicht liegt der Cache in src/cache.ts.',
  'Falls wir Redis nutzen, liegt der Cache dort.',
  'Der Cache könnte in src/cache.ts liegen.',
  'Ich glaube, der Cache liegt in src/cache.ts.',
])('“%s” is no evidence', (said) => expect(witness(said, said)).toBeUndefined());

test.each(['Der Cache liegt in src/cache.ts.', 'Merke dir: vielleicht liegt der Cache im RAM.'])(
  '“%s” is evidence',
  (said) => expect(witness(said, said)).toBe('user'),
);

test.each([
  ['Ich bevorzuge Tabs.', 'preference', 'core'],
  ['Meine Zeitzone ist Berlin.', 'fact', 'core'],
  ['Wir nutzen pnpm.', 'convention', 'project'],
  ['Ich habe mich für Redis entschieden.', 'decision', 'core'],
  ['Niemals direkt auf main committen.', 'convention', 'project'],
  ['Der Server läuft in Frankfurt.', 'fact', 'project'],
])('“%s” is a %s of the %s layer', (content, category, layer) => {
  expect(categoryOf(content)).toBe(category);
  expect(layerOf(content)).toBe(layer);
});

test('all that is remembered is asked for only where nothing is named', () => {
  for (const text of ['was weißt du über mich?', 'Was hast du dir alles gemerkt?']) {
    expect(asksForEverything(text)).toBe(true);
    expect(askedFor(text)).toBe('');
  }
  expect(askedFor('was weißt du über meinen Port?')).toBe('port');
  expect(askedFor('what do you know about my port?')).toBe('what do you know about my port?');
});
