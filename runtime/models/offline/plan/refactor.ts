// Plans a refactoring or a mending of code that is named: what static rules find there. Changing it takes a model.
import { BY_RULE } from '../compose/named-reports.js';
import { needsModel, RULE_BASED } from '../label.js';
import { at } from '../text/markdown.js';
import type { Cell, StepInput } from './cell.js';
import { finalFor, lastStage, mustAnswer } from './cell.js';
import { OBJECTIONS_TO } from './cell-parts.js';
import { placesCell, pointsAtCode, tellScope, whereOnly } from './named/scope.js';
import { rowOf } from './review.js';
import { STAGE } from './stages.js';
import type { Task } from './task.js';

const ROW = /^hard (.+?):(\d+) (error|warning|info) (.+)$/gm;

interface Kind {
  readonly work: string;
  readonly reasoning: string;
  readonly none: string;
  /** Stands over what was found. */
  readonly head: string;
  /** Stands under it. */
  readonly foot: string;
  readonly end: string;
}

const REFACTOR: Kind = {
  work: 'Refactoring',
  reasoning: 'I look for what static rules find hard about this code.',
  none: 'The static rules find nothing to change in its shape.',
  head: 'Where I would begin:',
  foot: '',
  end: 'Rules cannot judge a design; I name the places that stand out.',
};
const MEND: Kind = {
  work: 'Finding the cause of a fault and mending it',
  reasoning: 'I look for faults that static rules know.',
  none: 'No static rule objects to this code.',
  head: 'The static rules found:',
  foot: BY_RULE,
  end: 'Rules cannot find a cause; I name the places that they object to.',
};

export function planRefactor(input: StepInput, task: Task): Cell {
  return planKind(input, task, REFACTOR);
}

export function planMend(input: StepInput, task: Task): Cell {
  return planKind(input, task, MEND);
}

function planKind(input: StepInput, task: Task, kind: Kind): Cell {
  if (lastStage(input) === undefined && !mustAnswer(input) && pointsAtCode(task)) {
    return { reasoning: whereOnly(task) ?? kind.reasoning, code: inspectCell(task) };
  }
  const seen = input.history.at(-1)?.observation ?? '';
  const rows = [...seen.matchAll(ROW)].map(([, path = '', line, severity = '', title = '']) => ({
    path,
    line: Number(line),
    severity,
    title,
  }));
  const left = /^left (\d+)$/m.exec(seen)?.[1];
  const listed = rows.map(({ path, line, severity, title }) =>
    rowOf(severity, title, at(path, line)),
  );
  const answer = [
    needsModel(kind.work),
    ...tellScope(task, seen),
    rows.length === 0 ? kind.none : `${kind.head}\n\n${listed.join('\n')}`,
    left === undefined ? '' : `There are ${left} more.`,
    rows.length === 0 ? '' : kind.foot,
    RULE_BASED,
  ];
  return finalFor(
    input.intent,
    {
      answer: answer.filter((part) => part !== '').join('\n\n'),
      citations: rows.map(({ path, line }) => ({ path, line })),
    },
    kind.end,
  );
}

function inspectCell(task: Task): string {
  return String.raw`${STAGE.inspect} run the static rules over the code and keep what is about the lines that are meant.
${OBJECTIONS_TO}
${placesCell(task)}
const found = [];
for (const place of places.slice(0, 40)) {
  const read = await objectionsTo(place.path);
  if (read) found.push(...read.found.filter((f) => covers(place, f.line)));
}
if (places.length > 40) console.log('first 40 of ' + places.length);
for (const f of found.slice(0, 12)) console.log('hard ' + f.path + ':' + f.line + ' ' + f.severity + ' ' + f.title);
if (found.length > 12) console.log('left ' + (found.length - 12));`;
}
