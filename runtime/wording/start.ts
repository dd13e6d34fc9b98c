// Takes off how a text begins, where the pattern for that is in plain spelling and the text is not.
import type { Wording } from './wording.js';

/** The text after a beginning that the pattern fits, as it was written; the whole text where none does. */
export function withoutStart(
  text: string,
  start: RegExp,
  { plain }: Pick<Wording, 'plain'>,
): string {
  const said = plain(text);
  const left = said.replace(start, '').length;
  if (left === said.length) return text;
  // The plain spelling is never the shorter one.
  let from = text.length - Math.min(left, text.length);
  while (from < text.length && plain(text.slice(from)).length > left) from++;
  return text.slice(from);
}
