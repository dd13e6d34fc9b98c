// Finds out whether a piece of text names a place in the workspace, such as `src/a.ts:12-20`.
import type { Citation } from '../../runtime/core/index.js';

const PLACE = /^([\w@.+-][\w@.+/ -]*?\.\w+|[\w@.+-]+(?:\/[\w@.+-]+)+):(\d{1,7})(?:[-–](\d{1,7}))?$/;

export function parsePlace(text: string): Citation | undefined {
  const match = PLACE.exec(text.trim());
  const [, path, from, to] = match ?? [];
  const line = Number(from);
  if (path === undefined || !(line >= 1)) return undefined;
  const endLine = Number(to);
  return endLine >= line ? { path, line, endLine } : { path, line };
}

/** A place in running text: it has a folder or an ending, so that `10:30` and `a:1` are none. */
const PLACE_IN_TEXT =
  /(?<![\w./@:-])(?:[\w@.+-]+\/)*[\w@+-][\w@.+-]*\.[a-zA-Z]\w{0,7}:\d{1,7}(?:[-–]\d{1,7})?(?![\w/])/g;

export interface TextPart {
  readonly text: string;
  readonly citation?: Citation;
}

/** A text in pieces: those that name a place have its citation. */
export function splitPlaces(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(PLACE_IN_TEXT)) {
    const citation = parsePlace(match[0]);
    if (citation === undefined) continue;
    if (match.index > done) parts.push({ text: text.slice(done, match.index) });
    parts.push({ text: match[0], citation });
    done = match.index + match[0].length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

/** The address of a link that may be opened outside, or nothing. */
export function safeUrl(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}
