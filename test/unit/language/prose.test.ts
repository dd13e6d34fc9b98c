// What is composed of many sentences is translated in steps that grow with it, not faster.
import { expect, test } from 'vitest';
import { translateProse } from '../../../runtime/language/prose.js';

const said = (sentences: number): string =>
  Array.from({ length: sentences }, (_, n) => `It is ${n}.`).join(' ');

/** How often an entry is looked for. */
function lookups(text: string): number {
  let count = 0;
  translateProse(text, () => {
    count++;
    return undefined;
  });
  return count;
}

test('a hundred sentences more are as much more to look for, however many there are', () => {
  const [few, more, most] = [100, 200, 300].map((sentences) => lookups(said(sentences)));
  expect((most ?? 0) - (more ?? 0)).toBe((more ?? 0) - (few ?? 0));
});
