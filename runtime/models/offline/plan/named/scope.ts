// The lines that a piece of work is meant for: those of what is attached, or of what the message names with @.
import { tellMissing } from '../../compose/named.js';
import { listed } from '../../text/markdown.js';
import type { Task } from '../task.js';
import { HUNKS } from './diff-look.js';
import { nameOf } from './look.js';
import { MANNERS, type NamedThing } from './named.js';

const CODE: ReadonlySet<string> = new Set(['file', 'folder', 'symbol', 'diff']);
/** What follows its words is no code, however it is named. */
const SOURCES = String.raw`/\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs|c|h|cc|cpp|hpp|swift|scala|sh|vue|svelte)$/i`;
const TESTS = String.raw`/(^|\/)(tests?|__tests__|specs?|fixtures|testdata|dist|vendor|node_modules)\/|[._-](test|spec)\.\w+$|(^|\/)test_\w+\.py$/`;

/** What is named and can be worked on; what is attached goes before it. */
export function codeNamed({ attached, named }: Task): readonly NamedThing[] {
  return attached ? [] : named.found.filter(({ kind }) => CODE.has(kind));
}

/** Whether anything says what the work is meant for. */
export function pointsAtCode(task: Task): boolean {
  return task.place !== 'undefined' || codeNamed(task).length > 0;
}

/**
 * JavaScript that leaves in `places` the files that are meant, with `ranges` of lines where not all of them are;
 * `undefined` where nothing is meant. `covers(place, from, to)` tells whether lines are among them, and `sources(paths)`
 * leaves out what is no code, and tests where there is anything else.
 */
export function placesCell(task: Task): string {
  return String.raw`const covers = ({ ranges }, from, to = from) => ranges === undefined || ranges.some(([first, last]) => first <= to && last >= from);
const sources = (paths) => {
  const code = paths.filter((path) => ${SOURCES}.test(path)), own = code.filter((path) => !${TESTS}.test(path));
  return own.length > 0 ? own : code;
};
${codeNamed(task).length > 0 ? namedPlaces(codeNamed(task)) : attachedPlace(task)}`;
}

function attachedPlace({ place }: Task): string {
  return String.raw`const one = ${place};
const places = one === undefined ? undefined : [{ path: one.path, ranges: one.startLine ? [[one.startLine, one.endLine ?? one.startLine]] : undefined }];`;
}

function namedPlaces(things: readonly NamedThing[]): string {
  return String.raw`const places = [];
const put = (path, from, to) => {
  let known = places.find((place) => place.path === path);
  if (known === undefined) places.push((known = { path, ranges: [] }));
  if (from === undefined) known.ranges = undefined;
  else known.ranges?.push([from, to]);
};
${things.map(putCell).join('\n')}`;
}

function putCell({ kind, index, place }: NamedThing): string {
  if (kind === 'folder')
    return `{ const inside = sources(mentions[${index}].value);
  for (const path of inside) put(path);
  if (inside.length === 0) console.log('empty ${index}'); }`;
  if (kind === 'symbol')
    return `for (const { path, startLine, endLine } of mentions[${index}].value) put(path, startLine, endLine);`;
  if (kind === 'diff')
    return `{ ${HUNKS.replace('INDEX', String(index))}
  for (const { path, lines } of hunks) {
    const added = lines.filter(({ sign }) => sign === '+').map(({ line }) => line);
    if (added.length > 0) put(path, added[0], added.at(-1));
  }
  if (truncated) console.log('cut ${index}');
  if (files.length === 0) console.log('empty ${index}'); }`;
  const { path = '', startLine, endLine = startLine } = place ?? {};
  const lines = startLine === undefined ? '' : `, ${startLine}, ${endLine}`;
  return `put(${JSON.stringify(path)}${lines});`;
}

/** Why a step looks at these places and no others; `undefined` where the message names none. */
export function whereOnly(task: Task): string | undefined {
  const things = codeNamed(task);
  if (things.length === 0) return undefined;
  return `The message names ${listed(things.map(({ token }) => nameOf(token)))}. I look there and nowhere else.`;
}

/** Of what is named: what was worked on, what holds nothing, what is no code, and what is not there. */
export function tellScope(task: Task, seen: string): readonly string[] {
  const things = codeNamed(task);
  const isEmpty = ({ index }: NamedThing): boolean =>
    new RegExp(`^empty ${index}$`, 'm').test(seen);
  const looked = things.filter((thing) => !isEmpty(thing));
  const others = task.attached
    ? []
    : task.named.found.filter(({ kind }) => !CODE.has(kind) && !MANNERS.has(kind));
  return [
    ...task.named.missing.map(({ token, why }) => tellMissing(token, why, '').answer),
    ...things.filter(isEmpty).map(({ kind, token }) => emptyText(kind, nameOf(token))),
    others.length === 0 ? '' : `The static rules read code, so they leave out ${namesOf(others)}.`,
    looked.length === 0 ? '' : `I looked at ${namesOf(looked)} and nowhere else.`,
    ...[...seen.matchAll(/^could not read (.+?): (.*)$/gm)].map(
      ([, path = '', why = '']) => `\`${path}\` could not be looked at: ${why}`,
    ),
    ...[...seen.matchAll(/^first (\d+) of (\d+)$/gm)].map(
      ([, first = '', all = '']) =>
        `Only the first ${first} of ${looked.length === 0 ? 'the' : 'its'} ${all} files were read.`,
    ),
    /^cut \d+$/m.test(seen) ? 'The changes are very large; only their beginning was read.' : '',
  ].filter((part) => part !== '');
}

function namesOf(things: readonly NamedThing[]): string {
  return listed(things.map(({ token }) => nameOf(token)));
}

function emptyText(kind: NamedThing['kind'], name: string): string {
  return kind === 'diff'
    ? `${name} is empty: git sees no change there. Files that git does not know yet are not part of it.`
    : `${name} holds no code that can be read.`;
}
