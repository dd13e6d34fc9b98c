// Plans a refactoring: names what static rules find hard about the code. Changing its shape takes a model.
import { needsModel, RULE_BASED } from '../label.js';
import { REVIEW_PROMPT } from '../prompts.js';
import { at } from '../text/markdown.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { STAGE } from './stages.js';
import type { Task } from './task.js';

const ROW = /^hard (\S+):(\d+) (.+)$/gm;

export function planRefactor(input: StepInput, task: Task): Cell {
  if (lastStage(input) === undefined && !mustAnswer(input) && task.place !== 'undefined') {
    return {
      reasoning: 'I look for what static rules find hard about this code.',
      code: inspectCell(task),
    };
  }
  const seen = input.history.at(-1)?.observation ?? '';
  const rows = [...seen.matchAll(ROW)].map(([, path = '', line, title = '']) => ({
    path,
    line: Number(line),
    title,
  }));
  const found =
    rows.length === 0
      ? 'The static rules find nothing to change in its shape.'
      : `Where I would begin:\n\n${rows.map(({ path, line, title }) => `- ${title} (${at(path, line)})`).join('\n')}`;
  return finalProse(
    { answer: `${needsModel('Refactoring')}\n\n${found}\n\n${RULE_BASED}`, citations: rows },
    'Rules cannot judge a design; I name the places that stand out.',
  );
}

function inspectCell(task: Task): string {
  return String.raw`${STAGE.inspect} run the static rules over the code and keep what is about its shape.
const place = ${task.place};
const file = await readFile(place.path);
const answer = await llm(${JSON.stringify(REVIEW_PROMPT)} + place.path, file.text);
const found = JSON.parse(answer.slice(answer.indexOf('['), answer.lastIndexOf(']') + 1) || '[]');
for (const f of found.filter((f) => !place.startLine || (f.line >= place.startLine && f.line <= (place.endLine ?? place.startLine))).slice(0, 12)) {
  console.log('hard ' + f.path + ':' + f.line + ' ' + f.title);
}`;
}
