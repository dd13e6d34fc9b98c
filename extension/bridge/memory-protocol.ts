// What the memory view asks the host for: pages of memories, one with its past, what contradicts, the graph.
import * as z from 'zod';
import { nothing, request } from './descriptor.js';

/** Rows of one page of the list. */
export const MEMORY_PAGE = 100;
/** More of a graph than this nobody can read, and no page can draw smoothly. */
export const GRAPH_LIMIT = 1000;

export const memoryLayers = z.enum(['core', 'project', 'recent', 'session']);
export const memoryCategories = z.enum([
  'preference',
  'convention',
  'decision',
  'fact',
  'pattern',
  'task',
]);
export const memoryStatuses = z.enum(['active', 'superseded', 'archived', 'deleted']);
export const memorySorts = z.enum(['best', 'newest', 'oldest', 'used', 'important', 'fading']);
export type MemorySort = z.infer<typeof memorySorts>;
const share = z.number().min(0).max(1);

/** Which memories are listed; everything left open passes, except that only active ones do. */
export const memoryFilterSchema = z.lazy(() =>
  z.object({
    layer: memoryLayers.optional(),
    category: memoryCategories.optional(),
    tag: z.string().optional(),
    status: memoryStatuses.optional(),
    /** Only those whose code has changed since. */
    stale: z.boolean().optional(),
    pinned: z.boolean().optional(),
    /** Only those that another one contradicts. */
    conflicting: z.boolean().optional(),
    /** Only this one, whatever else is said. */
    only: z.string().optional(),
  }),
);
export type MemoryListFilter = z.infer<typeof memoryFilterSchema>;

export const memoryRowSchema = z.lazy(() =>
  z.object({
    id: z.string(),
    content: z.string(),
    layer: memoryLayers,
    category: memoryCategories,
    tags: z.array(z.string()),
    pinned: z.boolean(),
    status: memoryStatuses,
    importance: share,
    version: z.number().int(),
    /** Milliseconds since the epoch, here and below. */
    createdAt: z.number(),
    updatedAt: z.number(),
    lastUsedAt: z.number().optional(),
    useCount: z.number().int(),
    source: z.string(),
    /** File that it speaks of, and the name in it. */
    path: z.string().optional(),
    symbol: z.string().optional(),
    staleSince: z.number().optional(),
    /** How many active ones say otherwise. */
    conflicts: z.number().int(),
    /** How much of it is left. */
    retention: share,
    /** Days until it is archived unless it is used; absent when it never fades. */
    fadesInDays: z.number().optional(),
    /** Of a search: why it was found, and what its score is made of. */
    found: z
      .object({
        score: z.number(),
        why: z.string(),
        parts: z.array(z.object({ name: z.string(), value: z.number() })),
      })
      .optional(),
  }),
);
export type MemoryRow = z.infer<typeof memoryRowSchema>;

const facet = z.lazy(() => z.array(z.object({ value: z.string(), count: z.number().int() })));

export const memoryDetailsSchema = z.lazy(() =>
  z.object({
    memory: memoryRowSchema,
    subject: z.string().optional(),
    confidence: share,
    commit: z.string().optional(),
    /** The conversation in which it was said; no title when that is deleted. */
    conversation: z.object({ sessionId: z.string(), title: z.string().optional() }).optional(),
    /** Oldest first. */
    versions: z.array(z.object({ version: z.number().int(), content: z.string(), at: z.number() })),
    relations: z.array(
      z.object({
        id: z.string(),
        content: z.string(),
        status: memoryStatuses,
        kind: z.enum(['supersedes', 'contradicts', 'extends', 'relates']),
        /** Whether the relation is said of this memory (`from`) or of the other one (`to`). */
        end: z.enum(['from', 'to']),
      }),
    ),
  }),
);
export type MemoryDetails = z.infer<typeof memoryDetailsSchema>;

