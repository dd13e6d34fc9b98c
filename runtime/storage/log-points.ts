// Arithmetic of log points: how far a log was read, by writer and segment.
import type { LogPoints } from '../ports/index.js';

/** Operations of one segment that lie before the points. */
export function pointAt(points: LogPoints, window: string, segment: number): number {
  return Object.hasOwn(points, window) ? (points[window]?.[segment] ?? 0) : 0;
}

/** Whether everything before `inner` lies before `outer` too. */
export function covers(outer: LogPoints, inner: LogPoints): boolean {
  return Object.entries(inner).every(([window, counts]) =>
    counts.every((count, segment) => count <= pointAt(outer, window, segment)),
  );
}

/** The points of single segments; those in between that were not named are 0. */
export function pointsOf(
  segments: Iterable<{ readonly window: string; readonly segment: number; readonly count: number }>,
): LogPoints {
  const points: Record<string, number[]> = {};
  for (const { window, segment, count } of segments) {
    const counts = (points[window] ??= []);
    while (counts.length <= segment) counts.push(0);
    counts[segment] = count;
  }
  return points;
}

export function forEachPoint(
  points: LogPoints,
  visit: (window: string, segment: number, count: number) => void,
): void {
  for (const [window, counts] of Object.entries(points)) {
    counts.forEach((count, segment) => {
      visit(window, segment, count);
    });
  }
}
