// The graph under mouse and keyboard: pointing focuses, dragging moves, the wheel zooms, a click or Enter opens.
import type { GraphScene } from './scene.js';

export const ZOOM_STEP = 1.3;
/** How much one pixel of a wheel zooms. */
const WHEEL = 0.002;
/** Pixels that a pointer moves before it is a drag and no click. */
const DRAG = 4;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** @returns how to let go of the element */
export function attachControls(
  place: HTMLElement,
  scene: GraphScene,
  onOpen: (id: string) => void,
): () => void {
  const off = new AbortController();
  const { signal } = off;
  let pressed: { readonly x: number; readonly y: number; readonly dragged: boolean } | undefined;
  const pointOf = (event: MouseEvent) => ({ x: event.offsetX, y: event.offsetY });

  const keys: Readonly<Record<string, () => void>> = {
    Enter: () => {
      if (scene.focused !== undefined) onOpen(scene.focused);
    },
    '+': () => scene.zoom(ZOOM_STEP),
    '=': () => scene.zoom(ZOOM_STEP),
    '-': () => scene.zoom(1 / ZOOM_STEP),
    '0': () => scene.fitAll(),
    Escape: () => scene.focus(undefined),
  };
  const onKey = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined && keys[event.key] === undefined) return;
    event.preventDefault();
    if (arrow === undefined) keys[event.key]?.();
    else scene.move(...arrow);
  };
  const onMove = (event: PointerEvent): void => {
    const at = pointOf(event);
    if (pressed === undefined) {
      scene.focus(scene.at(at));
      return;
    }
    const [dx, dy] = [at.x - pressed.x, at.y - pressed.y];
    if (!pressed.dragged && Math.hypot(dx, dy) < DRAG) return;
    pressed = { ...at, dragged: true };
    scene.pan(dx, dy);
  };
  const onUp = (event: PointerEvent): void => {
    const id = pressed?.dragged === true ? undefined : scene.at(pointOf(event));
    pressed = undefined;
    if (id !== undefined) onOpen(id);
  };

  place.addEventListener('keydown', onKey, { signal });
  place.addEventListener(
    'pointerdown',
    (event) => {
      pressed = { ...pointOf(event), dragged: false };
      place.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  place.addEventListener('pointermove', onMove, { signal });
  place.addEventListener('pointerup', onUp, { signal });
  place.addEventListener('pointercancel', () => (pressed = undefined), { signal });
  place.addEventListener(
    'pointerleave',
    () => {
      if (pressed === undefined) scene.focus(undefined);
    },
    { signal },
  );
  place.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      scene.zoom(Math.exp(-event.deltaY * WHEEL), pointOf(event));
    },
    { signal, passive: false },
  );
  return () => off.abort();
}
