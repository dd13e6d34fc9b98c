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

/** The address of a link that may be opened outside, or nothing. */
export function safeUrl(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}
