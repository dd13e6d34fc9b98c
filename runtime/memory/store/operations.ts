// What the memory log holds: operations that merge to the same state in any order and however often.
import * as z from 'zod';
import type { Json } from '../../core/index.js';
import type { LogOperation } from '../../ports/index.js';
import { memorySchema, relationKindSchema } from '../model.js';

const whole = memorySchema.shape;

/** Set one by one; of two values of one field the one with the later stamp holds. `null` takes a value away. */
const memoryFieldsSchema = z.object({
  layer: whole.layer,
  category: whole.category,
  content: whole.content,
  tags: whole.tags,
  importance: whole.importance,
  confidence: whole.confidence,
  subject: whole.subject.unwrap().nullable(),
  fields: whole.fields,
  pinned: whole.pinned,
  status: whole.status,
  supersededBy: whole.supersededBy.unwrap().nullable(),
  provenance: whole.provenance,
  createdAt: whole.createdAt,
  expiresAt: whole.expiresAt.unwrap().nullable(),
  validTo: whole.validTo.unwrap().nullable(),
  staleSince: whole.staleSince.unwrap().nullable(),
});
export type MemoryFields = z.infer<typeof memoryFieldsSchema>;

const operationSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('set'),
    v: z.literal(1),
    id: z.string().min(1),
    fields: memoryFieldsSchema.partial(),
  }),
  z.object({
    kind: z.literal('relate'),
    v: z.literal(1),
    from: z.string().min(1),
    to: z.string().min(1),
    relation: relationKindSchema,
    strength: z.number().min(0).max(1),
  }),
  /** How often one window has used a memory; only ever grows, so that the greatest holds. */
  z.object({
    kind: z.literal('use'),
    v: z.literal(1),
    id: z.string().min(1),
    window: z.string(),
    count: z.number().int().min(0),
  }),
]);
export type MemoryOperation = z.infer<typeof operationSchema>;

/** Operations without the version mark, as they are written in code. */
export type MemoryChange =
  | { readonly kind: 'set'; readonly id: string; readonly fields: Partial<MemoryFields> }
  | Omit<Extract<MemoryOperation, { kind: 'relate' }>, 'v'>
  | Omit<Extract<MemoryOperation, { kind: 'use' }>, 'v'>;

/** A change with the stamp of when it was made. */
export interface StampedChange {
  readonly hlc: string;
  readonly change: MemoryChange;
}

/** An operation of the log; of one that was made here it is known what its body says. */
export interface ReadOperation extends LogOperation {
  readonly operation?: MemoryOperation;
}

export function encodeChange({ hlc, change }: StampedChange): ReadOperation {
  // Optional keys that are undefined are left out, as JSON has them not.
  const body: unknown = JSON.parse(JSON.stringify({ ...change, v: 1 }));
  return { hlc, body: body as Json, operation: body as MemoryOperation };
}

/** `undefined` for an operation of a later version of Memfun, or one that is none. */
export function decodeOperation(body: Json): MemoryOperation | undefined {
  const parsed = operationSchema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
