// Which work a message in free words asks for on the code that it names: a review, a refactoring, the mending of a fault.
import type { Work } from '../../../../wording/index.js';
import type { Task } from '../task.js';
import { askedOf } from './named.js';
import { codeNamed } from './scope.js';

const WORKS = ['review', 'refactor', 'mend'] as const satisfies readonly Work[];

/** `undefined` where a matter in the code is asked for, not work on all of it. */
export function workIn(task: Task): Work | undefined {
  const named = codeNamed(task);
  const asked = askedOf(task);
  if (named.length === 0 || !asked.whole) return undefined;
  const { wording, text } = asked.question;
  const said = wording.plain(text);
  const work = task.mends ? 'mend' : WORKS.find((one) => wording.question.works[one].test(said));
  // Changes are shown as well when they are reviewed.
  return work === 'review' && named.every(({ kind }) => kind === 'diff') ? undefined : work;
}
