// The graph of memories: a layout that ends and keeps clusters apart, a camera that loses no point, labels that fit.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GraphEdge, GraphNode, MemoryGraph } from '../../../extension/bridge/index.js';
import { fit, reveal, toScreen, toWorld, zoomAt } from '../../../webview/memory/graph/camera.js';
import { type Label, overlap, placeLabels } from '../../../webview/memory/graph/labels.js';
import { createLayout, type Layout } from '../../../webview/memory/graph/layout.js';

const CATEGORIES = ['fact', 'decision', 'convention', 'task'] as const;

function graphOf(count: number): MemoryGraph {
  const nodes = Array.from(
    { length: count },
    (_, n): GraphNode => ({
      id: `m${n}`,
      content: `memory ${n}`,
      layer: n % 5 === 0 ? 'core' : 'project',
      category: CATEGORIES[n % 4] ?? 'fact',
      pinned: false,
      replaced: false,
      useCount: n % 3,
      importance: 0.5,
    }),
  );
  const edges = Array.from(
    { length: Math.floor(count / 2) },
    (_, n): GraphEdge => ({
      from: `m${n}`,
      to: `m${(n * 7 + 3) % count}`,
      kind: 'relates',
      strength: 1,
    }),
  ).filter(({ from, to }) => from !== to);
  return { nodes, edges, total: count };
}

/** Runs to the end with a clock that stands still: then every step is one tick. */
function settle(layout: Layout): number {
  let steps = 1;
  while (!layout.step(0, () => 0)) steps++;
  return steps;
}

describe('the layout', () => {
  test.each([1, 2, 10, 300])(
    'of %i memories comes to rest, each at a place of its own',
    (count) => {
      const layout = createLayout(graphOf(count), { aspect: 1 });
      settle(layout);
      const places = new Set(layout.nodes.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`));
      expect(places.size).toBe(count);
      expect(layout.nodes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    },
  );

  test('is the same for the same memories', () => {
    const places = [0, 1].map(() => {
      const layout = createLayout(graphOf(60), { aspect: 1.5 });
      settle(layout);
      return layout.nodes.map(({ x, y }) => [x, y]);
    });
    expect(places[0]).toEqual(places[1]);
  });

  test('works in slices: a step is over when its time is', () => {
    const layout = createLayout(graphOf(50), { aspect: 1 });
    expect(layout.step(0, () => 0)).toBe(false);
    expect(settle(layout)).toBeGreaterThan(20);
  });

  test('keeps the memories of a cluster nearer to its middle than to any other', () => {
    const layout = createLayout(graphOf(200), { aspect: 1 });
    settle(layout);
    const astray = layout.nodes.filter(({ cluster, x, y }) => {
      const to = (one: { x: number; y: number }) => Math.hypot(one.x - x, one.y - y);
      return layout.clusters.some((other) => other !== cluster && to(other) < to(cluster));
    });
    expect(astray.length).toBeLessThan(10);
  });

  test('begins where memories were before, so that a new one moves them little', () => {
    const first = createLayout(graphOf(40), { aspect: 1 });
    settle(first);
    const before = new Map(first.nodes.map(({ memory, x, y }) => [memory.id, { x, y }]));
    const second = createLayout(graphOf(41), { aspect: 1, before });
    for (const { memory, x, y } of second.nodes.slice(0, 40))
      expect({ x, y }).toEqual(before.get(memory.id));
  });
});

const number = fc.double({ min: -2000, max: 2000, noNaN: true });
const point = fc.record({ x: number, y: number });
const camera = fc.record({
  x: number,
  y: number,
  zoom: fc.double({ min: 0.05, max: 4, noNaN: true }),
});
const size = fc.record({
  width: fc.integer({ min: 200, max: 2000 }),
  height: fc.integer({ min: 200, max: 2000 }),
});

describe('the camera', () => {
  test('finds the point of the graph under every point of the page', () => {
    fc.assert(
      fc.property(camera, point, (from, at) => {
        const back = toScreen(from, toWorld(from, at));
        expect(back.x).toBeCloseTo(at.x, 4);
        expect(back.y).toBeCloseTo(at.y, 4);
      }),
    );
  });

  test('zooms at a point that stays where it is', () => {
    fc.assert(
      fc.property(camera, point, fc.double({ min: 0.1, max: 10, noNaN: true }), (from, at, by) => {
        const there = toScreen(zoomAt(from, at, by), toWorld(from, at));
        expect(there.x).toBeCloseTo(at.x, 4);
        expect(there.y).toBeCloseTo(at.y, 4);
      }),
    );
  });

  test('has everything in sight after a fit, and what was revealed', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1 }), size, camera, (points, place, from) => {
        const inSight = ({ x, y }: { x: number; y: number }) =>
          x >= -0.01 && y >= -0.01 && x <= place.width + 0.01 && y <= place.height + 0.01;
        const all = fit(points, place, 40);
        expect(points.every((one) => inSight(toScreen(all, one)))).toBe(true);
        const [one] = points;
        if (one !== undefined)
          expect(inSight(toScreen(reveal(from, one, place, 40), one))).toBe(true);
      }),
    );
  });
});

describe('labels', () => {
  const label = fc.record({
    x: fc.integer({ min: 0, max: 600 }),
    y: fc.integer({ min: 0, max: 400 }),
    width: fc.integer({ min: 1, max: 200 }),
    height: fc.integer({ min: 1, max: 20 }),
  });

  test('never overlap each other or what is taken, and the first one has its place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(label, { minLength: 1, maxLength: 4 })),
        fc.array(label, { maxLength: 5 }),
        (candidates, taken) => {
          const placed = placeLabels(candidates, 50, taken);
          const all: readonly Label[] = [...placed, ...taken];
          placed.forEach((one, at) => {
            expect(all.filter((other, to) => to !== at && overlap(one, other))).toEqual([]);
          });
          if (taken.length === 0 && candidates.length > 0)
            expect(placed[0]).toBe(candidates[0]?.[0]);
        },
      ),
    );
  });

  test('are no more than allowed', () => {
    const column = Array.from({ length: 30 }, (_, n) => [{ x: 0, y: n * 30, width: 9, height: 9 }]);
    expect(placeLabels(column, 7).length).toBe(7);
  });
});
