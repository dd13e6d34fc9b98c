// Rule for the loop's step: chooses the plan for the task and writes its next cell.
import { rlmStep } from '../../signatures/index.js';
import { planAsk } from '../plan/ask.js';
import type { Cell, StepInput } from '../plan/cell.js';
import { planExplain } from '../plan/explain.js';
import { planFix } from '../plan/fix.js';
import { planHistory } from '../plan/history.js';
import { planOverview } from '../plan/overview.js';
import { planReview } from '../plan/review.js';
import { readTask } from '../plan/task.js';
import { readQuestion } from '../text/question.js';
import { defineRule } from '../rule.js';

export const rlmStepRule = defineRule({ signature: rlmStep, answer: nextCell });

/** The next cell depends on the task and on what the earlier cells printed, on nothing else. */
function nextCell(input: StepInput): Cell {
  const task = readTask(input);
  switch (input.intent) {
    case 'review':
      return planReview(input, task);
    case 'fix':
      return planFix(input, task);
    case 'explain':
      return planExplain(input, task);
    case 'analyze':
      return planOverview(input);
    case 'ask': {
      const question = readQuestion(task.words);
      if (question.kind === 'overview') return planOverview(input);
      if (question.kind === 'history') return planHistory(input, question);
      if (task.asksToExplain) return planExplain(input, task);
      return planAsk(input, question);
    }
  }
}
