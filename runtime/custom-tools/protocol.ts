// What goes between the runtime and the process that runs a custom tool; one process does one thing.
import * as z from 'zod';
import { jsonSchema } from '../core/index.js';

/** Runtime → child, once. */
export const orderSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('describe'), file: z.string() }),
  z.object({ do: z.literal('run'), file: z.string(), input: jsonSchema, workspace: z.string() }),
]);
export type Order = z.infer<typeof orderSchema>;

/** Child → runtime, once. */
export const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: jsonSchema }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);
export type Reply = z.infer<typeof replySchema>;

const SHORT = ['string', 'number', 'integer', 'boolean', 'string[]', 'number[]', 'object'] as const;

/** What the file of a custom tool exports, apart from its function. */
export const customToolSchema = z.object({
  description: z.string().trim().min(1).max(1_000),
  /** `read`: only looks; everything else is asked about, call by call or with a rule. */
  effect: z.enum(['read', 'write', 'network', 'execute']).default('execute'),
  /** Names and types, an optional one with `?`; or a whole JSON Schema of an object. */
  input: z
    .union([
      z.looseObject({ type: z.literal('object'), properties: z.record(z.string(), jsonSchema) }),
      z.record(
        z.string().regex(/^[A-Za-z_]\w*\??$/, 'a name, with a "?" at its end when it is optional'),
        z.enum(SHORT),
      ),
    ])
    .default({}),
  timeoutSeconds: z.number().min(1).max(1_800).default(120),
});
export type CustomToolFacts = z.infer<typeof customToolSchema>;
