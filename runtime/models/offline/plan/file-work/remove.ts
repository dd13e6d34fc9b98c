// Plans “delete src/cache.ts”: which file is meant, who still imports it, and its deletion as a change to look at.
import type { Named } from '../../../../wording/index.js';
import { listed } from '../../text/markdown.js';
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

/** Most files that are named one by one. */
const MOST_TOLD = 20;

export function planRemove(input: StepInput, things: readonly Named[]): Cell {
  const end = 'The work is done as far as it goes by rule; I say what was changed.';
  if (!/\bdeleteFile\b/.test(input.functions)) return finalProse(told([MAY_NOT]), end);
  if (lastStage(input) === undefined && !mustAnswer(input)) {
    const names = listed(things.map(({ name }) => `\`${name}\``));
    return {
      reasoning: `I look for ${names}, and for what still uses it.`,
      code: removeCell(things),
    };
  }
  return finalProse(removeText(input.history.at(-1)?.observation ?? '', things), end);
}

function removeText(seen: string, things: readonly Named[]): ReturnType<typeof told> {
  const open = unclear(seen, things);
  if (open.length > 0) return told(open);
  const gone = rowsOf(seen, 'gone');
  if (gone.length === 0) return told([...troubles(seen), 'Nothing was deleted.']);
  const users = placesOf(seen, 'user');
  const mentions = placesOf(seen, 'mention');
  const count = Number(rowsOf(seen, 'count')[0] ?? 0);
  const [only = ''] = gone;
  const isCode = gone.some((path) => /\.(?:[cm]?[jt]sx?|py|vue|svelte)$/.test(path));
  return told(
    [
      count === 1
        ? `This deletes \`${only}\`.`
        : `This deletes ${count} files:\n${rows(gone, count)}`,
      ...placeList('Still imported here:', users),
      ...placeList('Its path also stands here:', mentions),
      users.length > 0 || !isCode ? '' : 'I found nothing that imports it.',
      isCode ? '' : 'I searched for its path only, not for other ways to use it.',
      ...troubles(seen),
      /^folder /m.test(seen) ? 'Hidden and git-ignored files of the folder stay.' : '',
      UNTIL_ALLOWED,
    ],
    [...users, ...mentions],
  );
}

function rows(paths: readonly string[], count: number): string {
  const shown = paths.map((path) => `- \`${path}\``);
  const left = count - shown.length;
  return [...shown, ...(left > 0 ? [`- … and ${left} more.`] : [])].join('\n');
}

function removeCell(things: readonly Named[]): string {
  return String.raw`${STAGE.inspect} find what is named and who imports it, and delete it.
${FIND}
${usersCell(things.some(({ name }) => mayBePython(name)))}
const targets = [];
let clear = true;
for (const [i, { name, folder }] of ${JSON.stringify(things)}.entries()) {
  const same = folder ? [] : await filesOf(name);
  const found = same.length > 0 ? same : foldersOf(name);
  if (found.length === 1 && same.length === 1) { targets.push(found[0]); continue; }
  const inside = found.length === 1 ? files.filter((path) => path.startsWith(found[0] + '/')) : [];
  if (found.length === 1) console.log('folder ' + i + ' ' + inside.length + ' ' + found[0]);
  if (folder && found.length === 1 && inside.length <= ${MOST_FILES}) { targets.push(...inside); continue; }
  clear = false;
  if (found.length > 1) for (const path of found.slice(0, 12)) console.log('several ' + i + ' ' + path);
  if (found.length === 0) { console.log('none ' + i); for (const path of near(name)) console.log('near ' + i + ' ' + path); }
}
if (clear) {
  const paths = [...new Set(targets)];
  const users = await usersOf(paths);
  const gone = [];
  for (const path of paths) await deleteFile(path).then(() => gone.push(path), (e) => console.log('trouble ' + e.message.replace(/\s+/g, ' ')));
  console.log('count ' + gone.length);
  for (const path of gone.slice(0, ${MOST_TOLD})) console.log('gone ' + path);
  for (const { path, line } of users.slice(0, 20)) console.log('user ' + path + ':' + line);
  await tellMentions(paths, users);
}`;
}
