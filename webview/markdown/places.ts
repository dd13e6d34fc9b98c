// Finds out whether a piece of text names a place in the workspace, such as `src/a.ts:12-20`.
import { BRACKETED_PATH, type Citation } from '../../runtime/core/index.js';

const LINES = String.raw`:(\d{1,7})(?:[-–](\d{1,7}))?`;
const PLACE = new RegExp(
  String.raw`^([\w@.+-][\w@.+/ -]*?\.\w+|[\w@.+-]+(?:\/[\w@.+-]+)+|${BRACKETED_PATH})${LINES}$`,
);
/** Without a line such a path is still no word of a language, when it ends as files of projects do. */
const ROUTE = new RegExp(`^(${BRACKETED_PATH})$`);
const ENDING =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx?|html?|s?css|less|json|ya?ml|toml|py|rb|go|rs|java|kts?|swift|php|cs|sql|graphql)$/;

/** A path whose folders or file have brackets is a place without a line, too: its beginning. */
export function parsePlace(text: string): Citation | undefined {
  const [, path, from, to] = PLACE.exec(text.trim()) ?? [];
  const line = Number(from);
  if (path === undefined) return parseRoute(text.trim());
  if (!(line >= 1)) return undefined;
  const endLine = Number(to);
  return endLine >= line ? { path, line, endLine } : { path, line };
}

function parseRoute(text: string): Citation | undefined {
  const [, path] = ROUTE.exec(text) ?? [];
  return path !== undefined && ENDING.test(path) ? { path, line: 1 } : undefined;
}

/** A place in running text: it has a folder or an ending, so that `10:30` and `a:1` are none. */
const PLACE_IN_TEXT = new RegExp(
  [
    String.raw`(?<![\w./@:+)\]-])`,
    String.raw`(?:${BRACKETED_PATH}(?:${LINES})?|(?:[\w@.+-]+\/)*[\w@+-][\w@.+-]*\.[a-zA-Z]\w{0,7}${LINES})`,
    String.raw`(?![\w/([])`,
  ].join(''),
  'g',
);

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
