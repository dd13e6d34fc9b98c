// The model of a memory: what is kept of it, what it may come from, and how two of them may be related.
import * as z from 'zod';

export const memoryLayerSchema = z.enum(['core', 'project', 'recent', 'session']);
export type MemoryLayer = z.infer<typeof memoryLayerSchema>;

export const memoryCategorySchema = z.enum([
  'preference',
  'convention',
  'decision',
  'fact',
  'pattern',
  'task',
]);
export type MemoryCategory = z.infer<typeof memoryCategorySchema>;

/**
 * `superseded`: another one holds in its place. `archived`: faded; found when asked for by name, never injected.
 * `deleted`: taken away by a person. All are kept, and can be brought back.
 */
export const memoryStatusSchema = z.enum(['active', 'superseded', 'archived', 'deleted']);
export type MemoryStatus = z.infer<typeof memoryStatusSchema>;

/** Where a memory came from. */
export const provenanceSchema = z.object({
  /** `web` is text of a page or a tool: it may not say who the user is. */
  source: z.enum(['user', 'agent', 'tool', 'import', 'web']),
  sessionId: z.string().optional(),
  turnId: z.string().optional(),
  /** File that it speaks of, in the workspace. */
  path: z.string().optional(),
  /** Function, class or other name in that file. */
  symbol: z.string().optional(),
  /** Hash of what it speaks of (the symbol, or the whole file), as it was then. */
  codeHash: z.string().optional(),
  commit: z.string().optional(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

const customFieldsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export const memorySchema = z.object({
  id: z.string(),
  layer: memoryLayerSchema,
  category: memoryCategorySchema,
  content: z.string(),
  tags: z.array(z.string()),
  /** 0 to 1. */
  importance: z.number().min(0).max(1),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** What it is about, as a slot of which one value holds, e.g. `project:package-manager`. */
  subject: z.string().optional(),
  fields: customFieldsSchema,
  pinned: z.boolean(),
  status: memoryStatusSchema,
  /** Grows with every change of content. */
  version: z.number().int().min(1),
  supersededBy: z.string().optional(),
  provenance: provenanceSchema,
  /** Milliseconds since the epoch, here and below. */
  createdAt: z.number(),
  updatedAt: z.number(),
  expiresAt: z.number().optional(),
  /** Since when it no longer holds, of a superseded one. */
  validTo: z.number().optional(),
  /** Since when the code that it speaks of is another. */
  staleSince: z.number().optional(),
  /** How often an answer used it: each use reinforces it. */
  useCount: z.number().int(),
  lastUsedAt: z.number().optional(),
});
export type Memory = z.infer<typeof memorySchema>;

export const memoryDraftSchema = z.object({
  content: z.string().trim().min(1),
  layer: memoryLayerSchema.optional(),
  category: memoryCategorySchema.optional(),
  tags: z.array(z.string()).optional(),
  importance: z.number().min(0).max(1).optional(),
  confidence: z.number().min(0).max(1).optional(),
  subject: z.string().optional(),
  fields: customFieldsSchema.optional(),
  pinned: z.boolean().optional(),
  provenance: provenanceSchema.optional(),
  /** Of something said earlier, e.g. in an imported conversation; default now. */
  createdAt: z.number().optional(),
  expiresAt: z.number().optional(),
});
export type MemoryDraft = z.infer<typeof memoryDraftSchema>;

/** `supersedes`: in its place. `contradicts`: both cannot hold. `extends`: says more of the same. */
export const relationKindSchema = z.enum(['supersedes', 'contradicts', 'extends', 'relates']);
export type RelationKind = z.infer<typeof relationKindSchema>;

export interface MemoryRelation {
  readonly from: string;
  readonly to: string;
  readonly kind: RelationKind;
  /** 0 to 1. */
  readonly strength: number;
}

/** The content of a memory from a time on. */
export interface MemoryVersion {
  /** 1 for the first. */
  readonly version: number;
  readonly content: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}
