// Plans the answer to “how many lines of code are there?”: lines and files by language, counted to the last.
import { composeSize } from '../compose/size.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { IS_TEST, LANGUAGE_NAMES } from './cell-parts.js';
import { STAGE } from './stages.js';

/** Most source files that are counted. */
const MOST_FILES = 2000;

export function planSize(input: StepInput): Cell {
  if (lastStage(input) === undefined && !mustAnswer(input))
    return { reasoning: 'I count the files and lines of each language.', code: SIZE_CELL };
  return finalProse(
    { answer: composeSize(input.history.at(-1)?.observation ?? ''), citations: [] },
    'The counting answers it.',
  );
}

/** The line after a last line feed is none. */
const SIZE_CELL = String.raw`${STAGE.count} files and lines of each language.
${LANGUAGE_NAMES}
${IS_TEST}
const { files, total } = await listFiles('**/*', { limit: 100000 });
const languageOf = (path) => names[path.split('.').pop()];
const sources = files.filter(languageOf);
const linesOf = async (path) => {
  const { text, totalLines, truncated } = await readFile(path);
  const end = truncated ? (await readFile(path, { startLine: totalLines })).text : text;
  return end === '' || end.endsWith('\n') ? totalLines - 1 : totalLines;
};
const counts = {}, tests = { files: 0, lines: 0 };
let unread = 0;
for (const path of sources.slice(0, ${MOST_FILES})) {
  const lines = await linesOf(path).catch(() => undefined);
  if (lines === undefined) { unread++; continue; }
  const count = (counts[languageOf(path)] ??= { files: 0, lines: 0 });
  for (const one of isTest(path) ? [count, tests] : [count]) { one.files++; one.lines += lines; }
}
console.log('files ' + total);
for (const [language, { files, lines }] of Object.entries(counts).sort(([, a], [, b]) => b.lines - a.lines)) console.log('language ' + files + ' ' + lines + ' ' + language);
if (tests.files > 0) console.log('tests ' + tests.files + ' ' + tests.lines);
if (unread > 0) console.log('unread ' + unread);
if (sources.length > ${MOST_FILES}) console.log('first ' + ${MOST_FILES} + ' of ' + sources.length);`;
