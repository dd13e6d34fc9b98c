// Where the keyboard goes once something that waited was decided: to the next that waits, never to a button that acts.
import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * When `waits` ends and has taken the focus with it, the next section marked `data-waits` gets the focus, or else `place`:
 * another press of the same key does nothing there.
 */
export function useMoveOn(waits: boolean, place: RefObject<HTMLElement | null>): void {
  const waited = useRef(waits);
  useLayoutEffect(() => {
    const isOver = waited.current && !waits;
    waited.current = waits;
    // Whoever has gone on elsewhere is not called back.
    if (!isOver || !document.hasFocus() || document.activeElement !== document.body) return;
    const next = document.querySelector<HTMLElement>('[data-waits]');
    (next ?? place.current)?.focus({ preventScroll: next === null });
  }, [waits, place]);
}
