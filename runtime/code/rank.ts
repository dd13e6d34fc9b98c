// Personalised PageRank (Page et al. 1999; Haveliwala 2002) over a weighted directed graph, by power iteration.

export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

const DAMPING = 0.85;
const ITERATIONS = 40;

/**
 * @param nodes how many nodes there are
 * @param restart weight of each node as a place to start again; all zero means all alike
 * @returns a rank for each node; the ranks add up to 1
 */
export function pageRank(
  nodes: number,
  edges: readonly Edge[],
  restart: readonly number[],
): Float64Array {
  const total = restart.reduce((sum, weight) => sum + weight, 0);
  const home = Float64Array.from({ length: nodes }, (_, i) =>
    total > 0 ? (restart[i] ?? 0) / total : 1 / nodes,
  );
  const outgoing = new Float64Array(nodes);
  for (const { from, weight } of edges) outgoing[from] = (outgoing[from] ?? 0) + weight;
  let rank = Float64Array.from(home);
  for (let round = 0; round < ITERATIONS; round++) {
    const next = new Float64Array(nodes);
    let dangling = 0;
    for (let i = 0; i < nodes; i++) if (outgoing[i] === 0) dangling += rank[i] ?? 0;
    for (const { from, to, weight } of edges) {
      next[to] = (next[to] ?? 0) + (DAMPING * (rank[from] ?? 0) * weight) / (outgoing[from] ?? 1);
    }
    for (let i = 0; i < nodes; i++) {
      next[i] = (next[i] ?? 0) + (1 - DAMPING + DAMPING * dangling) * (home[i] ?? 0);
    }
    rank = next;
  }
  return rank;
}
