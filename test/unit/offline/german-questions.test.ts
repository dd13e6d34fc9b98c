// Questions in German find their places in code that is written in English, and what was said in German is remembered.
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, engineOn } from './answer-on.js';

let engine: Engine;
beforeAll(async () => {
  engine = await engineOn(path.resolve(import.meta.dirname, '../../fixtures/repos/typescript'));
});
afterAll(() => engine.close());

test.each([
  ['Wie verdrängt der Cache Einträge?', 'src/cache.ts'],
  ['wann oeffnet der Schutzschalter?', 'src/breaker.ts'],
])('“%s” is answered from %s', async (asked, file) => {
  const { answer, citations } = await engine.ask(asked);
  expect(citations[0]?.path).toBe(file);
  expect(answer).toContain(file);
});

test('what was said of oneself is known when all of it is asked for', async () => {
  await engine.ask('Merke dir, dass ich Port 8080 für Entwicklungsserver bevorzuge.');
  for (const asked of ['was weißt du über mich?', 'Was hast du dir gemerkt?']) {
    const { answer } = await engine.ask(asked);
    expect(answer, asked).toContain('Ich bevorzuge Port 8080 für Entwicklungsserver.');
  }
});
