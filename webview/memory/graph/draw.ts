// Draws the graph: clusters named, memories as dots, relations as lines, as many labels as have room.

import { localized } from '../../localized.js';
import { strings } from '../../strings/index.js';
import { excerpt } from '../../ui/format.js';
import { type Camera, type Size, toScreen } from './camera.js';
import type { Colours } from './colours.js';
import { type Label, placeLabels } from './labels.js';
import type { Cluster, Layout, PlacedEdge, PlacedNode } from './layout.js';

const MAX_LABELS = 70;
const LABEL_CHARS = 30;
const LABEL_HEIGHT = 16;
/** Zoom from which relations that nobody said (a common tag or file) are drawn without a focus. */
const FAINT_FROM = 0.35;

export interface Look {
  readonly layout: Layout;
  readonly camera: Camera;
  readonly size: Size;
  readonly colours: Colours;
  /** The memory that the pointer or the keyboard is on. */
  readonly focus: string | undefined;
  /** What a search found; `undefined` without one. */
  readonly matches: ReadonlySet<string> | undefined;
}

/** Width of a text in the font of the labels, in pixels. */
export type Measure = (text: string) => number;

export function drawGraph(context: CanvasRenderingContext2D, look: Look, measure: Measure): void {
  const { size, colours, layout } = look;
  context.clearRect(0, 0, size.width, size.height);
  context.font = colours.font;
  context.textBaseline = 'middle';
  const lit = litOf(look);
  for (const edge of layout.edges) drawEdge(context, look, edge, lit);
  for (const node of layout.nodes) drawNode(context, look, node, lit);
  const titles = clusterTitles(look, measure);
  for (const title of titles) write(context, look, title, colours.quiet);
  for (const label of nodeLabels(look, measure, lit, titles))
    write(context, look, label, colours.text);
}

/** On a ground of its own, so that a line or a dot behind it does not make it unreadable. */
function write(
  context: CanvasRenderingContext2D,
  { colours }: Look,
  { text, x, y, width, height }: Written,
  colour: string,
): void {
  context.globalAlpha = 0.85;
  context.fillStyle = colours.background;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
  context.fillStyle = colour;
  context.fillText(text, x + 4, y + height / 2);
}

/** Pixels of a dot on the page: it grows slower than the graph. */
export function dotRadius({ radius }: PlacedNode, { zoom }: Camera): number {
  return Math.max(2, radius * Math.min(1.3, Math.sqrt(zoom)));
}

/** What is not faded; `undefined` when nothing is. */
function litOf({ layout, focus, matches }: Look): ReadonlySet<string> | undefined {
  if (focus !== undefined) return new Set([focus, ...(layout.neighbours.get(focus) ?? [])]);
  return matches;
}

function drawEdge(
  context: CanvasRenderingContext2D,
  { camera, colours, focus }: Look,
  { edge, source, target }: PlacedEdge,
  lit: ReadonlySet<string> | undefined,
): void {
  const isImplied = edge.kind === 'tag' || edge.kind === 'file';
  const isLit =
    focus === undefined
      ? lit === undefined || (lit.has(edge.from) && lit.has(edge.to))
      : edge.from === focus || edge.to === focus;
  if (isImplied && focus === undefined && camera.zoom < FAINT_FROM) return;
  context.globalAlpha = isLit ? (isImplied ? 0.4 : 0.9) : 0.08;
  context.strokeStyle = edge.kind === 'contradicts' ? colours.conflict : colours.line;
  context.lineWidth = edge.kind === 'contradicts' ? 2 : isImplied ? 1 : 1.5;
  context.setLineDash(edge.kind === 'supersedes' ? [5, 4] : isImplied ? [2, 3] : []);
  const from = toScreen(camera, source);
  const to = toScreen(camera, target);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  context.setLineDash([]);
}

