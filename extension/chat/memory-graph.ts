// The graph of what is remembered: relations that were said, and those that a rare tag or a common file implies.
import type { Memory, MemoryRelation, MemoryService } from '../../runtime/memory/index.js';
import { GRAPH_LIMIT, type GraphEdge, type MemoryGraph } from '../bridge/index.js';

/** What more memories than this have in common tells nothing about two of them. */
const MAX_GROUP = 6;
const IMPLIED_STRENGTH = { tag: 0.15, file: 0.3 } as const;

/** The best connected and newest memories, at most `GRAPH_LIMIT`; replaced ones where another refers to them. */
export async function memoryGraph(service: MemoryService): Promise<MemoryGraph> {
  const [active, replaced, relations] = await Promise.all([
    service.list(),
    service.list({ statuses: ['superseded'] }),
    service.relations(),
  ]);
  const degree = degrees(relations);
  const candidates = [...active, ...replaced.filter(({ id }) => degree.has(id))];
  const weight = (memory: Memory): number =>
    (degree.get(memory.id) ?? 0) * 2 + (memory.pinned ? 2 : 0) + memory.importance;
  const shown = [...candidates]
    .sort((a, b) => weight(b) - weight(a) || b.updatedAt - a.updatedAt)
    .slice(0, GRAPH_LIMIT);
  return {
    nodes: shown.map((memory) => ({
      id: memory.id,
      content: memory.content,
      layer: memory.layer,
      category: memory.category,
      pinned: memory.pinned,
      replaced: memory.status === 'superseded',
      useCount: memory.useCount,
      importance: memory.importance,
    })),
    edges: edgesOf(shown, relations),
    total: candidates.length,
  };
}

function degrees(relations: readonly MemoryRelation[]): ReadonlyMap<string, number> {
  const degree = new Map<string, number>();
  for (const id of relations.flatMap(({ from, to }) => [from, to]))
    degree.set(id, (degree.get(id) ?? 0) + 1);
  return degree;
}

function edgesOf(shown: readonly Memory[], relations: readonly MemoryRelation[]): GraphEdge[] {
  const ids = new Set(shown.map(({ id }) => id));
  const said = relations.filter(({ from, to }) => from !== to && ids.has(from) && ids.has(to));
  const edges = new Map<string, GraphEdge>();
  const pair = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
  for (const { from, to, kind, strength } of said)
    edges.set(`${pair(from, to)} ${kind}`, { from, to, kind, strength });
  const joined = new Set(said.map(({ from, to }) => pair(from, to)));
  for (const [kind, keysOf] of IMPLIED) {
    for (const group of groups(shown, keysOf)) {
      for (const [from, to] of pairs(group)) {
        if (joined.has(pair(from, to))) continue;
        joined.add(pair(from, to));
        edges.set(pair(from, to), { from, to, kind, strength: IMPLIED_STRENGTH[kind] });
      }
    }
  }
  return [...edges.values()];
}

const IMPLIED: readonly (readonly ['file' | 'tag', (memory: Memory) => readonly string[]])[] = [
  ['file', ({ provenance }) => (provenance.path === undefined ? [] : [provenance.path])],
  ['tag', ({ tags }) => tags],
];

/** Ids that have a key in common, of groups small enough to tell something. */
function groups(
  memories: readonly Memory[],
  keysOf: (memory: Memory) => readonly string[],
): readonly (readonly string[])[] {
  const members = new Map<string, string[]>();
  for (const memory of memories) {
    if (memory.status !== 'active') continue;
    for (const key of new Set(keysOf(memory))) {
      const group = members.get(key) ?? [];
      members.set(key, group);
      group.push(memory.id);
    }
  }
  return [...members.values()].filter((group) => group.length > 1 && group.length <= MAX_GROUP);
}

function pairs(ids: readonly string[]): (readonly [string, string])[] {
  return ids.flatMap((a, at) => ids.slice(at + 1).map((b) => [a, b] as const));
}
