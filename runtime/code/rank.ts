// Which files matter most: personalised PageRank (Page, Brin, Motwani, Winograd 1999) over who uses whom.

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

const DAMPING = 0.85;
const ROUNDS = 40;

/**
 * Ranks nodes by the weighted edges that lead to them; the ranks sum up to 1. `focus` holds the weights of the
 * nodes where the random reader starts again; without any, every node is as likely.
 */
export function pageRank(
  nodes: readonly string[],
  edges: readonly Edge[],
  focus: ReadonlyMap<string, number> = new Map(),
): Map<string, number> {
  if (nodes.length === 0) return new Map();
  const start = startWeights(nodes, focus);
  const out = new Map<string, number>();
  for (const { from, weight } of edges) out.set(from, (out.get(from) ?? 0) + weight);
  let ranks = start;
  for (let round = 0; round < ROUNDS; round++) {
    const before = ranks;
    let stranded = 0;
    for (const node of nodes) if (!out.has(node)) stranded += before.get(node) ?? 0;
    const next = new Map<string, number>();
    for (const [node, weight] of start) {
      next.set(node, weight * (1 - DAMPING + DAMPING * stranded));
    }
    for (const { from, to, weight } of edges) {
      const share = ((before.get(from) ?? 0) * weight) / (out.get(from) ?? 1);
      next.set(to, (next.get(to) ?? 0) + DAMPING * share);
    }
    ranks = next;
  }
  return ranks;
}

function startWeights(
  nodes: readonly string[],
  focus: ReadonlyMap<string, number>,
): Map<string, number> {
  const sum = nodes.reduce((total, node) => total + (focus.get(node) ?? 0), 0);
  return new Map(
    nodes.map((node) => [node, sum > 0 ? (focus.get(node) ?? 0) / sum : 1 / nodes.length]),
  );
}
