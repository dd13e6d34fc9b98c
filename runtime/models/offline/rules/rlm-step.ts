// Rule for the loop's step: chooses the plan for the task and writes its next cell.
import type { Intent } from '../../../core/index.js';
import {
  type FileOrder,
  factAsked,
  fileOrderIn,
  type ProjectFact,
  type Work,
} from '../../../wording/index.js';
import { rlmStep } from '../../signatures/index.js';
import { tellOfMemfun } from '../compose/about-memfun.js';
import { needsModel } from '../label.js';
import { planAsk } from '../plan/ask.js';
import { type Cell, finalFor, finalProse, type StepInput } from '../plan/cell.js';
import { planDependencies } from '../plan/dependencies.js';
import { planExplain } from '../plan/explain.js';
import { planCommit } from '../plan/file-work/commit.js';
import { planCreate, planCreateBySense } from '../plan/file-work/create.js';
import { planMove } from '../plan/file-work/move.js';
import { planRemove } from '../plan/file-work/remove.js';
import { planFiles } from '../plan/files.js';
import { planFix } from '../plan/fix.js';
import { planHistory } from '../plan/history.js';
import { planMarks } from '../plan/marks.js';
import { findBare } from '../plan/named/bare.js';
import { namesSomething, planNamed } from '../plan/named/plan.js';
import { codeNamed, pointsAtCode } from '../plan/named/scope.js';
import { workIn } from '../plan/named/work.js';
import { planOverview } from '../plan/overview.js';
import { planMend, planRefactor } from '../plan/refactor.js';
import { planRename, renameIn } from '../plan/rename.js';
import { planReview } from '../plan/review.js';
import { planRun, wantedIn } from '../plan/run-command.js';
import { planSize } from '../plan/size.js';
import type { Task } from '../plan/task.js';
import { readTask } from '../plan/task.js';
import { planTests } from '../plan/tests.js';
import { planUnused } from '../plan/unused.js';
import { planUses, usesIn } from '../plan/uses.js';
import { defineRule } from '../rule.js';
import { listed } from '../text/markdown.js';
import { readQuestion } from '../text/question.js';

type Plan = (input: StepInput, task: Task) => Cell;

const PLANS: Readonly<Record<Intent, Plan>> = {
  ask: planFreely,
  explain: (input, task) =>
    namesSomething(task.named) ? planNamed(input, task) : planExplain(input, task),
  review: onCode(planReview),
  audit: onCode(planReview),
  test: onCode(planTests),
  refactor: onCode(planRefactor),
  fix: onCode((input, task) =>
    codeNamed(task).length > 0 ? planMend(input, task) : planFix(input, task),
  ),
  analyze: (input, task) =>
    namesSomething(task.named) ? planNamed(input, task) : planOverview(input),
};

export const rlmStepRule = defineRule({ signature: rlmStep, answer: nextCell });

/** The next cell depends on the task and on what the earlier cells printed, on nothing else. */
function nextCell(given: StepInput): Cell {
  const task = readTask(given);
  const order = given.intent === 'ask' ? fileOrderIn(task.words) : undefined;
  if (order !== undefined) return planOrder(given, order);
  if (task.pictures.length > 0) return planPictures(given.intent, task.pictures);
  const isFree = given.intent === 'ask' && !task.attached && !namesSomething(task.named);
  const used = isFree ? usesIn(task.words) : undefined;
  const input = used === undefined ? given : planUses(given, used);
  if ('code' in input) return input;
  const bare = findBare(input, task);
  return 'cell' in bare ? bare.cell : PLANS[input.intent](bare.input, bare.task);
}

/** What is done to whole files, and to git. */
function planOrder(input: StepInput, order: FileOrder): Cell {
  if (order.kind === 'remove') return planRemove(input, order.things);
  if (order.kind === 'move') return planMove(input, order);
  if (order.kind === 'create') return planCreate(input, order);
  if (order.kind === 'createBySense') return planCreateBySense();
  return planCommit(input, order.message);
}

const WORKS: Readonly<Record<Work, Plan>> = {
  review: planReview,
  refactor: planRefactor,
  mend: planMend,
  test: planTests,
};

const FACTS: Readonly<Record<ProjectFact, Plan>> = {
  size: planSize,
  files: planFiles,
  dependencies: planDependencies,
  audit: (input, task) => planReview(input, task, true),
  review: planReview,
  unused: planUnused,
};

/** Work on code. Where the message names nothing but other things, these are what is told. */
function onCode(plan: Plan): Plan {
  return (input, task) =>
    !task.attached && namesSomething(task.named) && !pointsAtCode(task)
      ? planNamed(input, task)
      : plan(input, task);
}

/** They are looked at by nobody here, so no word of theirs is searched for. */
function planPictures(intent: Intent, pictures: readonly string[]): Cell {
  const names = listed(pictures.map((name) => `\`${name}\``));
  const answer = needsModel(`Looking at ${names}`);
  return finalFor(intent, { answer, citations: [] }, 'It is about what is to be seen.');
}

/** A question in free words may be any of the others in disguise. */
function planFreely(input: StepInput, task: Task): Cell {
  const told = tellOfMemfun(task.words);
  if (told !== undefined)
    return finalProse({ answer: told, citations: [] }, 'The question is about Memfun itself.');
  const wanted = task.attached ? undefined : wantedIn(task.words);
  if (wanted !== undefined) return planRun(input, wanted);
  const fact = task.attached ? undefined : factAsked(task.words);
  if (fact !== undefined) return FACTS[fact](input, task);
  const rename = renameIn(task.words);
  if (rename !== undefined) return planRename(input, rename);
  const work = workIn(task);
  if (work !== undefined) return WORKS[work](input, task);
  if (namesSomething(task.named)) return planNamed(input, task);
  const question = readQuestion(task.words);
  if (question.kind === 'overview') return planOverview(input);
  if (question.kind === 'history') return planHistory(input, question);
  if (question.kind === 'marks') return planMarks(input);
  return task.asksToExplain ? planExplain(input, task) : planAsk(input, question);
}
