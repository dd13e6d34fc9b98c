// What a text asks about Memfun itself, if it asks about nothing else.
import { sentenceOf } from './languages.js';
import type { AboutMemfun } from './wording.js';

/** `undefined` for everything that may be about the project, too. */
export function aboutMemfun(text: string): AboutMemfun | undefined {
  return sentenceOf(text, ({ about }) => about);
}
