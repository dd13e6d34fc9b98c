// Plans a fix: mechanical repairs of the selected lines, and an honest word where a model is needed.
import { needsModel } from '../label.js';
import { FIX_PROMPT } from '../prompts.js';
import { literal } from '../text/markdown.js';
import type { Cell, StepInput } from './cell.js';
import { lastStage, mustAnswer } from './cell.js';
import { NOTHING, STAGE } from './stages.js';
import type { Task } from './task.js';

export function planFix(input: StepInput, task: Task): Cell {
  const seen = input.history.at(-1)?.observation ?? '';
  if (lastStage(input) === undefined && !mustAnswer(input) && task.place !== 'undefined') {
    return {
      reasoning:
        'I check the selected lines against static rules and mend what can be mended without judgement.',
      code: fixCell(task),
    };
  }
  if (/^fix ready$/m.test(seen)) {
    return {
      reasoning: 'The repair is ready; nothing is changed before it is accepted.',
      code: `${STAGE.answer} the repaired lines, to accept or reject.\nawait final(fix);`,
    };
  }
  const summary =
    task.place === 'undefined'
      ? 'I do not know which lines are meant. Select the lines in the editor and run Fix Selection again.'
      : needsModel('Mending these lines');
  return {
    reasoning: 'There is no repair that could be made by rule; I say so.',
    code: `${STAGE.answer} nothing can be changed by rule.\nawait final({ summary: ${literal(summary)}, replacement: null });`,
  };
}

function fixCell(task: Task): string {
  return String.raw`${STAGE.inspect} check the selected lines and mend what is mechanical.
const place = ${task.place};
const file = await readFile(place.path);
const start = place.startLine ?? 1, end = place.endLine ?? place.startLine ?? file.text.split('\n').length;
const answer = await llm(${JSON.stringify(FIX_PROMPT)} + place.path + ':' + start + '-' + end, file.text);
const fix = JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1) || 'null');
console.log(fix === null ? '${NOTHING}' : fix.summary);
if (fix !== null) console.log('fix ready');`;
}
