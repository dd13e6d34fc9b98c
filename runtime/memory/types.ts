// The model of a memory and the service that the rest of the runtime sees.
import * as z from 'zod';
import type { LogDamage } from '../ports/index.js';

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

/** Where a memory came from. */
export const provenanceSchema = z.object({
  source: z.enum(['user', 'agent', 'tool', 'import']),
  sessionId: z.string().optional(),
  turnId: z.string().optional(),
  path: z.string().optional(),
  commit: z.string().optional(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

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
  subject: z.string().optional(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  pinned: z.boolean(),
  /** `superseded` and `deleted` memories are kept for history and never retrieved by default. */
  status: z.enum(['active', 'superseded', 'deleted']),
  /** Grows with every change of content. */
  version: z.number().int().min(1),
  supersededBy: z.string().optional(),
  provenance: provenanceSchema,
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  updatedAt: z.number(),
  expiresAt: z.number().optional(),
  useCount: z.number().int(),
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
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  pinned: z.boolean().optional(),
  provenance: provenanceSchema.optional(),
  /** Of something said earlier, e.g. in an imported conversation; default now. */
  createdAt: z.number().optional(),
  expiresAt: z.number().optional(),
});
export type MemoryDraft = z.infer<typeof memoryDraftSchema>;

/** What reconciliation did with a draft. */
export interface SaveOutcome {
  readonly action: 'added' | 'updated' | 'superseded' | 'known';
  readonly memory: Memory;
  /** The memory that was replaced, for `superseded`. */
  readonly previous?: Memory;
}

export interface MemoryQuery {
  readonly text: string;
  readonly limit?: number;
  readonly layers?: readonly MemoryLayer[];
  readonly category?: MemoryCategory;
  readonly tag?: string;
  readonly includeSuperseded?: boolean;
}

export interface MemoryHit {
  readonly memory: Memory;
  readonly score: number;
  /** Which words and signals made it a hit, for people. */
  readonly why: string;
}

/** What is injected before a turn. */
export interface Recall {
  readonly hits: readonly MemoryHit[];
  /** One line each, as given to the model. */
  readonly lines: readonly string[];
}

export interface MemoryHealth {
  readonly memories: number;
  readonly operations: number;
  readonly damage: readonly LogDamage[];
}

/** Memory of one user and one project. Every resolved change is durable. */
export interface MemoryService {
  /** Stores a draft after reconciling it with what is known. @throws SecretInMemoryError */
  save(draft: MemoryDraft): Promise<SaveOutcome>;
  /** @throws MemoryMissingError */
  update(id: string, change: Partial<MemoryDraft>): Promise<Memory>;
  /** Soft delete; `restore` takes it back. @throws MemoryMissingError */
  forget(id: string): Promise<Memory>;
  restore(id: string): Promise<Memory>;
  get(id: string): Promise<Memory | undefined>;
  search(query: MemoryQuery): Promise<readonly MemoryHit[]>;
  /** Active memories, newest change first. */
  list(filter?: Omit<MemoryQuery, 'text'>): Promise<readonly Memory[]>;
  /** What to put before a turn: relevant, above the threshold, within `tokenBudget` (default 1200). */
  recall(text: string, options?: { readonly tokenBudget?: number }): Promise<Recall>;
  /** Marks memories as used by an answer. */
  markUsed(ids: readonly string[]): Promise<void>;
  onChange(handler: () => void): { dispose(): void };
  health(): MemoryHealth;
  close(): Promise<void>;
}
