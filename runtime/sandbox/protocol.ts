// The messages between the host and an engine, for every engine. Values cross as JSON text only.
import * as z from 'zod';
import { variableInfoSchema } from '../core/index.js';

/** Host → engine. */
export const toEngineSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('open'),
    hostFunctions: z.array(z.string()),
    memoryMb: z.number(),
    outputLimit: z.number(),
    seed: z.number(),
    startTime: z.number(),
  }),
  /** `code` is a rewritten cell; `timeoutMs` bounds its synchronous work. */
  z.object({ type: z.literal('cell'), id: z.number(), code: z.string(), timeoutMs: z.number() }),
  z.object({ type: z.literal('answer'), cell: z.number(), call: z.number(), result: z.string() }),
  /** End the cell now; answered by `done`, or by the engine's death when it is busy. */
  z.object({ type: z.literal('cancel'), id: z.number(), kind: z.enum(['timeout', 'aborted']) }),
  z.object({
    type: z.literal('query'),
    id: z.number(),
    method: z.enum(['set', 'get', 'variables']),
    input: z.string(),
  }),
]);
export type ToEngine = z.infer<typeof toEngineSchema>;

export const cellErrorSchema = z.object({
  name: z.string(),
  message: z.string(),
  line: z.number().optional(),
  kind: z.enum(['syntax', 'exception', 'timeout', 'memory', 'crash', 'aborted']),
});

/** What a finished cell leaves behind. */
export const cellReportSchema = z.object({
  ok: z.boolean(),
  /** JSON text of the completion value. */
  value: z.string().optional(),
  error: cellErrorSchema.optional(),
  output: z.string(),
  outputChars: z.number(),
  variables: z.array(variableInfoSchema),
});
export type CellReport = z.infer<typeof cellReportSchema>;

/** Engine → host. */
export const fromEngineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('call'),
    cell: z.number(),
    call: z.number(),
    name: z.string(),
    args: z.string(),
  }),
  /** A piece of work on the cell is done: its start, or the taking of an answer. */
  z.object({ type: z.literal('idle'), cell: z.number() }),
  z.object({ type: z.literal('done'), id: z.number(), report: cellReportSchema }),
  z.object({ type: z.literal('reply'), id: z.number(), output: z.string() }),
  /** The engine is about to end itself. */
  z.object({
    type: z.literal('dying'),
    kind: z.enum(['memory', 'timeout', 'crash', 'aborted']),
    detail: z.string(),
  }),
]);
export type FromEngine = z.infer<typeof fromEngineSchema>;
