// Keeps the keyboard where it was: when what had the focus goes away, its nearest neighbour gets it.
import { useEffect } from 'react';

const FOCUSABLE =
  'a[href], button, input, select, textarea, summary, vscode-button, [tabindex]:not([tabindex="-1"])';

/** What decides, destroys or takes back is not pressed by whoever presses the same key once more. */
const CAREFUL = '[data-careful]';

/**
 * Watches the page while it is mounted. An element that is removed, hidden or disabled while it has the focus would leave
 * the focus on the page itself, so that the next Tab begins at the top and a screen reader loses its place.
 */
export function useFocusKeeper(): void {
  useEffect(() => {
    let held: readonly Level[] = [];
    let due = 0;
    const onFocus = ({ target }: FocusEvent): void => {
      if (target instanceof Element && target !== document.body) held = levelsOf(target);
    };
    /** A click on plain text lets go of the focus: nothing is to be kept. */
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Element && target.closest(FOCUSABLE) === null) held = [];
    };
    const look = (): void => {
      due = 0;
      // Whoever has gone on elsewhere in the editor must not be called back.
      if (!document.hasFocus()) return;
      const last = held[0]?.element;
      if (last === undefined || document.activeElement !== document.body || usable(last)) return;
      neighbour(held)?.focus({ preventScroll: true });
    };
    // Whoever knows a better place has put the focus there before the next frame.
    const observer = new MutationObserver(() => {
      if (document.activeElement === document.body && due === 0) due = requestAnimationFrame(look);
    });
    /** Blurring is the only sign when the browser itself takes the focus from something disabled. */
    const onBlur = (): void => {
      if (due === 0) due = requestAnimationFrame(look);
    };
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled', 'hidden', 'open'],
    });
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onBlur);
    return () => {
      cancelAnimationFrame(due);
      observer.disconnect();
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onBlur);
    };
  }, []);
}

/** Something that had the focus or lay around that, and what stood beside it. */
interface Level {
  readonly element: Element;
  readonly beside: readonly Element[];
}

/** From near to far. */
function levelsOf(element: Element): readonly Level[] {
  const levels: Level[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const beside = [at.nextElementSibling, at.previousElementSibling];
    levels.push({ element: at, beside: beside.filter((one) => one !== null) });
  }
  return levels;
}

const shown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });

const usable = (element: Element): boolean =>
  element.isConnected && shown(element) && !element.matches(':disabled, [disabled]');

const safe = (element: Element): boolean => usable(element) && !element.matches(CAREFUL);

/** The nearest control that is still there: in what stood beside, or else in what lies around. */
function neighbour(levels: readonly Level[]): HTMLElement | undefined {
  for (const { element, beside } of levels) {
    for (const place of [element, ...beside]) {
      const found = place.isConnected && shown(place) ? firstIn(place) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function firstIn(place: Element): HTMLElement | undefined {
  if (place instanceof HTMLElement && place.tabIndex === 0 && safe(place)) return place;
  return [...place.querySelectorAll<HTMLElement>(FOCUSABLE)].find(safe);
}
