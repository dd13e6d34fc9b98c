// Which files matter most: personalised PageRank (Page, Brin, Motwani, Winograd 1999) over who uses whom.
import { breathe } from '../core/index.js';

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

const DAMPING = 0.85;
const ROUNDS = 40;

/**
 * Ranks nodes by the weighted edges that lead from one to another; the ranks sum up to 1. `focus` holds the weights of
 * the nodes where the random reader starts again; without any, every node is as likely. Others have their turn between
 * the rounds.
 * @throws AbortedError
 */
export async function pageRank(
  nodes: readonly string[],
  edges: readonly Edge[],
  focus: ReadonlyMap<string, number> = new Map(),
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const graph = numbered(nodes, edges);
  const start = startWeights(nodes, focus);
  let ranks = start;
  for (let round = 0; round < ROUNDS; round++) {
    await breathe(signal);
    ranks = step(graph, start, ranks);
  }
  return new Map(nodes.map((node, number) => [node, ranks[number] ?? 0]));
}

interface Graph {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Of each edge the part of what its start passes on. */
  readonly shares: Float64Array;
  /** By node what all its edges weigh; 0 for one that leads nowhere. */
  readonly out: Float64Array;
}

function numbered(nodes: readonly string[], edges: readonly Edge[]): Graph {
  const numbers = new Map(nodes.map((node, number) => [node, number]));
  const from = Uint32Array.from(edges, (edge) => numbers.get(edge.from) ?? 0);
  const to = Uint32Array.from(edges, (edge) => numbers.get(edge.to) ?? 0);
  const out = new Float64Array(nodes.length);
  for (const [edge, { weight }] of edges.entries())
    out[from[edge] ?? 0] = (out[from[edge] ?? 0] ?? 0) + weight;
  const shares = Float64Array.from(
    edges,
    ({ weight }, edge) => weight / (out[from[edge] ?? 0] ?? 1),
  );
  return { from, to, shares, out };
}

function step(
  { from, to, shares, out }: Graph,
  start: Float64Array,
  before: Float64Array,
): Float64Array<ArrayBuffer> {
  let stranded = 0;
  for (const [node, weight] of out.entries()) if (weight === 0) stranded += before[node] ?? 0;
  const next = start.map((weight) => weight * (1 - DAMPING + DAMPING * stranded));
  for (let edge = 0; edge < shares.length; edge++) {
    const passed = (before[from[edge] ?? 0] ?? 0) * (shares[edge] ?? 0);
    const node = to[edge] ?? 0;
    next[node] = (next[node] ?? 0) + DAMPING * passed;
  }
  return next;
}

function startWeights(
  nodes: readonly string[],
  focus: ReadonlyMap<string, number>,
): Float64Array<ArrayBuffer> {
  const sum = nodes.reduce((total, node) => total + (focus.get(node) ?? 0), 0);
  return Float64Array.from(nodes, (node) =>
    sum > 0 ? (focus.get(node) ?? 0) / sum : 1 / nodes.length,
  );
}
