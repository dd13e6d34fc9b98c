// Which work a message in free words asks for on the code that it names: a review, a refactoring, the mending of a fault.
import type { Task } from '../task.js';
import { askedOf } from './named.js';
import { codeNamed } from './scope.js';

const WORKS = ['review', 'refactor', 'mend'] as const;
export type Work = (typeof WORKS)[number];

const ORDERS: Readonly<Record<Work, RegExp>> = {
  review:
    /^(?:please |can you |could you )?(?:review|audit|check)\b|\b(?:bugs?|faults?|mistakes?) in\b/i,
  refactor: /^(?:please |can you |could you )?refactor\b/i,
  mend: /^(?:please |can you |could you )?(?:fix|mend|repair)\b/i,
};

/** `undefined` where a matter in the code is asked for, not work on all of it. */
export function workIn(task: Task): Work | undefined {
  const named = codeNamed(task);
  const asked = askedOf(task);
  if (named.length === 0 || !asked.whole) return undefined;
  const work = task.mends ? 'mend' : WORKS.find((one) => ORDERS[one].test(asked.question.text));
  // Changes are shown as well when they are reviewed.
  return work === 'review' && named.every(({ kind }) => kind === 'diff') ? undefined : work;
}
