// Whether a word may be read, or written, as a path: inside the workspace, and not protected.
import type { Places } from '../zones.js';
import { holdsProtected, lexicalPath, patternOf, ZONE_PATTERNS, zoneOf } from '../zones.js';
import type { CommandPart, ParsedCommand, Word } from './types.js';

/** The workspace, and every folder the line may stand in when a part runs: `cd` may or may not have happened. */
export interface Where extends Places {
  readonly folders: readonly string[];
}

const MAX_FOLDERS = 16;

/** Every folder that the `cd`s of a line can lead to, in any combination; cut off where they would be too many. */
export function foldersOf({ parts }: ParsedCommand, places: Places): readonly string[] {
  const folders = new Set([lexicalPath('.', places)]);
  const targets = parts.flatMap(cdTarget);
  for (let round = 0; round < targets.length; round++) {
    const reached = [...folders];
    for (const folder of reached) {
      for (const target of targets) folders.add(lexicalPath(target, places, folder));
    }
    if (folders.size > MAX_FOLDERS) return ['/'];
  }
  return [...folders];
}

function cdTarget({ words }: CommandPart): readonly string[] {
  const [program, ...rest] = words;
  if (program?.kind !== 'literal' || !/^(?:cd|pushd|popd|chdir)$/.test(program.text)) return [];
  const target = rest.find((word) => word.kind !== 'literal' || !/^-[PL]$/.test(word.text));
  return [target?.kind === 'literal' && target.text !== '-' ? target.text : '/'];
}

const STREAMS = new Set(['/dev/null', '/dev/stdout', '/dev/stderr', '/dev/stdin']);

/** Why a word must not be read unasked, or `undefined`. */
export function readProblem(word: Word, where: Where): string | undefined {
  if (word.kind === 'pipe' || word.text === '-' || STREAMS.has(word.text)) return undefined;
  if (word.kind === 'dynamic') return `what "${word.text}" is, is known only when it runs`;
  if (word.kind === 'glob') return globProblem(word.text, where);
  for (const folder of where.folders) {
    if (zoneOf(word.text, where, folder) === 'outside')
      return `"${word.text}" lies outside of the workspace`;
    const pattern = patternOf(word.text, where, folder);
    if (pattern?.guard === 'secret') return `"${word.text}" is protected (${pattern.what})`;
  }
  return undefined;
}

/** Why a word must not be written unasked even where writing is allowed, or `undefined`. */
export function writeProblem(word: Word, where: Where): string | undefined {
  if (word.kind === 'literal' && STREAMS.has(word.text)) return undefined;
  if (word.kind !== 'literal') return `which file "${word.text}" is, is known only when it runs`;
  for (const folder of where.folders) {
    const zone = zoneOf(word.text, where, folder);
    if (zone === 'outside') return `"${word.text}" lies outside of the workspace`;
    const pattern = patternOf(word.text, where, folder);
    if (pattern !== undefined) return `"${word.text}" is protected (${pattern.what})`;
    if (holdsProtected(word.text, where, folder)) return `"${word.text}" holds protected files`;
  }
  return undefined;
}

/** Whether a word is the workspace folder itself, or one around it. */
export function isWholeWorkspace(word: Word, where: Where): boolean {
  const root = lexicalPath(where.root, where);
  return where.folders.some((folder) =>
    `${root}/`.startsWith(`${lexicalPath(word.text, where, folder)}/`),
  );
}

function globProblem(text: string, where: Where): string | undefined {
  // A file may be named like a flag.
  if (/^[*?[]/.test(text)) return `"${text}" may match a file that is named like an option`;
  const fixed = text.slice(0, text.search(/[*?[]/));
  const folder = fixed.slice(0, fixed.lastIndexOf('/') + 1);
  const outside = readProblem({ kind: 'literal', text: folder === '' ? '.' : folder }, where);
  if (outside !== undefined) return outside;
  if (/(?:^|\/)\.[^/]*[*?[]|\.\.|\/[^/]*\[/.test(text))
    return `"${text}" may match protected files`;
  const last = text.split('/').at(-1) ?? text;
  const suffix = /[^*?\]]*$/.exec(last)?.[0] ?? '';
  const secrets = ZONE_PATTERNS.filter(({ guard }) => guard === 'secret').map(
    ({ names }) => names[0] ?? '',
  );
  const ends = secrets
    .map((name) => (name.startsWith('*') ? name.slice(1) : undefined))
    .filter((end) => end !== undefined);
  const safe =
    /\.[a-z0-9]+$/i.test(suffix) && !ends.some((end) => suffix.toLowerCase().endsWith(end));
  return safe ? undefined : `"${text}" may match protected files`;
}
