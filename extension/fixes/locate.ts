// Finds a selected piece of text again after the document may have been edited: pure text, no editor.

/** Which whole lines a fix was asked for, without the last line break. Offsets are UTF-16 code units. */
export interface Anchor {
  /** The whole document at that moment. */
  readonly base: string;
  readonly start: number;
  readonly end: number;
}

export type Location =
  | { readonly found: true; readonly start: number; readonly end: number }
  | { readonly found: false };

/**
 * Where the anchored lines are in `current`: a three-way comparison of base, selection and current text.
 * Edits before or after them move them; an edit of one of them, or more than one candidate, loses them.
 */
export function locate({ base, start, end }: Anchor, current: string): Location {
  const wanted = base.slice(start, end);
  const behindOnly = current.startsWith(base.slice(0, end)) ? start : undefined;
  const inFrontOnly = current.endsWith(base.slice(start))
    ? current.length - (base.length - start)
    : undefined;
  for (const place of [behindOnly, inFrontOnly]) {
    if (place !== undefined && areWholeLines(current, place, wanted.length))
      return at(place, wanted);
  }
  // Edited on both sides: only an unmistakable place will do.
  const places = placesOf(wanted, current);
  const [only] = places;
  return only === undefined || places.length > 1 ? { found: false } : at(only, wanted);
}

/** Offsets at which `wanted` stands as whole lines. */
function placesOf(wanted: string, text: string): readonly number[] {
  if (wanted.trim() === '') return [];
  const places: number[] = [];
  for (let from = text.indexOf(wanted); from !== -1; from = text.indexOf(wanted, from + 1)) {
    if (areWholeLines(text, from, wanted.length)) places.push(from);
  }
  return places;
}

function areWholeLines(text: string, start: number, length: number): boolean {
  const end = start + length;
  const startsLine = start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r';
  const endsLine = end === text.length || text[end] === '\n' || text[end] === '\r';
  return startsLine && endsLine;
}

const at = (start: number, wanted: string): Location => ({
  found: true,
  start,
  end: start + wanted.length,
});

/**
 * The replacement in the form of the document: its line ends, and no line break more or less at the end
 * than the text it replaces (models often add one).
 */
export function fitReplacement(replacement: string, original: string, eol: string): string {
  const trailing = /(\r?\n)*$/.exec(original)?.[0].length ?? 0;
  const body = replacement.replace(/(\r?\n)+$/, '');
  return body.replace(/\r?\n/g, eol) + original.slice(original.length - trailing);
}
