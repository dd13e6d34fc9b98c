// Which job of a project a text asks to be run, if it asks for nothing else.
import { sentenceOf } from './languages.js';
import type { Job } from './wording.js';

export function jobAsked(text: string): Job | undefined {
  return sentenceOf(text, ({ runs }) => runs.jobs);
}
