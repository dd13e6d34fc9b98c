// Where in a long conversation somebody reads: the turn at the top of the list and how far it is scrolled off.
import type { ReadingPlace } from '../state/page-memory.js';

export function topmost(scroller: HTMLElement): ReadingPlace | undefined {
  const { top } = scroller.getBoundingClientRect();
  for (const item of scroller.querySelectorAll<HTMLElement>('[data-item-index]')) {
    const box = item.getBoundingClientRect();
    if (box.bottom > top) {
      return { index: Number(item.dataset['itemIndex']), offset: Math.round(top - box.top) };
    }
  }
  return undefined;
}
