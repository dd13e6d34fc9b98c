// The graph of memories with what belongs to it: controls, what is focused in words, and its relations as a list.
import { useEffect, useRef, useState } from 'react';
import type { MemoryGraph } from '../../../extension/bridge/index.js';
import { useApp } from '../../state/app.js';
import { strings } from '../../strings/index.js';
import { IconButton, Spinner } from '../../ui/kit.js';
import { Caption } from './caption.js';
import { attachControls, ZOOM_STEP } from './controls.js';
import { RelationsList } from './relations-list.js';
import { GraphScene } from './scene.js';
import { useGraph } from './use-graph.js';

const text = strings.memory.graph;

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
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<GraphScene>(undefined);
  const [focus, setFocus] = useState<string>();
  const [settled, setSettled] = useState(false);

  useEffect(() => {
    const [box, paper] = [place.current, canvas.current];
    if (box === null || paper === null) return undefined;
    const made = new GraphScene({
      canvas: paper,
      reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
      onFocus: setFocus,
      onSettled: () => setSettled(true),
    });
    scene.current = made;
    const detach = attachControls(box, made, store.showMemory);
    const sized = new ResizeObserver(() =>
      made.resize({ width: box.clientWidth, height: box.clientHeight }),
    );
    sized.observe(box);
    // The editor changes classes and variables of the page with its theme.
    const themed = new MutationObserver(() => made.recolour());
    themed.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
    themed.observe(document.documentElement, { attributeFilter: ['style'] });
    return () => {
      sized.disconnect();
      themed.disconnect();
      detach();
      made.dispose();
    };
  }, [store]);
  useEffect(() => scene.current?.show(graph), [graph]);
  useEffect(() => scene.current?.match(matches), [matches]);

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
        ref={place}
        className="graph-canvas"
        role="application"
        aria-label={text.label}
        tabIndex={0}
      >
        <canvas ref={canvas} aria-hidden="true" />
      </div>
      <Caption graph={graph} focus={focus} />
      <RelationsList graph={graph} />
    </div>
  );
}