function drawNode(
  context: CanvasRenderingContext2D,
  { camera, colours, focus, matches, size }: Look,
  node: PlacedNode,
  lit: ReadonlySet<string> | undefined,
): void {
  const { memory } = node;
  const { x, y } = toScreen(camera, node);
  const radius = dotRadius(node, camera);
  if (x < -radius || y < -radius || x > size.width + radius || y > size.height + radius) return;
  context.globalAlpha = lit === undefined || lit.has(memory.id) ? 1 : 0.2;
  context.beginPath();
  // What is known of the user everywhere is square, of the project round: colour is not the only sign.
  if (memory.layer === 'core') context.rect(x - radius, y - radius, radius * 2, radius * 2);
  else context.arc(x, y, radius, 0, Math.PI * 2);
  const colour = colours.category[memory.category];
  context.lineWidth = 1.5;
  if (memory.replaced) {
    context.strokeStyle = colour;
    context.stroke();
  } else {
    context.fillStyle = colour;
    context.fill();
  }
  const ring =
    memory.id === focus ? colours.focus : matches?.has(memory.id) ? colours.match : undefined;
  if (ring === undefined) return;
  context.globalAlpha = 1;
  context.strokeStyle = ring;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, radius + 4, 0, Math.PI * 2);
  context.stroke();
}

interface Written extends Label {
  readonly text: string;
}

/** The names of the clusters, above or below each, the large ones first. */
function clusterTitles({ layout, camera, size }: Look, measure: Measure): readonly Written[] {
  const boxes = new Map<Cluster, { top: number; bottom: number; sum: number }>();
  for (const { cluster, x, y } of layout.nodes) {
    const box = boxes.get(cluster) ?? { top: y, bottom: y, sum: 0 };
    boxes.set(cluster, box);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
    box.sum += x;
  }
  const titles = [...layout.clusters]
    .sort((a, b) => b.size - a.size)
    .map((cluster): readonly Written[] => {
      const text = `${strings.memory.layers[cluster.layer]} · ${localized(cluster.category)} (${cluster.size})`;
      const { top, bottom, sum } = boxes.get(cluster) ?? { top: 0, bottom: 0, sum: 0 };
      const above = toScreen(camera, { x: sum / cluster.size, y: top });
      const below = toScreen(camera, { x: sum / cluster.size, y: bottom });
      const width = measure(text) + 8;
      const x = inside(above.x - width / 2, width, size);
      return [above.y - 28, below.y + 12].map((y) => ({
        text,
        x,
        y,
        width,
        height: LABEL_HEIGHT,
      }));
    });
  return placeLabels(titles, titles.length);
}

/**
 * Of the memories that are seen: what is lit, then what is pinned, important and well connected. No label covers a
 * dot, so that a dense graph shows its clusters, and more words the nearer one looks.
 */
function nodeLabels(
  look: Look,
  measure: Measure,
  lit: ReadonlySet<string> | undefined,
  titles: readonly Label[],
): readonly Written[] {
  const { layout, camera, size, focus } = look;
  const weight = ({ memory }: PlacedNode): number =>
    (memory.id === focus ? 1000 : 0) +
    (memory.pinned ? 3 : 0) +
    memory.importance * 2 +
    (layout.neighbours.get(memory.id)?.size ?? 0) * 0.3;
  const seen = layout.nodes
    .filter(({ memory }) => lit === undefined || lit.has(memory.id))
    .map((node) => ({ node, at: toScreen(camera, node), radius: dotRadius(node, camera) }))
    .filter(({ at }) => at.x > 0 && at.y > 0 && at.x < size.width && at.y < size.height);
  const dots = seen.map(({ at, radius }): Label => {
    const side = Math.max(1, radius * 2 - 2);
    return { x: at.x - side / 2, y: at.y - side / 2, width: side, height: side };
  });
  const byWeight = seen
    .map((one) => ({ ...one, weight: weight(one.node) }))
    .sort((a, b) => b.weight - a.weight);
  function* candidates(): Generator<readonly Written[]> {
    for (const { node, at, radius } of byWeight) {
      const text = excerpt(node.memory.content, LABEL_CHARS);
      const width = measure(text) + 8;
      const place = (x: number, y: number): Written => ({
        text,
        x: inside(x, width, size),
        y,
        width,
        height: LABEL_HEIGHT,
      });
      const gap = radius + 2;
      const middle = at.y - LABEL_HEIGHT / 2;
      yield [
        place(at.x - width / 2, at.y + gap),
        place(at.x - width / 2, at.y - gap - LABEL_HEIGHT),
        place(at.x + gap, middle),
        place(at.x - gap - width, middle),
      ];
    }
  }
  return placeLabels(candidates(), MAX_LABELS, [...titles, ...dots]);
}

/** Where something of a width begins so that it is in the picture as a whole, if it can be. */
function inside(x: number, width: number, size: Size): number {
  return Math.min(Math.max(x, 2), Math.max(2, size.width - width - 2));
}
