// Plans the answer to “find all TODOs”: the comments that mark open work, each with its place.
import { cleanComment } from '../compose/evidence.js';
import { RULE_BASED } from '../label.js';
import { at } from '../text/markdown.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { STAGE } from './stages.js';

export function planMarks(input: StepInput): Cell {
  if (lastStage(input) === undefined && !mustAnswer(input)) {
    return {
      reasoning: 'I search the code for the words that mark open work.',
      code: MARKS_CELL,
    };
  }
  const seen = input.history.at(-1)?.observation ?? '';
  const count = Number(/^marks (\d+)$/m.exec(seen)?.[1] ?? 0);
  const places = [...seen.matchAll(/^mark (.+?):(\d+) (.*)$/gm)].map(
    ([, path = '', line, text = '']) => ({ path, line: Number(line), text: cleanComment(text) }),
  );
  const rows = places.map(
    ({ path, line, text }) => `- ${at(path, line)}: \`${text.replaceAll('`', "'")}\``,
  );
  const left = count - places.length;
  if (left > 0) rows.push(`- … and ${left} more.`);
  const answer =
    count === 0
      ? 'No comment says TODO, FIXME, HACK or XXX.'
      : `${count === 1 ? 'One place is marked as open work:' : `${count} places are marked as open work:`}\n\n${rows.join('\n')}`;
  return finalProse(
    {
      answer: `${answer}\n\n${RULE_BASED}`,
      citations: places.map(({ path, line }) => ({ path, line })),
    },
    'The search answers it.',
  );
}

/** In comments only: a name or a text with such a word marks nothing. */
const MARKS_CELL = String.raw`${STAGE.marks} the comments that say TODO, FIXME, HACK or XXX.
const { matches } = await search('(//|#|/\\*|\\*|--|<!--)[^\\n]*\\b(TODO|FIXME|HACK|XXX)\\b', { regex: true, caseSensitive: true, limit: 2000 });
const marked = matches.filter(({ path }) => !/(^|\/)(node_modules|vendor|dist|build|out)\/|\.min\.|\.lock$|-lock\.|\.map$/.test(path));
console.log('marks ' + marked.length);
for (const { path, line, text } of marked.slice(0, 40)) {
  const from = text.search(/(\/\/|#|\/\*|\*|--|<!--)[^\n]*\b(TODO|FIXME|HACK|XXX)\b/);
  console.log('mark ' + path + ':' + line + ' ' + text.slice(Math.max(0, from)).trim().slice(0, 100));
}`;
