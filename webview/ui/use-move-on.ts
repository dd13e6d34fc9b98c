// Where the keyboard goes once something that waited was decided: to the next that waits, never to a button that acts.
import { type RefCallback, useCallback, useLayoutEffect, useRef } from 'react';

/**
 * When `waits` ends and takes the focus with it, the next section marked `data-waits` gets the focus, or else what came
 * in its place: another press of the same key does nothing there.
 *
 * @returns the `ref` of what waits, and of what stands there when it is over
 */
export function useMoveOn(waits: boolean): RefCallback<HTMLElement> {
  const waited = useRef(waits);
  const place = useRef<HTMLElement>(null);
  // Looked at while what waited is still there: only the focus that goes with it is given to the next.
  const hadFocus = Boolean(document.activeElement?.closest('[data-waits]'));
  useLayoutEffect(() => {
    const isOver = waited.current && !waits;
    waited.current = waits;
    // Whoever has gone on elsewhere, or was there all the time, is not called back.
    if (!isOver || !hadFocus || !document.hasFocus() || document.activeElement !== document.body)
      return;
    const next = document.querySelector<HTMLElement>('[data-waits]');
    (next ?? place.current)?.focus({ preventScroll: next === null });
  }, [waits, hadFocus]);
  return useCallback((element) => {
    place.current = element;
  }, []);
}
