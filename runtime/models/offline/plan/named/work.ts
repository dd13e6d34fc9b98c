// Which work a message in free words asks for on the code that it names: a review, a refactoring, the mending of a fault, tests.
import type { Work } from '../../../../wording/index.js';
import type { Idea } from '../../text/question.js';
import { contentWords } from '../../text/words.js';
import type { Task } from '../task.js';
import { askedOf } from './named.js';
import { codeNamed } from './scope.js';

const WORKS = ['test', 'review', 'refactor', 'mend'] as const satisfies readonly Work[];

/** `undefined` where a matter in the code is asked for, not work on all of it. */
export function workIn(task: Task): Work | undefined {
  const named = codeNamed(task);
  if (named.length === 0) return undefined;
  const order = orderedWork(task);
  if (order === undefined || order.ideas.length > 0) return undefined;
  // Changes are shown as well when they are reviewed.
  return order.work === 'review' && named.every(({ kind }) => kind === 'diff')
    ? undefined
    : order.work;
}

/** The work that the words order, whatever it is meant for, and what else they speak of. */
export function orderedWork(
  task: Task,
): { readonly work: Work; readonly ideas: readonly Idea[] } | undefined {
  const { question } = askedOf(task);
  const { wording, text } = question;
  const said = wording.plain(text);
  const work = task.mends ? 'mend' : WORKS.find((one) => wording.question.works[one].test(said));
  if (work === undefined) return undefined;
  if (work !== 'test') return { work, ideas: question.ideas };
  const { testOrder } = wording.question;
  const isOrder = ({ label }: Idea): boolean =>
    contentWords(label, wording).every((word) => testOrder.has(word));
  return { work, ideas: question.ideas.filter((idea) => !isOrder(idea)) };
}
