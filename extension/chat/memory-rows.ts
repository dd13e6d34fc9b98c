// Memories as the page lists them: which ones, in which order, with what is to be known of each at a glance.
import {
  FADED,
  type Memory,
  type MemoryConflict,
  type MemoryHit,
  type MemoryService,
  retention,
  stabilityDays,
} from '../../runtime/memory/index.js';
import type { MemoryListFilter, MemoryRow, MemorySort } from '../bridge/index.js';

const DAY_MS = 86_400_000;
/** More hits of a search than this nobody pages through. */
const MAX_HITS = 1000;
const MAX_TAGS = 50;
/** Hits that score less than this share of the best one are noise beside it. */
const LEAST_SHARE = 0.1;

/** What a row tells beside its memory. */
export interface RowContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How many others contradict a memory, by id. */
  readonly conflicts: ReadonlyMap<string, number>;
}

export type FoundMemory = Pick<MemoryHit, 'memory'> & Partial<MemoryHit>;

export interface ListRequest {
  readonly query: string;
  readonly filter: MemoryListFilter;
  readonly sort: MemorySort;
}

/** Everything that fits, in order; a page is a part of it. */
export async function listMemories(
  service: MemoryService,
  { query, filter, sort }: ListRequest,
  context: RowContext,
): Promise<readonly FoundMemory[]> {
  if (filter.only !== undefined) {
    const memory = await service.get(filter.only);
    return memory === undefined ? [] : [{ memory }];
  }
  const { status = 'active' } = filter;
  const all = await service.list({ statuses: [status] });
  const text = query.trim();
  const found = text === '' ? all.map((memory) => ({ memory })) : await search(service, text, all);
  const passing = found.filter(
    ({ memory }) => memory.status === status && passes(memory, filter, context),
  );
  return sort === 'best' ? passing : passing.sort(orders(context.now)[sort]);
}

/** Hits of the search, then what has the letters: while a word is being typed it is not yet a word. */
async function search(
  service: MemoryService,
  text: string,
  all: readonly Memory[],
): Promise<FoundMemory[]> {
  const statuses = [...new Set(all.map(({ status }) => status))];
  const hits = await service.search({ text, statuses, limit: MAX_HITS, explain: true });
  const least = Math.max(0, ...hits.map(({ score }) => score)) * LEAST_SHARE;
  const near = hits.filter(({ score }) => score >= least);
  const ids = new Set(near.map(({ memory }) => memory.id));
  const letters = text.toLowerCase();
  const containing = all.filter(
    ({ id, content, tags }) =>
      !ids.has(id) &&
      (content.toLowerCase().includes(letters) ||
        tags.some((tag) => tag.toLowerCase().includes(letters))),
  );
  return [
    ...near,
    ...containing.map((memory) => ({ memory, score: 0, why: `contains “${text}”` })),
  ];
}

function passes(memory: Memory, filter: MemoryListFilter, { conflicts }: RowContext): boolean {
  return (
    (filter.layer === undefined || memory.layer === filter.layer) &&
    (filter.category === undefined || memory.category === filter.category) &&
    (filter.tag === undefined || memory.tags.includes(filter.tag)) &&
    (filter.stale !== true || memory.staleSince !== undefined) &&
    (filter.pinned !== true || memory.pinned) &&
    (filter.conflicting !== true || conflicts.has(memory.id))
  );
}

type Order = (a: FoundMemory, b: FoundMemory) => number;

function orders(now: number): Readonly<Record<Exclude<MemorySort, 'best'>, Order>> {
  const by =
    (value: (memory: Memory) => number): Order =>
    (a, b) =>
      value(b.memory) - value(a.memory) || (a.memory.id < b.memory.id ? 1 : -1);
  return {
    newest: by(({ updatedAt }) => updatedAt),
    oldest: by(({ createdAt }) => -createdAt),
    used: by(({ useCount }) => useCount),
    important: by(({ importance, pinned }) => importance + (pinned ? 1 : 0)),
    fading: by((memory) => -(fadesInDays(memory, now) ?? Number.MAX_SAFE_INTEGER)),
  };
}

/** Days until a memory is archived unless it is used; `undefined` when it never is. */
function fadesInDays(memory: Memory, now: number): number | undefined {
  if (memory.pinned || memory.status !== 'active') return undefined;
  const since = Math.max(memory.updatedAt, memory.lastUsedAt ?? 0);
  const lasts = stabilityDays(memory.layer, memory.useCount) * -Math.log(FADED);
  return Math.max(0, lasts - (now - since) / DAY_MS);
}

export function toRow(found: FoundMemory, { now, conflicts }: RowContext): MemoryRow {
  const { memory, score, why, parts } = found;
  const { provenance, staleSince, lastUsedAt } = memory;
  const fades = fadesInDays(memory, now);
  return {
    id: memory.id,
    content: memory.content,
    layer: memory.layer,
    category: memory.category,
    tags: memory.tags,
    pinned: memory.pinned,
    status: memory.status,
    importance: memory.importance,
    version: memory.version,
    createdAt: memory.createdAt,
    updatedAt: memory.updatedAt,
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    useCount: memory.useCount,
    source: provenance.source,
    ...(provenance.path === undefined ? {} : { path: provenance.path }),
    ...(provenance.symbol === undefined ? {} : { symbol: provenance.symbol }),
    ...(staleSince === undefined ? {} : { staleSince }),
    conflicts: conflicts.get(memory.id) ?? 0,
    retention: retention(memory, now),
    ...(fades === undefined ? {} : { fadesInDays: fades }),
    ...(score === undefined || why === undefined
      ? {}
      : {
          found: {
            score,
            why,
            parts: Object.entries(parts ?? {}).map(([name, value]) => ({ name, value })),
          },
        }),
  };
}

export function countConflicts(conflicts: readonly MemoryConflict[]): ReadonlyMap<string, number> {
  return counted(conflicts.flatMap(({ newer, older }) => [newer.id, older.id]));
}

/** Most frequent first. */
export function tagCounts(
  memories: readonly Memory[],
): { readonly value: string; readonly count: number }[] {
  return [...counted(memories.flatMap(({ tags }) => tags))]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
    .slice(0, MAX_TAGS);
}

function counted(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
