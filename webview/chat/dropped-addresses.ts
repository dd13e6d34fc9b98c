// The addresses that a drag of the editor, or of another program, brings in its several lists.
import * as z from 'zod';

const LINES = ['application/vnd.code.uri-list', 'text/uri-list'] as const;
const ADDRESSES = 'resourceurls';
const PATHS = 'codefiles';
/** What the editor's explorer and its tabs give, beside files of the system. */
export const DROPPED_TYPES: ReadonlySet<string> = new Set(['files', ...LINES, ADDRESSES, PATHS]);

/**
 * The addresses in a drag, each thing once. The lists name the same things, but none of them has to be there or whole: one
 * leaves out folders, another the web.
 */
export function addressesIn(dataOf: (type: string) => string): readonly string[] {
  const all = [
    ...LINES.flatMap((type) => dataOf(type).split(/\r?\n/)),
    ...arrayIn(dataOf(ADDRESSES)),
    ...arrayIn(dataOf(PATHS)).map(uriOfPath),
  ].filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const byThing = new Map<string, string>();
  for (const uri of all) {
    const thing = sameFor(uri);
    if (!byThing.has(thing)) byThing.set(thing, uri);
  }
  return [...byThing.values()];
}

const namesSchema = z.array(z.string());

/** Another window, or another program, may put there what it likes: what is no list of names counts as none. */
function arrayIn(json: string): readonly string[] {
  try {
    return namesSchema.catch([]).parse(JSON.parse(json));
  } catch {
    return [];
  }
}

/** `/a b.ts`, `C:\\a b.ts` and `\\\\server\\a b.ts` as addresses. */
function uriOfPath(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  if (parts.startsWith('//')) return `file:${parts}`;
  return parts.startsWith('/') ? `file://${parts}` : `file:///${parts}`;
}

/** One text for all spellings of an address: the editor writes more signs as numbers than others do. */
function sameFor(uri: string): string {
  return decoded(uri)
    .replace(/(?<=.)\/$/, '')
    .replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}

/** The text itself where it is no encoded one. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
