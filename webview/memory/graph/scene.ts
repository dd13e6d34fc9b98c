// The graph on its canvas: moves, zooms, focuses, and draws when something changed, in slices that block nothing.
import type { MemoryGraph } from '../../../extension/bridge/index.js';
import {
  type Camera,
  fit,
  type Point,
  reveal,
  type Size,
  toScreen,
  toWorld,
  zoomAt,
} from './camera.js';
import { type Colours, readColours } from './colours.js';
import { dotRadius, drawGraph, type Measure } from './draw.js';
import { createLayout, type Layout, type PlacedNode } from './layout.js';

/** Milliseconds of layout between two frames: with drawing far below the 50 that a person notices. */
const SLICE_MS = 9;
const MARGIN = 48;
/** Pixels around a dot that still belong to it. */
const REACH = 6;

export interface SceneOptions {
  readonly canvas: HTMLCanvasElement;
  readonly reducedMotion: boolean;
  readonly onFocus: (id: string | undefined) => void;
  /** Everything is in place. */
  readonly onSettled: () => void;
}

export class GraphScene {
  readonly #options: SceneOptions;
  readonly #context: CanvasRenderingContext2D | null;
  readonly #widths = new Map<string, number>();
  readonly #measure: Measure;
  #layout: Layout | undefined;
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  /** Whether a person has moved the camera: then it stays where it is. */
  #moved = false;
  #settled = false;
  #size: Size = { width: 0, height: 0 };
  #colours: Colours;
  #focus: string | undefined;
  #matches: ReadonlySet<string> | undefined;
  #frame: number | undefined;

  constructor(options: SceneOptions) {
    this.#options = options;
    this.#context = options.canvas.getContext('2d');
    this.#colours = readColours(options.canvas);
    this.#measure = (text) => {
      const width = this.#widths.get(text) ?? this.#context?.measureText(text).width ?? 0;
      this.#widths.set(text, width);
      return width;
    };
  }

  /** Shows a graph; what was there before stays where it was. */
  show(graph: MemoryGraph): void {
    const known = this.#layout;
    if (known !== undefined && isSame(known, graph)) return;
    const before =
      known === undefined
        ? undefined
        : new Map(known.nodes.map((node) => [node.memory.id, { x: node.x, y: node.y }]));
    const { clientWidth, clientHeight } = this.#options.canvas;
    this.#layout = createLayout(graph, { before, aspect: clientWidth / Math.max(1, clientHeight) });
    this.#settled = false;
    if (this.#node(this.#focus) === undefined) this.focus(undefined);
    this.#draw();
  }

  resize(size: Size): void {
    const { canvas } = this.#options;
    const ratio = globalThis.devicePixelRatio;
    this.#size = size;
    canvas.width = Math.round(size.width * ratio);
    canvas.height = Math.round(size.height * ratio);
    this.#context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!this.#moved) this.#fit();
    this.#draw();
  }

  /** The theme is another one. */
  recolour(): void {
    this.#colours = readColours(this.#options.canvas);
    this.#widths.clear();
    this.#draw();
  }

  match(ids: ReadonlySet<string> | undefined): void {
    this.#matches = ids;
    this.#draw();
  }

  get focused(): string | undefined {
    return this.#focus;
  }

  focus(id: string | undefined): void {
    if (id === this.#focus) return;
    this.#focus = id;
    this.#options.onFocus(id);
    this.#draw();
  }

  /** Focuses the next memory in a direction, or the one in the middle when none is focused. */
  move(dx: number, dy: number): void {
    const nodes = this.#layout?.nodes ?? [];
    const from = this.#node(this.#focus);
    const start =
      from ?? toWorld(this.#camera, { x: this.#size.width / 2, y: this.#size.height / 2 });
    let best: PlacedNode | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const node of nodes) {
      const along = (node.x - start.x) * dx + (node.y - start.y) * dy;
      const across = Math.abs((node.x - start.x) * dy) + Math.abs((node.y - start.y) * dx);
      if (node === from || (from !== undefined && along <= 0)) continue;
      // What lies straight ahead is nearer than what lies beside.
      const distance = from === undefined ? Math.hypot(along, across) : along + across * 2;
      if (distance < least) [best, least] = [node, distance];
    }
    if (best === undefined) return;
    this.focus(best.memory.id);
    this.#camera = reveal(this.#camera, best, this.#size, MARGIN);
    this.#draw();
  }

  pan(dx: number, dy: number): void {
    this.#moved = true;
    this.#camera = { ...this.#camera, x: this.#camera.x + dx, y: this.#camera.y + dy };
    this.#draw();
  }

  /** At a point of the canvas, or in the middle. */
  zoom(factor: number, at?: Point): void {
    this.#moved = true;
    const middle = { x: this.#size.width / 2, y: this.#size.height / 2 };
    this.#camera = zoomAt(this.#camera, at ?? middle, factor);
    this.#draw();
  }

  fitAll(): void {
    this.#moved = false;
    this.#fit();
    this.#draw();
  }

  /** The memory at a point of the canvas. */
  at(point: Point): string | undefined {
    let best: string | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const node of this.#layout?.nodes ?? []) {
      const { x, y } = toScreen(this.#camera, node);
      const distance = Math.hypot(x - point.x, y - point.y);
      if (distance > dotRadius(node, this.#camera) + REACH || distance >= least) continue;
      [best, least] = [node.memory.id, distance];
    }
    return best;
  }

  dispose(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  #node(id: string | undefined): PlacedNode | undefined {
    return id === undefined
      ? undefined
      : this.#layout?.nodes.find(({ memory }) => memory.id === id);
  }

  #fit(): void {
    const nodes = this.#layout?.nodes ?? [];
    if (nodes.length > 0 && this.#size.width > 0) this.#camera = fit(nodes, this.#size, MARGIN);
  }

  /** At the next frame, however often it is asked for. */
  #draw(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#tick();
    });
  }

  #tick(): void {
    const layout = this.#layout;
    if (layout === undefined || this.#context === null) return;
    if (!this.#settled) {
      this.#settled = layout.step(SLICE_MS, () => performance.now());
      if (!this.#moved) this.#fit();
      if (this.#settled) this.#options.onSettled();
      else this.#draw();
    }
    // Who wants no motion sees the graph when it stands still.
    if (!this.#settled && this.#options.reducedMotion) return;
    const look = {
      layout,
      camera: this.#camera,
      size: this.#size,
      colours: this.#colours,
      focus: this.#focus,
      matches: this.#matches,
    };
    drawGraph(this.#context, look, this.#measure);
  }
}

/** Whether the same memories are related in the same way, and look the same. */
function isSame(layout: Layout, graph: MemoryGraph): boolean {
  const now = [layout.nodes.map(({ memory }) => memory), layout.edges.map(({ edge }) => edge)];
  return JSON.stringify(now) === JSON.stringify([graph.nodes, graph.edges]);
}
