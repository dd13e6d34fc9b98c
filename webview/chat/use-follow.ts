// Keeps a growing list at its end until the reader's own hand scrolls it up, and again once they are back at the end.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { VirtuosoHandle } from 'react-virtuoso';
import { useApp } from '../state/app.js';
import { topmost } from './reading-place.js';

const END = 1e9;
/** Pixels from the end within which the reader counts as being there. */
const NEAR = 40;
/** Pixels by which a measured height may be wrong. */
const SLACK = 2;
/** Milliseconds after a hand moved in which scrolling counts as its doing. */
const HAND_MS = 200;
/** What shows more of a message where it is clicked. */
const UNFOLDS = 'summary, [data-unfolds]';
const KEYS_UP: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home']);

export interface Follow {
  /** Whether the reader is away from the end. */
  readonly away: boolean;
  readonly scrollerRef: (element: HTMLElement | Window | null) => void;
  /** To be called whenever the list has grown or shrunk. */
  readonly onHeight: () => void;
  /** To be called whenever other items are in the page than before. */
  readonly onItems: () => void;
  /** Goes to the end and stays there. */
  readonly toEnd: () => void;
}

/**
 * @param list the list's handle
 * @param count number of items; one more is shown, whatever the reader looked at before
 */
export function useFollow(list: RefObject<VirtuosoHandle | null>, count: number): Follow {
  const { store } = useApp();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [opening] = useState(store.readingPlace);
  const [away, setAway] = useState(opening !== undefined);
  const follows = useRef(!away);
  const counted = useRef(count);

  const keepUp = useCallback(() => {
    if (follows.current) list.current?.scrollTo({ top: END });
  }, [list]);
  const toEnd = useCallback(() => {
    follows.current = true;
    setAway(false);
    keepUp();
  }, [keepUp]);

  useEffect(() => {
    if (scroller === null) return undefined;
    return watchHand(scroller, {
      up: () => {
        follows.current = false;
      },
      unfolded: () => {
        follows.current = false;
        // The list has measured what was unfolded two frames later.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
            follows.current = left < NEAR;
            setAway(!follows.current);
          }),
        );
      },
      scrolled: (left, byHand) => {
        // The list also moves by itself when it measures its items: that says nothing about the reader.
        if (left < NEAR && byHand) follows.current = true;
        if (follows.current && left > SLACK) requestAnimationFrame(keepUp);
        setAway(!follows.current && left >= NEAR);
        store.keepReadingPlace(follows.current ? undefined : topmost(scroller));
      },
    });
  }, [scroller, store, keepUp]);

  // Not the list's own property for its first item: it insists on that place for as long as items grow.
  useEffect(() => {
    if (scroller === null) return undefined;
    let frame = 0;
    const begin = (): void => {
      if (opening === undefined) keepUp();
      // A list without items, not measured yet, forgets where it was told to go.
      else if (scroller.querySelector('[data-item-index]') === null)
        frame = requestAnimationFrame(begin);
      else list.current?.scrollToIndex({ ...opening, align: 'start' });
    };
    frame = requestAnimationFrame(begin);
    return () => cancelAnimationFrame(frame);
  }, [scroller, opening, keepUp, list]);

  useEffect(() => {
    if (count === counted.current) return undefined;
    counted.current = count;
    follows.current = true;
    // One frame later the list knows of its new item.
    const frame = requestAnimationFrame(toEnd);
    return () => cancelAnimationFrame(frame);
  }, [count, toEnd]);

  const scrollerRef = useCallback(
    (element: HTMLElement | Window | null) =>
      setScroller(element instanceof HTMLElement ? element : null),
    [],
  );
  // What grew is in the page only in the next frame.
  const onHeight = useCallback(() => {
    keepUp();
    requestAnimationFrame(keepUp);
  }, [keepUp]);
  // After a far jump the items of the new place come only after the list has scrolled.
  const onItems = useCallback(() => {
    requestAnimationFrame(() => {
      if (scroller !== null && !follows.current) store.keepReadingPlace(topmost(scroller));
    });
  }, [scroller, store]);
  return { away, scrollerRef, onHeight, onItems, toEnd };
}

interface HandWatcher {
  /** Wheel, key, finger or scrollbar moved the list up. */
  readonly up: () => void;
  /** Something was unfolded or folded: it is looked at, so it stays where it is. */
  readonly unfolded: () => void;
  /** `left` pixels to the end; `byHand` when the reader scrolled towards it. */
  readonly scrolled: (left: number, byHand: boolean) => void;
}

function watchHand(scroller: HTMLElement, watcher: HandWatcher): () => void {
  let last = { top: scroller.scrollTop, height: scroller.scrollHeight };
  let downAt = Number.NEGATIVE_INFINITY;
  let held = false;
  const ending = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    handler: (event: HTMLElementEventMap[K]) => void,
  ): void => scroller.addEventListener(type, handler, { passive: true, signal: ending.signal });
  const moved = (up: boolean): void => {
    if (!up) downAt = performance.now();
    else if (last.top > 0) {
      downAt = Number.NEGATIVE_INFINITY;
      watcher.up();
    }
  };
  on('wheel', ({ deltaY }) => moved(deltaY < 0));
  on('keydown', ({ key }) => {
    if (KEYS_UP.has(key)) moved(true);
    else if (['ArrowDown', 'PageDown', 'End'].includes(key)) moved(false);
  });
  on('click', ({ target }) => {
    if (target instanceof Element && target.closest(UNFOLDS) !== null) watcher.unfolded();
  });
  on('pointerdown', () => {
    held = true;
  });
  on('touchstart', () => {
    held = true;
  });
  const release = (): void => {
    held = false;
  };
  for (const type of ['pointerup', 'pointercancel', 'touchend', 'touchcancel'] as const) {
    globalThis.addEventListener(type, release, { passive: true, signal: ending.signal });
  }
  on('scroll', () => {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    // A jump up, farther than the list changed, is a search in the page or a screen reader at work.
    const changed = Math.abs(scrollHeight - last.height);
    const jumped = scrollTop < last.top - clientHeight - changed;
    if (jumped || (held && scrollTop !== last.top)) moved(scrollTop < last.top);
    last = { top: scrollTop, height: scrollHeight };
    watcher.scrolled(scrollHeight - scrollTop - clientHeight, performance.now() - downAt < HAND_MS);
  });
  return () => ending.abort();
}
