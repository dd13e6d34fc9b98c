// Plans “move src/a.ts to lib/a.ts” and “rename a.ts to b.ts”: the file in its new place, and the imports that speak of it.
import type { FileOrder } from '../../../../wording/index.js';
import { type Cell, finalProse, lastStage, mustAnswer, type StepInput } from '../cell.js';
import { STAGE } from '../stages.js';
import { FIND, MOST_FILES, mayBePython, usersCell } from './cells.js';
import {
  MAY_NOT,
  placeList,
  placesOf,
  rowsOf,
  told,
  troubles,
  UNTIL_ALLOWED,
  unclear,
} from './named.js';

/** Most files and places that are named one by one. */
const MOST_TOLD = 30;

type Move = Extract<FileOrder, { kind: 'move' }>;

export function planMove(input: StepInput, move: Move): Cell {
  const end = 'The work is done as far as it goes by rule; I say what was changed.';
  if (!/\bmoveFile\b/.test(input.functions)) return finalProse(told([MAY_NOT]), end);
  if (lastStage(input) === undefined && !mustAnswer(input)) {
    return {
      reasoning: `I look for \`${move.from.name}\`, whether its new place is free, and who imports it.`,
      code: moveCell(move),
    };
  }
  return finalProse(moveText(input.history.at(-1)?.observation ?? '', move), end);
}

function moveText(seen: string, { from }: Move): ReturnType<typeof told> {
  const open = unclear(seen, [from]);
  if (open.length > 0) return told(open);
  const [taken] = rowsOf(seen, 'taken');
  if (taken !== undefined)
    return told([`\`${taken}\` exists already, so nothing was moved. Choose another name.`]);
  const moves = rowsOf(seen, 'moved').map((row) => row.split('\t'));
  if (moves.length === 0) return told([...troubles(seen), 'Nothing was moved.']);
  const [[old = '', place = ''] = []] = moves;
  const count = Number(rowsOf(seen, 'count')[0] ?? 0);
  const mended = placesOf(seen, 'mended');
  const [left] = rowsOf(seen, 'left');
  const dotted = placesOf(seen, 'dotted');
  const mentions = placesOf(seen, 'mention');
  const isScript = moves.every(([path = '']) => /\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(path));
  return told(
    [
      count === 1
        ? `This moves \`${old}\` to \`${place}\`.`
        : `This moves ${count} files, the first of them \`${old}\` to \`${place}\`.`,
      ...placeList('Relative imports are mended here:', mended),
      left === undefined ? '' : `There are ${left} more.`,
      mended.length === 0 && isScript ? 'No relative import had to be mended.' : '',
      ...rowsOf(seen, 'unmended').map((path) => `The imports in \`${path}\` could not be mended.`),
      ...placeList('Imports of Python are not mended by rule; look at these:', dotted),
      ...placeList('The old path also stands here, where I left it:', mentions),
      isScript || dotted.length > 0
        ? ''
        : 'I searched for its path only, not for other ways to use it.',
      ...troubles(seen),
      UNTIL_ALLOWED,
    ],
    [...mended, ...dotted, ...mentions],
  );
}

