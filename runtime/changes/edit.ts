// Applies an edit to a text file: what lies outside of the change stays byte for byte as it was.
import type { MatchStage } from './errors.js';
import { findMatch, type Replacement, type TextEdit } from './match.js';
import { lineEndingOf, type TextFile, toLf, withLineEnding } from './text-file.js';

export interface EditedFile {
  readonly file: TextFile;
  readonly stage: MatchStage;
  /** How many places were replaced. */
  readonly places: number;
}

/**
 * The file after the edit. The edit is written with `\n`; the file gets the line ending that the place has.
 * @throws EditInvalidError, EditAmbiguousError, EditNotFoundError
 */
export function applyEdit(path: string, file: TextFile, edit: TextEdit): EditedFile {
  const lf = toLf(file.text);
  const { stage, replacements } = findMatch(path, lf, edit);
  const cores = replacements
    .map((replacement) => withoutCommonEnds(lf, replacement))
    .filter(({ start, end, text }) => start < end || text !== '');
  const toRaw = offsetMapper(file.text);
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text } of cores) {
    const from = toRaw(start);
    const to = toRaw(end);
    parts.push(file.text.slice(done, from), inConvention(file.text, from, to, text));
    done = to;
  }
  parts.push(file.text.slice(done));
  return { file: { ...file, text: parts.join('') }, stage, places: replacements.length };
}

/** What the old and the new text share at their ends is not written anew: its line ends may be of another kind. */
function withoutCommonEnds(lf: string, { start, end, text }: Replacement): Replacement {
  const most = Math.min(end - start, text.length);
  let head = 0;
  while (head < most && lf[start + head] === text[head]) head++;
  let tail = 0;
  while (tail < most - head && lf[end - 1 - tail] === text[text.length - 1 - tail]) tail++;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}

function inConvention(raw: string, from: number, to: number, text: string): string {
  if (!text.includes('\n')) return text;
  const ending =
    lineEndingOf(raw.slice(from, to)) ?? lineEndingOf(lineAround(raw, from)) ?? lineEndingOf(raw);
  return withLineEnding(text, ending ?? '\n');
}

/** The line at an offset with its end. */
function lineAround(raw: string, offset: number): string {
  const end = raw.indexOf('\n', offset);
  return raw.slice(raw.lastIndexOf('\n', offset - 1) + 1, end === -1 ? raw.length : end + 1);
}

/** Maps ascending offsets of the text with `\n` only to offsets of the text as it is. */
function offsetMapper(raw: string): (offset: number) => number {
  let pairs = 0;
  let next = raw.indexOf('\r\n');
  return (offset) => {
    while (next !== -1 && next - pairs < offset) {
      pairs++;
      next = raw.indexOf('\r\n', next + 2);
    }
    return offset + pairs;
  };
}
