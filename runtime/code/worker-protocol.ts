// The messages between the code service and its parser worker.
import * as z from 'zod';

const common = { id: z.number(), language: z.string(), text: z.string() };
export const requestSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('outline') }),
  z.object({ ...common, kind: z.literal('syntax'), startLine: z.number(), endLine: z.number() }),
  z.object({ ...common, kind: z.literal('query'), query: z.string() }),
]);
export type WorkerRequest = z.infer<typeof requestSchema>;

export const replySchema = z.discriminatedUnion('ok', [
  z.object({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number(), ok: z.literal(false), message: z.string() }),
]);
export type WorkerReply = z.infer<typeof replySchema>;
