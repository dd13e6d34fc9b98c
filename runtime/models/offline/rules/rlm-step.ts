// Rule for the loop's step: chooses the plan for the task and writes its next cell.
import type { Intent } from '../../../core/index.js';
import { rlmStep } from '../../signatures/index.js';
import { planAsk } from '../plan/ask.js';
import type { Cell, StepInput } from '../plan/cell.js';
import { planExplain } from '../plan/explain.js';
import { planFix } from '../plan/fix.js';
import { planHistory } from '../plan/history.js';
import { planMarks } from '../plan/marks.js';
import { namesSomething, planNamed } from '../plan/named/plan.js';
import { planOverview } from '../plan/overview.js';
import { planRefactor } from '../plan/refactor.js';
import { planRename, renameIn } from '../plan/rename.js';
import { planReview } from '../plan/review.js';
import type { Task } from '../plan/task.js';
import { readTask } from '../plan/task.js';
import { planTests } from '../plan/tests.js';
import { defineRule } from '../rule.js';
import { readQuestion } from '../text/question.js';

const PLANS: Readonly<Record<Intent, (input: StepInput, task: Task) => Cell>> = {
  ask: planFreely,
  explain: (input, task) =>
    namesSomething(task.named) ? planNamed(input, task) : planExplain(input, task),
  review: planReview,
  audit: planReview,
  test: planTests,
  refactor: planRefactor,
  fix: planFix,
  analyze: (input) => planOverview(input),
};

export const rlmStepRule = defineRule({ signature: rlmStep, answer: nextCell });

/** The next cell depends on the task and on what the earlier cells printed, on nothing else. */
function nextCell(input: StepInput): Cell {
  return PLANS[input.intent](input, readTask(input));
}

/** A question in free words may be any of the others in disguise. */
function planFreely(input: StepInput, task: Task): Cell {
  const rename = renameIn(task.words);
  if (rename !== undefined) return planRename(input, rename);
  if (namesSomething(task.named)) return planNamed(input, task);
  const question = readQuestion(task.words);
  if (question.kind === 'overview') return planOverview(input);
  if (question.kind === 'history') return planHistory(input, question);
  if (question.kind === 'marks') return planMarks(input);
  return task.asksToExplain ? planExplain(input, task) : planAsk(input, question);
}
