// The graph of memories with what belongs to it: controls, what is focused in words, and its relations as a list.
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { MemoryGraph } from '../../../extension/bridge/index.js';
import { useApp } from '../../state/app.js';
import { strings } from '../../strings.js';
import { IconButton, Spinner } from '../../ui/kit.js';
import { RelationsList } from './relations-list.js';
import { GraphScene } from './scene.js';
import { useGraph } from './use-graph.js';

const text = strings.memory.graph;
const ZOOM_STEP = 1.3;
/** Pixels that a pointer moves before it is a drag and no click. */
const DRAG = 4;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

export interface GraphViewProps {
  /** Ids that a search found; `undefined` without one. */
  readonly matches: ReadonlySet<string> | undefined;
}

export function GraphView({ matches }: GraphViewProps) {
  const graph = useGraph();
  if (graph === undefined) {
    return (
      <p className="empty quiet">
        <Spinner label={strings.memory.loading} /> {strings.memory.loading}
      </p>
    );
  }
  if (graph.nodes.length === 0) return <p className="empty quiet">{text.none}</p>;
  return <Graph graph={graph} matches={matches} />;
}

function Graph({ graph, matches }: GraphViewProps & { readonly graph: MemoryGraph }) {
  const { store } = useApp();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<GraphScene>(undefined);
  const [focus, setFocus] = useState<string>();
  const [settled, setSettled] = useState(false);

  useEffect(() => {
    if (canvas.current === null) return;
    const made = new GraphScene({
      canvas: canvas.current,
      reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
      onFocus: setFocus,
      onSettled: () => setSettled(true),
    });
    scene.current = made;
    const place = canvas.current.parentElement ?? canvas.current;
    const sized = new ResizeObserver(() =>
      made.resize({ width: place.clientWidth, height: place.clientHeight }),
    );
    sized.observe(place);
    // The editor changes classes and variables of the page with its theme.
    const themed = new MutationObserver(() => made.recolour());
    themed.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
    themed.observe(document.documentElement, { attributeFilter: ['style'] });
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      made.zoom(Math.exp(-event.deltaY * 0.002), { x: event.offsetX, y: event.offsetY });
    };
    place.addEventListener('wheel', wheel, { passive: false });
    return () => {
      sized.disconnect();
      themed.disconnect();
      place.removeEventListener('wheel', wheel);
      made.dispose();
    };
  }, []);
  useEffect(() => scene.current?.show(graph), [graph]);
  useEffect(() => scene.current?.match(matches), [matches]);

  const pointer = usePointer(scene, (id) => store.showMemory(id));
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (arrow !== undefined) scene.current?.move(...arrow);
    else if (event.key === 'Enter' && focus !== undefined) store.showMemory(focus);
    else if (event.key === '+' || event.key === '=') scene.current?.zoom(ZOOM_STEP);
    else if (event.key === '-') scene.current?.zoom(1 / ZOOM_STEP);
    else if (event.key === '0') scene.current?.fitAll();
    else if (event.key === 'Escape') scene.current?.focus(undefined);
    else return;
    event.preventDefault();
  };

  return (
    <div className="graph" data-testid="memory-graph" data-settled={settled}>
      <div className="graph-bar">
        <span className="quiet">{text.shown(graph.nodes.length, graph.total)}</span>
        <IconButton
          icon="zoom-in"
          label={text.zoomIn}
          onClick={() => scene.current?.zoom(ZOOM_STEP)}
        />
        <IconButton
          icon="zoom-out"
          label={text.zoomOut}
          onClick={() => scene.current?.zoom(1 / ZOOM_STEP)}
        />
        <IconButton icon="screen-full" label={text.fit} onClick={() => scene.current?.fitAll()} />
      </div>
      <div
        className="graph-canvas"
        role="application"
        aria-label={text.label}
        tabIndex={0}
        onKeyDown={onKeyDown}
        {...pointer}
      >
        <canvas ref={canvas} aria-hidden="true" />
      </div>
      <Caption graph={graph} focus={focus} />
      <RelationsList graph={graph} />
    </div>
  );
}

/** The focused memory in full, for eyes and for a screen reader. */
function Caption({
  graph,
  focus,
}: {
  readonly graph: MemoryGraph;
  readonly focus: string | undefined;
}) {
  const memory = useMemo(() => graph.nodes.find(({ id }) => id === focus), [graph, focus]);
  const relations = useMemo(
    () => graph.edges.filter(({ from, to }) => from === focus || to === focus).length,
    [graph, focus],
  );
  return (
    <output className="graph-caption">
      {memory !== undefined && text.focused(memory.content, relations)}
    </output>
  );
}

/** Hover focuses, drag moves, click opens. */
function usePointer(
  scene: { readonly current: GraphScene | undefined },
  onOpen: (id: string) => void,
) {
  const pressed = useRef<{ x: number; y: number; dragged: boolean }>(undefined);
  const place = ({ nativeEvent }: PointerEvent) => ({
    x: nativeEvent.offsetX,
    y: nativeEvent.offsetY,
  });
  return {
    onPointerDown: (event: PointerEvent): void => {
      pressed.current = { ...place(event), dragged: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent): void => {
      const at = place(event);
      const { current } = pressed;
      if (current === undefined) {
        scene.current?.focus(scene.current.at(at));
        return;
      }
      const [dx, dy] = [at.x - current.x, at.y - current.y];
      if (!current.dragged && Math.hypot(dx, dy) < DRAG) return;
      pressed.current = { ...at, dragged: true };
      scene.current?.pan(dx, dy);
    },
    onPointerUp: (event: PointerEvent): void => {
      const wasDragged = pressed.current?.dragged === true;
      pressed.current = undefined;
      const id = wasDragged ? undefined : scene.current?.at(place(event));
      if (id !== undefined) onOpen(id);
    },
    onPointerCancel: (): void => {
      pressed.current = undefined;
    },
    onPointerLeave: (): void => {
      if (pressed.current === undefined) scene.current?.focus(undefined);
    },
  };
}