/** What is imported through an index or without an ending stays so. Files are moved first, all or none, so that what cannot be moved mends nothing. */
function moveCell({ from, to, renames }: Move): string {
  return String.raw`${STAGE.inspect} find what is named, see that its new place is free, move it and mend relative imports.
${FIND}
${usersCell(mayBePython(from.name))}
const from = ${JSON.stringify(from)}, to = ${JSON.stringify(to)}, renames = ${renames};
const same = from.folder ? [] : await filesOf(from.name);
const found = same.length > 0 ? same : foldersOf(from.name);
const isFolder = found.length === 1 && same.length === 0;
const inside = isFolder ? files.filter((path) => path.startsWith(found[0] + '/')) : same;
if (isFolder) console.log('folder 0 ' + inside.length + ' ' + found[0]);
if (found.length > 1) for (const path of found.slice(0, 12)) console.log('several 0 ' + path);
if (found.length === 0) { console.log('none 0'); for (const path of near(from.name)) console.log('near 0 ' + path); }
const folders = to.folder ? foldersOf(to.name) : files.some((path) => path.startsWith(to.name + '/')) ? [to.name] : [];
const placeOf = (old) => {
  const base = old.split('/').pop();
  if (!renames && (to.folder && !isFolder || folders.length > 0)) return (folders.length === 1 ? folders[0] : to.name) + '/' + base;
  const stays = !to.name.includes('/') && (renames || !from.name.includes('/'));
  return stays && dirOf(old) !== '' ? dirOf(old) + '/' + to.name : to.name;
};
if (found.length === 1 && (!isFolder || from.folder && inside.length <= ${MOST_FILES})) {
  const target = placeOf(found[0]);
  const moves = inside.map((path) => [path, isFolder ? target + path.slice(found[0].length) : target]);
  const taken = moves.find(([, place]) => known.has(place));
  if (taken !== undefined) console.log('taken ' + taken[1]);
  else await moveAll(new Map(moves));
}
async function moveAll(moved) {
  const paths = [...moved.keys()];
  const placed = (path) => moved.get(path) ?? path;
  const bare = (path) => path.replace(/(?:\.d)?\.[cm]?[jt]sx?$|\.(?:json|vue|svelte)$/, '');
  const relative = (dir, path) => {
    const here = dir === '' ? [] : dir.split('/'), there = path === '' ? [] : path.split('/');
    let shared = 0;
    while (shared < here.length && here[shared] === there[shared]) shared++;
    const up = here.slice(shared).map(() => '..');
    return [...(up.length === 0 ? ['.'] : up), ...there.slice(shared)].join('/');
  };
  const respelled = (old, spec) => {
    const path = joined(dirOf(old), spec), target = resolved(old, spec);
    if (path === undefined || (placed(target) === target && dirOf(placed(old)) === dirOf(old))) return spec;
    const place = target === undefined ? path : placed(target);
    const index = (path === '' ? '' : path + '/') + 'index.';
    const ending = /\.[cm]?jsx?$/.exec(spec)?.[0] ?? '';
    const written = target === undefined || target === path ? place
      : target.startsWith(index) ? (place.split('/').pop().startsWith('index.') ? dirOf(place) : bare(place))
      : bare(place) + (target.startsWith(path + '.') ? '' : ending);
    return relative(dirOf(placed(old)), written);
  };
  const users = await scriptUsers(paths);
  const dotted = (await pythonUsers(paths)).filter(({ path }) => !paths.includes(path));
  for (const old of paths.filter((path) => path.endsWith('.py') && dirOf(path) !== dirOf(placed(path)))) {
    const lines = (await wholeText(old).catch(() => '')).split('\n');
    lines.forEach((line, i) => { if (/^\s*from\s+\./.test(line)) dotted.push({ path: placed(old), line: i + 1 }); });
  }
  const touched = [...new Set([...paths.filter(isScript), ...users.map(({ path }) => path)])];
  const texts = new Map();
  for (const path of touched) await wholeText(path).then((text) => texts.set(path, text), () => console.log('unmended ' + path));
  const done = [];
  for (const [old, place] of moved) {
    try { await moveFile(old, place); } catch (e) {
      console.log(e.code === 'files.exists' ? 'taken ' + place : 'trouble ' + e.message.replace(/\s+/g, ' '));
      for (const [from, to] of done) await moveFile(to, from);
      return;
    }
    done.push([old, place]);
  }
  console.log('count ' + done.length);
  for (const [old, place] of done.slice(0, ${MOST_TOLD})) console.log('moved ' + old + '\t' + place);
  const mended = [];
  for (const [path, text] of texts) {
    const lines = text.split('\n');
    const changed = lines.map((line) => line.replace(quoted, (whole, mark, spec, at) => isImport(line, at) ? mark + respelled(path, spec) + mark : whole));
    if (changed.every((line, i) => line === lines[i])) continue;
    try { await editFile(placed(path), text, changed.join('\n')); } catch { console.log('unmended ' + placed(path)); continue; }
    changed.forEach((line, i) => { if (line !== lines[i]) mended.push(placed(path) + ':' + (i + 1)); });
  }
  for (const place of mended.slice(0, ${MOST_TOLD})) console.log('mended ' + place);
  if (mended.length > ${MOST_TOLD}) console.log('left ' + (mended.length - ${MOST_TOLD}));
  for (const { path, line } of dotted.slice(0, 20)) console.log('dotted ' + path + ':' + line);
  await tellMentions(paths, [...users, ...dotted]);
}`;
}
