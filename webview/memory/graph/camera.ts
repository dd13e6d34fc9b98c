// What part of the graph is seen: moving, zooming at a point, fitting everything in. Pure.

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A point of the graph is seen at `point * zoom + (x, y)`, in pixels of the page. */
export interface Camera extends Point {
  readonly zoom: number;
}

const MIN_ZOOM = 0.05;
const MAX_ZOOM = 4;
/** A graph of few memories is not blown up. */
const MAX_FIT = 1.4;

export function toScreen(camera: Camera, { x, y }: Point): Point {
  return { x: x * camera.zoom + camera.x, y: y * camera.zoom + camera.y };
}

export function toWorld(camera: Camera, { x, y }: Point): Point {
  return { x: (x - camera.x) / camera.zoom, y: (y - camera.y) / camera.zoom };
}

/** Zooms by a factor; what is seen at `at` stays there. */
export function zoomAt(camera: Camera, at: Point, factor: number): Camera {
  const zoom = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, camera.zoom * factor));
  const by = zoom / camera.zoom;
  return { zoom, x: at.x - (at.x - camera.x) * by, y: at.y - (at.y - camera.y) * by };
}

/** Everything in sight, with a margin in pixels. */
export function fit(points: readonly Point[], size: Size, margin: number): Camera {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const left = Math.min(...xs, 0);
  const top = Math.min(...ys, 0);
  const width = Math.max(1, Math.max(...xs, 0) - left);
  const height = Math.max(1, Math.max(...ys, 0) - top);
  const zoom = Math.min(
    MAX_FIT,
    Math.max(
      MIN_ZOOM,
      Math.min((size.width - 2 * margin) / width, (size.height - 2 * margin) / height),
    ),
  );
  return {
    zoom,
    x: size.width / 2 - (left + width / 2) * zoom,
    y: size.height / 2 - (top + height / 2) * zoom,
  };
}

/** Moved so that a point of the graph is in sight, with a margin in pixels; the same when it is already. */
export function reveal(camera: Camera, point: Point, size: Size, margin: number): Camera {
  const { x, y } = toScreen(camera, point);
  const into = (value: number, end: number): number =>
    Math.min(Math.max(value, margin), Math.max(margin, end - margin)) - value;
  const dx = into(x, size.width);
  const dy = into(y, size.height);
  return dx === 0 && dy === 0 ? camera : { ...camera, x: camera.x + dx, y: camera.y + dy };
}
