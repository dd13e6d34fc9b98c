// The messages between the code service and its worker, checked on both sides.
import * as z from 'zod';
import { capture, parsedFile } from './types.js';

export const workerRequest = z.object({
  id: z.number().int(),
  language: z.string(),
  text: z.string(),
  work: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('parse') }),
    z.object({ kind: z.literal('query'), query: z.string().optional() }),
  ]),
});
export type WorkerRequest = z.infer<typeof workerRequest>;

export const workerAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('parsed'), id: z.number().int(), file: parsedFile }),
  z.object({ kind: z.literal('captured'), id: z.number().int(), captures: z.array(capture) }),
  z.object({
    kind: z.literal('failed'),
    id: z.number().int(),
    message: z.string(),
    remedy: z.string().optional(),
  }),
]);
export type WorkerAnswer = z.infer<typeof workerAnswer>;
