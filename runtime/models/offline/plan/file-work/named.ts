// What an answer about whole files says of the names in the order, and of who uses what they name.
import type { Named } from '../../../../wording/index.js';
import type { Prose } from '../../compose/prose.js';
import { at } from '../../text/markdown.js';
import { MOST_FILES } from './cells.js';

/** What is said to every change of files. */
export const UNTIL_ALLOWED =
  'Where you are asked and refuse, nothing changes; `/undo` takes it back afterwards.';

export const MAY_NOT =
  'I may not change files here: the mode only reads, or the workspace is not trusted.';

const WHICH = 'Which one do you mean?';
const NAME_IT = 'Name it with its path, or choose it after `@`.';

/** Rows of a list that a cell printed after a word: paths, with a line where there is one. */
export function rowsOf(seen: string, word: string): readonly string[] {
  return [...seen.matchAll(new RegExp(`^${word} (.+)$`, 'gm'))].map(([, row = '']) => row);
}

export interface Place {
  readonly path: string;
  readonly line: number;
}

export function placesOf(seen: string, word: string): readonly Place[] {
  return rowsOf(seen, word).flatMap((row) => {
    const [, path, line] = /^(.+):(\d+)$/.exec(row) ?? [];
    return path === undefined ? [] : [{ path, line: Number(line) }];
  });
}

/** A title and the places under it; nothing where there are none. */
export function placeList(title: string, places: readonly Place[]): readonly string[] {
  if (places.length === 0) return [];
  return [`${title}\n${places.map(({ path, line }) => `- ${at(path, line)}`).join('\n')}`];
}

/** Why an order cannot be carried out as it stands; empty where every name is clear. */
export function unclear(seen: string, names: readonly Named[]): readonly string[] {
  return names.flatMap(({ name, folder }, i) => {
    const several = rowsOf(seen, `several ${i}`);
    if (several.length > 0)
      return [
        `Several are named \`${name}\`. ${WHICH}\n${several.map((path) => `- \`${path}\``).join('\n')}`,
      ];
    if (new RegExp(`^none ${i}$`, 'm').test(seen)) {
      const near = rowsOf(seen, `near ${i}`).map((path) => `- \`${path}\``);
      return [
        `${folder ? `I found no folder \`${name}\` here` : `I found no file \`${name}\` here`}, so nothing was changed. ${NAME_IT}`,
        ...(near.length === 0 ? [] : [`Similar names:\n${near.join('\n')}`]),
      ];
    }
    const [, count, path] = new RegExp(`^folder ${i} (\\d+) (.+)$`, 'm').exec(seen) ?? [];
    if (count === undefined || path === undefined) return [];
    if (Number(count) > MOST_FILES)
      return [
        `\`${path}\` is a folder with ${count} files. I take no more than ${MOST_FILES} at once, so nothing was changed.`,
      ];
    if (folder) return [];
    return [
      Number(count) === 1
        ? `\`${path}\` is a folder with one file, so nothing was changed. Say “the folder ${path}”, and all of it is taken.`
        : `\`${path}\` is a folder with ${count} files, so nothing was changed. Say “the folder ${path}”, and all of it is taken.`,
    ];
  });
}

/** What a cell could not do. */
export function troubles(seen: string): readonly string[] {
  return [...rowsOf(seen, 'trouble'), ...(/^\w*Error\b.*/m.exec(seen) ?? [])].map(
    (why) => `It did not work: ${why}`,
  );
}

export function told(parts: readonly string[], places: readonly Place[] = []): Prose {
  return { answer: parts.filter((part) => part !== '').join('\n\n'), citations: [...places] };
}
