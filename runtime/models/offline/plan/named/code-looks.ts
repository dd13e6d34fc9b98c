// Looks into named files, folders and symbols: at one of them as a whole, or for a question within them all.
import { tellFolder, tellFound, tellWhole } from '../../compose/named.js';
import { listed } from '../../text/markdown.js';
import { gatherCell, readCell } from '../ask-cells.js';
import { LISTED, worthOf } from '../cell-parts.js';
import { inspectCell } from '../explain.js';
import { type Look, nameOf } from './look.js';
import type { AskedOf, NamedThing } from './named.js';

const CODE: ReadonlySet<string> = new Set(['file', 'folder', 'symbol']);

export function codeLooks(asked: AskedOf, found: readonly NamedThing[]): readonly Look[] {
  const things = found.filter(({ kind }) => CODE.has(kind));
  if (things.length === 0) return [];
  if (asked.whole) return things.map(wholeLook);
  const names = listed(things.map(({ token }) => nameOf(token)));
  return [
    {
      code: `${gatherCell(asked.question, scopeOf(things))}\n${readCell(asked.question, true)}`,
      tell: (seen) => tellFound(names, asked.question, seen),
    },
  ];
}

/** The thing itself: its comments, its parts, who uses it. */
function wholeLook(thing: NamedThing): Look {
  const { kind, place, index, token } = thing;
  const name = nameOf(token);
  if (kind === 'folder') return { code: folderCell(index), tell: (seen) => tellFolder(name, seen) };
  const code =
    place === undefined
      ? `${inspectCell(`mentions[${index}].value[0]`, `mentions[${index}].label`)}
for (const { path, startLine } of mentions[${index}].value.slice(1, 6)) console.log('also ' + path + ':' + startLine);`
      : inspectCell(JSON.stringify(place), "''");
  return { code, tell: (seen) => tellWhole(name, seen) };
}

/** JavaScript for the places that are searched. */
function scopeOf(things: readonly NamedThing[]): string {
  const places = things.map(({ kind, place, index }) =>
    kind === 'folder'
      ? `{ folder: mentions[${index}].label }`
      : place === undefined
        ? `...mentions[${index}].value`
        : JSON.stringify(place),
  );
  return `[${places.join(', ')}]`;
}

/** Its files, the telling ones with what they say of themselves and what they define. */
function folderCell(index: number): string {
  return String.raw`${LISTED}
${worthOf({ tests: false, docs: false })}
const folder = mentions[${index}].label, inside = mentions[${index}].value;
console.log('folder ' + inside.length + ' ' + folder);
const depth = (path) => path.split('/').length;
const ranked = [...inside].sort((a, b) => worth(b) - worth(a) || depth(a) - depth(b) || (a < b ? -1 : 1));
const readme = inside.find((path) => /(^|\/)readme(\.\w+)?$/i.test(path) && depth(path) === (folder === '/' ? 1 : depth(folder)));
if (readme !== undefined) {
  const lines = (await readFile(readme)).text.split('\n');
  const at = lines.findIndex((line) => line.trim().length > 30 && !/^\s*([#|>*<!-]|\[!|\d+\.)/.test(line));
  if (at >= 0) console.log('readme ' + readme + ':' + (at + 1) + ' ' + lines[at].trim().slice(0, 300));
}
for (const path of ranked.slice(0, 12)) {
  const file = await readFile(path, { startLine: 1, endLine: 40 }).catch(() => ({ text: '', totalLines: 0 }));
  const head = file.text.split('\n').find((l) => /^\s*(\/\/|#\s|\/?\*+|"""|--|package\b.*\/\/)\s*\w/.test(l)) ?? '';
  console.log('inside ' + file.totalLines + ' ' + path + ' :: ' + head.trim().slice(0, 140));
  const defined = listed(await outline(path).catch(() => []), 'symbols').filter(({ kind }) => kind !== 'section');
  for (const s of defined.slice(0, 4)) console.log('offers ' + s.startLine + ' ' + s.kind + ' ' + s.name);
}
const others = ranked.slice(12);
if (others.length > 0) console.log('others ' + others.length + ' ' + others.slice(0, 10).join(', ').slice(0, 500));`;
}