const graphNode = z.lazy(() =>
  z.object({
    id: z.string(),
    content: z.string(),
    layer: memoryLayers,
    category: memoryCategories,
    pinned: z.boolean(),
    /** Another one holds in its place. */
    replaced: z.boolean(),
    useCount: z.number().int(),
    importance: share,
  }),
);
export type GraphNode = z.infer<typeof graphNode>;
/** `tag` and `file` are not said by anyone: the two have a rare tag or a file in common. */
const graphEdge = z.lazy(() =>
  z.object({
    from: z.string(),
    to: z.string(),
    kind: z.enum(['supersedes', 'contradicts', 'extends', 'relates', 'tag', 'file']),
    strength: share,
  }),
);
export type GraphEdge = z.infer<typeof graphEdge>;
export const memoryGraphSchema = z.object({
  nodes: z.array(graphNode).max(GRAPH_LIMIT),
  edges: z.array(graphEdge),
  /** How many there are; the graph has the best connected and newest of them. */
  total: z.number().int(),
});
export type MemoryGraph = z.infer<typeof memoryGraphSchema>;

export const memoryHealthSchema = z.lazy(() =>
  z.object({
    /** Parts of the log that could not be read; the rest is there. */
    damage: z.array(z.object({ file: z.string(), reason: z.string() })),
    /** Why the last change could not be written. */
    unwritable: z.string().optional(),
  }),
);
export type MemoryHealthView = z.infer<typeof memoryHealthSchema>;

/** What learning did, as an undo needs to know it. */
const learnedActions = z.enum(['added', 'updated', 'superseded', 'extended', 'contradicted']);

export const memoryRequests = {
  'memory.list': request(
    () =>
      z.object({
        query: z.string(),
        filter: memoryFilterSchema,
        sort: memorySorts,
        /** Rows to leave out, and how many to give. */
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(MEMORY_PAGE),
      }),
    () =>
      z.object({
        memories: z.array(memoryRowSchema).max(MEMORY_PAGE),
        total: z.number().int(),
        /** Tags of all memories with that status, most frequent first. */
        tags: facet,
        conflicts: z.number().int(),
      }),
  ),
  'memory.details': request(() => z.object({ id: z.string() }), memoryDetailsSchema),
  'memory.save': request(() => z.object({ content: z.string() }), memoryRowSchema),
  'memory.update': request(
    () =>
      z.object({
        id: z.string(),
        content: z.string().optional(),
        category: memoryCategories.optional(),
        layer: memoryLayers.optional(),
        tags: z.array(z.string().trim().min(1).max(60)).max(20).optional(),
        importance: share.optional(),
        pinned: z.boolean().optional(),
      }),
    memoryRowSchema,
  ),
  /** Makes the words of an earlier version the newest ones. */
  'memory.bringBack': request(
    () => z.object({ id: z.string(), version: z.number().int().min(1) }),
    memoryRowSchema,
  ),
  'memory.forget': request(() => z.object({ id: z.string() }), nothing),
  'memory.restore': request(() => z.object({ id: z.string() }), nothing),
  /** Opens the file that a memory speaks of, at the name that it speaks of. */
  'memory.openPlace': request(() => z.object({ id: z.string() }), nothing),
  'memory.conflicts': request(nothing, () =>
    z.object({
      conflicts: z.array(z.object({ newer: memoryRowSchema, older: memoryRowSchema })),
    }),
  ),
  /** `both`: each holds (`relates`), or the newer one only says more exactly when (`extends`). */
  'memory.resolve': request(
    () =>
      z.object({
        newer: z.string(),
        older: z.string(),
        keep: z.enum(['newer', 'older', 'both']),
        as: z.enum(['relates', 'extends']).optional(),
      }),
    nothing,
  ),
  'memory.graph': request(nothing, memoryGraphSchema),
  'memory.health': request(nothing, memoryHealthSchema),
  /** Takes back what a turn did to memory, or does it `again`. */
  'memory.takeBack': request(
    () =>
      z.object({
        id: z.string(),
        action: learnedActions,
        /** Words that the turn gave to it. */
        content: z.string(),
        previous: z.string().optional(),
        again: z.boolean(),
      }),
    nothing,
  ),
} as const;
