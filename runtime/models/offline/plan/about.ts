// Plans the answer to a question about Memfun itself: nothing of the workspace is looked at.
import type { AboutMemfun } from '../../../wording/index.js';
import { ABOUT_MEMFUN } from '../compose/about-memfun.js';
import type { Cell } from './cell.js';
import { finalProse } from './cell.js';

export function planAbout(topic: Exclude<AboutMemfun, 'memories'>): Cell {
  return finalProse(
    { answer: ABOUT_MEMFUN[topic], citations: [] },
    'The question is about Memfun itself.',
  );
}
