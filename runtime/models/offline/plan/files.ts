// Plans the answer to “list all files”: the tree of the folders, as deep as an answer can be read.
import { fence } from '../text/markdown.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { STAGE } from './stages.js';

/** Most rows of the tree. */
const MOST_ROWS = 80;

export function planFiles(input: StepInput): Cell {
  if (lastStage(input) === undefined && !mustAnswer(input))
    return { reasoning: 'I list the files of the project by folder.', code: FILES_CELL };
  return finalProse(
    { answer: treeText(input.history.at(-1)?.observation ?? ''), citations: [] },
    'The listing answers it.',
  );
}

function treeText(seen: string): string {
  const total = Number(/^files (\d+)$/m.exec(seen)?.[1] ?? 0);
  if (total === 0) return 'There are no files here yet.';
  const rows = [...seen.matchAll(/^row (.+)$/gm)].map(([, row = '']) => row);
  const [, left] = /^left (\d+)$/m.exec(seen) ?? [];
  const isClosed = /^closed$/m.test(seen);
  return [
    total === 1 ? 'There is one file:' : `There are ${total} files:`,
    fence(rows.join('\n'), ''),
    left === undefined ? '' : `… and ${left} more.`,
    [
      total === 1 ? '' : 'After a folder stands how many files it holds.',
      isClosed ? 'Name a folder with `@` to see what is in it.' : '',
      'Hidden, vendored and git-ignored files are left out.',
    ]
      .filter((part) => part !== '')
      .join(' '),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Folders are opened while there is room, those nearest to the root first and of these the smallest. */
const FILES_CELL = String.raw`${STAGE.count} the files of each folder.
const { files, total } = await listFiles('**/*', { limit: 100000 });
const folder = (name, depth) => ({ name, depth, count: 0, folders: new Map(), files: [], open: false });
const root = folder('', -1);
for (const path of files) {
  const parts = path.split('/');
  let at = root;
  at.count++;
  for (const name of parts.slice(0, -1)) {
    if (!at.folders.has(name)) at.folders.set(name, folder(name, at.depth + 1));
    at = at.folders.get(name);
    at.count++;
  }
  at.files.push(parts.at(-1));
}
const most = ${MOST_ROWS};
let room = most;
const width = (one) => one.folders.size + one.files.length;
for (let level = [root]; level.length > 0; level = level.filter((one) => one.open).flatMap((one) => [...one.folders.values()])) {
  for (const one of level.sort((a, b) => width(a) - width(b))) {
    if (width(one) > room && one !== root) continue;
    one.open = true;
    room -= width(one);
  }
}
const rows = [];
const show = (one) => {
  for (const inner of [...one.folders.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    rows.push('  '.repeat(inner.depth) + inner.name + '/ (' + inner.count + ')');
    if (inner.open) show(inner);
  }
  for (const name of one.files.sort()) rows.push('  '.repeat(one.depth + 1) + name);
};
show(root);
console.log('files ' + total);
for (const row of rows.slice(0, most)) console.log('row ' + (row.length > 70 ? row.slice(0, 69) + '…' : row));
if (rows.length > most) console.log('left ' + (rows.length - most));
const closed = (one) => !one.open || [...one.folders.values()].some(closed);
if (closed(root)) console.log('closed');`;
