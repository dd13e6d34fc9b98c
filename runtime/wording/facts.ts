// What a text asks of the project as a whole, if it asks nothing else.
import { sentenceOf } from './languages.js';
import type { ProjectFact } from './wording.js';

/** `undefined` for everything that may be about a part of its code. */
export function factAsked(text: string): ProjectFact | undefined {
  return sentenceOf(text, ({ facts }) => facts);
}
