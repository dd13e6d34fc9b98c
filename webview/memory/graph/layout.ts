// Where the memories of the graph are: d3-force, a cluster per layer and category, computed in slices.
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force';
import type { GraphEdge, GraphNode, MemoryGraph } from '../../../extension/bridge/index.js';
import type { Point } from './camera.js';

const CLUSTER_PULL = 0.12;
const REPULSION = -42;
/** Beyond this two memories do not push each other, which keeps a step short. */
const REPULSION_REACH = 260;
const LINK_LENGTH = 34;
/** The room that one memory takes in its cluster, as a radius. */
const ROOM = 19;
const CLUSTER_GAP = 46;
const ALPHA_MIN = 0.02;

export interface PlacedNode extends SimulationNodeDatum {
  readonly memory: GraphNode;
  readonly cluster: Cluster;
  readonly radius: number;
  x: number;
  y: number;
}
export interface PlacedEdge extends SimulationLinkDatum<PlacedNode> {
  readonly edge: GraphEdge;
  readonly source: PlacedNode;
  readonly target: PlacedNode;
}
/** Memories of one layer and category. */
export interface Cluster extends Point {
  readonly layer: GraphNode['layer'];
  readonly category: GraphNode['category'];
  readonly size: number;
}

export interface Layout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly clusters: readonly Cluster[];
  readonly neighbours: ReadonlyMap<string, ReadonlySet<string>>;
  /** Works for about so many milliseconds, at least one tick. @returns whether everything is in place */
  readonly step: (ms: number, now: () => number) => boolean;
}

export interface LayoutOptions {
  /** Where memories were in an earlier layout: they begin there, so that nothing jumps. */
  readonly before?: ReadonlyMap<string, Point> | undefined;
  /** Width of the place through its height. */
  readonly aspect: number;
}

export function createLayout(graph: MemoryGraph, { before, aspect }: LayoutOptions): Layout {
  const clusters = clustersOf(graph.nodes, Math.sqrt(Math.min(2.5, Math.max(0.4, aspect))));
  const inCluster = new Map<Cluster, number>();
  const nodes: PlacedNode[] = graph.nodes.map((memory) => {
    const cluster = clusters.get(keyOf(memory)) ?? { ...memory, size: 1, x: 0, y: 0 };
    const index = inCluster.get(cluster) ?? 0;
    inCluster.set(cluster, index + 1);
    const start = before?.get(memory.id) ?? spiral(cluster, index);
    return { memory, cluster, radius: radiusOf(memory), x: start.x, y: start.y };
  });
  const byId = new Map(nodes.map((node) => [node.memory.id, node]));
  const edges = graph.edges.flatMap((edge): PlacedEdge[] => {
    const source = byId.get(edge.from);
    const target = byId.get(edge.to);
    return source === undefined || target === undefined ? [] : [{ edge, source, target }];
  });
  const simulation = forceSimulation(nodes)
    .stop()
    .alphaMin(ALPHA_MIN)
    .alpha(before === undefined ? 1 : 0.3)
    .force('charge', forceManyBody<PlacedNode>().strength(REPULSION).distanceMax(REPULSION_REACH))
    .force(
      'collide',
      forceCollide<PlacedNode>(({ radius }) => radius + 5),
    )
    .force(
      'link',
      forceLink<PlacedNode, PlacedEdge>(edges)
        .distance(LINK_LENGTH)
        .strength(({ edge, source, target }) =>
          // A relation may not tear a memory out of its cluster.
          source.cluster === target.cluster ? 0.2 * edge.strength : 0.04 * edge.strength,
        ),
    )
    .force('x', forceX<PlacedNode>(({ cluster }) => cluster.x).strength(CLUSTER_PULL))
    .force('y', forceY<PlacedNode>(({ cluster }) => cluster.y).strength(CLUSTER_PULL));
  return {
    nodes,
    edges,
    clusters: [...clusters.values()],
    neighbours: neighboursOf(edges),
    step(ms, now) {
      const end = now() + ms;
      do {
        if (simulation.alpha() < ALPHA_MIN) return true;
        simulation.tick();
      } while (now() < end);
      return simulation.alpha() < ALPHA_MIN;
    },
  };
}

const keyOf = ({ layer, category }: GraphNode): string => `${layer} ${category}`;

function radiusOf({ importance, useCount, pinned }: GraphNode): number {
  return 4 + 3 * importance + Math.min(3, useCount * 0.5) + (pinned ? 1 : 0);
}

/** The largest in the middle, the others around it, ring by ring, each with the room that its members take. */
function clustersOf(memories: readonly GraphNode[], stretch: number): ReadonlyMap<string, Cluster> {
  const members = new Map<string, GraphNode[]>();
  for (const memory of memories) {
    const group = members.get(keyOf(memory)) ?? [];
    members.set(keyOf(memory), group);
    group.push(memory);
  }
  const groups = [...members]
    .map(([key, group]) => ({ key, group, radius: ROOM * Math.sqrt(group.length) + CLUSTER_GAP }))
    .sort((a, b) => b.group.length - a.group.length || (a.key < b.key ? -1 : 1));
  const placed: (Point & { readonly radius: number })[] = [];
  const clusters = new Map<string, Cluster>();
  for (const { key, group, radius } of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const point = freePlace(placed, radius, stretch);
    placed.push({ ...point, radius });
    const { layer, category } = first;
    clusters.set(key, { layer, category, size: group.length, ...point });
  }
  return clusters;
}

/** The place nearest to the middle where a circle touches no other one; `stretch` makes the whole wider than high. */
function freePlace(
  placed: readonly (Point & { readonly radius: number })[],
  radius: number,
  stretch: number,
): Point {
  for (let distance = 0; ; distance += 12) {
    const turns = Math.max(1, Math.ceil(distance / 8));
    for (let turn = 0; turn < turns; turn++) {
      const angle = (turn / turns) * 2 * Math.PI;
      const point = {
        x: Math.cos(angle) * distance * stretch,
        y: (Math.sin(angle) * distance) / stretch,
      };
      const isFree = placed.every(
        (other) => Math.hypot(point.x - other.x, point.y - other.y) >= radius + other.radius,
      );
      if (isFree) return point;
    }
  }
}

/** Members of a cluster begin on a sunflower spiral around its middle. H. Vogel, 1979. */
function spiral({ x, y }: Point, index: number): Point {
  const angle = index * Math.PI * (3 - Math.sqrt(5));
  const distance = ROOM * Math.sqrt(index);
  return { x: x + Math.cos(angle) * distance, y: y + Math.sin(angle) * distance };
}

function neighboursOf(edges: readonly PlacedEdge[]): ReadonlyMap<string, ReadonlySet<string>> {
  const neighbours = new Map<string, Set<string>>();
  const add = (a: string, b: string): void => {
    const set = neighbours.get(a) ?? new Set();
    neighbours.set(a, set);
    set.add(b);
  };
  for (const { edge } of edges) {
    add(edge.from, edge.to);
    add(edge.to, edge.from);
  }
  return neighbours;
}
