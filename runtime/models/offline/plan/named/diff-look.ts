// A look at the changes that a message names: files and hunks of the variable, and what static rules object to in them.
import { tellDiff } from '../../compose/named-diff.js';
import { asksTo } from '../../text/question.js';
import { ideasLiteral, LISTED, OBJECTIONS_TO, SAYS } from '../cell-parts.js';
import { type Look, nameOf } from './look.js';
import type { AskedOf, NamedThing } from './named.js';

export function diffLook({ token, index }: NamedThing, asked: AskedOf): Look {
  const review = asksTo('reviews', asked.question);
  const parts = [HUNKS.replace('INDEX', String(index)), relevance(asked), SHOWN];
  return {
    code: [...parts, review ? OBJECTIONS : ''].join('\n'),
    tell: (seen) => tellDiff(nameOf(token), { ...asked, review }, seen),
  };
}

/** Leaves the files in `files`, and what was changed in one place, with nothing unchanged between, in `hunks`. */
export const HUNKS = String.raw`const { files, text, truncated } = mentions[INDEX].value;
const rows = text.split('\n'), hunks = [];
let file = -1;
for (let i = 0; i < rows.length; i++) {
  if (rows[i].startsWith('diff --git ')) file++;
  const head = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(rows[i]);
  if (head === null) continue;
  const path = files[file]?.path ?? '', gone = Number(head[2]) === 0;
  let before = Number(head[1] ?? 1), after = Number(head[3] ?? 1), line = Number(head[2]), hunk;
  while (before + after > 0 && i + 1 < rows.length) {
    const row = rows[++i], sign = row[0] ?? ' ';
    if (sign === '\\') continue;
    if (sign !== '+' && sign !== '-') hunk = undefined;
    else {
      if (hunk === undefined) hunks.push((hunk = { path, at: gone ? 0 : line, lines: [] }));
      hunk.lines.push({ sign, line, text: row.slice(1) });
    }
    if (sign !== '+') before--;
    if (sign !== '-') { after--; line++; }
  }
}`;

/** Leaves in `meant` the hunks that the question speaks of; all of them when the whole is meant. */
function relevance({ question, whole }: AskedOf): string {
  if (whole) return 'const meant = hunks;';
  return String.raw`${ideasLiteral(question.ideas)}
${SAYS}
for (const hunk of hunks) hunk.score = ideas.reduce((sum, idea) => sum + idea.weight *
  [hunk.path, ...hunk.lines.map((one) => one.text)].reduce((most, words) => Math.max(most, strength(idea, words)), 0), 0);
const meant = hunks.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);`;
}

const SHOWN = String.raw`${LISTED}
const outlined = new Map();
console.log('diff ' + files.length + (truncated ? ' cut' : ''));
for (const one of files.slice(0, 20)) console.log('changed ' + one.added + ' ' + one.removed + ' ' + one.path);
const shown = meant.slice(0, 12), share = Math.max(200, Math.floor(3000 / Math.max(1, shown.length)));
for (const hunk of shown) {
  const added = hunk.lines.find(({ sign }) => sign === '+');
  const line = added?.line ?? hunk.at;
  outlined.set(hunk.path, outlined.get(hunk.path) ?? listed(await outline(hunk.path).catch(() => []), 'symbols'));
  const [inside] = outlined.get(hunk.path).filter((s) => s.startLine <= line && line <= s.endLine).sort((a, b) => a.endLine - a.startLine - (b.endLine - b.startLine));
  console.log('hunk ' + line + ' ' + hunk.path + ' :: ' + (inside?.name ?? '').slice(0, 80));
  let room = share;
  for (const { sign, text } of hunk.lines) {
    const row = sign + '| ' + text.slice(0, 140);
    room -= row.length;
    if (room < 0) { console.log('more'); break; }
    console.log(row);
  }
}
if (meant.length > shown.length) console.log('hunks ' + (meant.length - shown.length));`;

/** Runs the static rules over the changed files; what they find on a line that was not changed is old. */
const OBJECTIONS = String.raw`${OBJECTIONS_TO}
let checked = 0;
for (const { path } of files.slice(0, 20)) {
  const read = await objectionsTo(path);
  if (!read) continue;
  checked++;
  const added = new Set(hunks.filter((one) => one.path === path).flatMap(({ lines }) => lines.filter(({ sign }) => sign === '+').map(({ line }) => line)));
  for (const f of read.found)
    if (added.has(f.line)) console.log('finding ' + f.path + ':' + f.line + ' ' + f.severity + ' ' + f.title);
}
console.log('checked ' + checked);`;
