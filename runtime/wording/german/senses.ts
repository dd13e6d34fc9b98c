// German words and the English ones that code is written in.
import type { Senses } from '../wording.js';
import { ACTIONS } from './actions.js';
import { PARTICLES, rootOf, spelled } from './spelling.js';
import { THINGS } from './things.js';

/** A word by itself, and its root with a hyphen before it, as far as no earlier word has that root. */
function read(rows: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const row of rows.split('\n')) {
    const [words = '', meanings = ''] = row.split(':');
    const english = meanings
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    for (const word of words.split(/\s+/).filter((one) => one !== '')) {
      found.set(word, english);
      const root = `-${rootOf(word)}`;
      if (!found.has(root)) found.set(root, english);
    }
  }
  return found;
}

/** Read with the first question in German. */
let table: ReadonlyMap<string, readonly string[]> | undefined;

export const senses: Senses = {
  get english() {
    table ??= read(`${THINGS}\n${ACTIONS}`);
    return table;
  },
  rootOf,
  inflections: 'en|ern|er|es|em|et|est|te|ten|st|e|n|s|t',
  particles: new Set(PARTICLES),
  joints: ['s', 'es', 'n', 'en', 'er'],
  spelled,
};
