// How memories and times look to a caller: rows with ISO times, short ones and whole ones.
import * as z from 'zod';
import type { Memory, MemoryFilter } from '../../memory/index.js';
import { memoryCategorySchema, memoryLayerSchema } from '../../memory/index.js';

/** Characters of a content in a short row. */
const SHORT = 600;

export const rowSchema = z.object({
  id: z.string(),
  content: z.string(),
  layer: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  session: z.string().optional(),
  speaker: z.string().optional(),
});
type Row = z.infer<typeof rowSchema>;

/** A memory in short: a long content is cut, and ends in `…`. */
export function rowOf({ id, content, ...memory }: Memory): Row {
  const { layer, category, tags, createdAt, updatedAt, provenance, fields } = memory;
  return {
    id,
    content: content.length <= SHORT ? content : `${content.slice(0, SHORT - 1)}…`,
    layer,
    category,
    tags,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    ...(provenance.sessionId === undefined ? {} : { session: provenance.sessionId }),
    ...(typeof fields['speaker'] === 'string' ? { speaker: fields['speaker'] } : {}),
  };
}

export const wholeSchema = rowSchema.extend({
  status: z.string(),
  version: z.number(),
  importance: z.number(),
  confidence: z.number(),
  pinned: z.boolean(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  provenance: z.record(z.string(), z.string()),
  useCount: z.number(),
  supersededBy: z.string().optional(),
  validTo: z.string().optional(),
  expiresAt: z.string().optional(),
  staleSince: z.string().optional(),
});

/** Everything of a memory. */
export function wholeOf(memory: Memory): z.infer<typeof wholeSchema> {
  const { content, status, version, importance, confidence, pinned, fields, useCount } = memory;
  const { supersededBy, validTo, expiresAt, staleSince, provenance } = memory;
  const times = Object.entries({ validTo, expiresAt, staleSince }).flatMap(([name, ms]) =>
    ms === undefined ? [] : [[name, iso(ms)] as const],
  );
  return {
    ...rowOf(memory),
    content,
    status,
    version,
    importance,
    confidence,
    pinned,
    fields,
    provenance: Object.fromEntries(
      Object.entries(provenance).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    useCount,
    ...(supersededBy === undefined ? {} : { supersededBy }),
    ...Object.fromEntries(times),
  };
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** A time as a caller writes it: `2026-03-01`, or with a time of day and its zone. */
export const timeSchema = z
  .string()
  .max(40)
  .refine(
    (text) => /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text)),
    'not a time in ISO 8601, e.g. 2026-03-01T10:00:00Z',
  )
  .describe('ISO 8601');

export const tagsSchema = z.array(z.string().trim().min(1).max(50)).max(20);

export const fieldsSchema = z.record(
  z.string().min(1).max(50),
  z.union([z.string().max(500), z.number(), z.boolean()]),
);

export const filterShape = {
  layers: z.array(memoryLayerSchema).optional(),
  category: memoryCategorySchema.optional(),
  tags: tagsSchema.optional().describe('all of them'),
  fields: fieldsSchema.optional().describe('with these values'),
  after: timeSchema.optional(),
  before: timeSchema.optional(),
};

/** The filter of a checked input. */
export function filterOf(input: z.infer<z.ZodObject<typeof filterShape>>): MemoryFilter {
  const { layers, category, tags, fields, after, before } = input;
  return {
    ...(layers === undefined ? {} : { layers }),
    ...(category === undefined ? {} : { category }),
    ...(tags === undefined ? {} : { tags }),
    ...(fields === undefined ? {} : { fields }),
    ...(after === undefined ? {} : { after: Date.parse(after) }),
    ...(before === undefined ? {} : { before: Date.parse(before) }),
  };
}
