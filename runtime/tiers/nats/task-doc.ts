// What is stored of a task in JetStream: the newest message of its subject.
import * as z from 'zod';
import { anyJson } from '../stored/index.js';

export const docSchema = z.object({
  id: z.string(),
  /** Tasks are in order of it. */
  order: z.number(),
  state: z.enum(['waiting', 'leased', 'done', 'failed', 'cancelled']),
  /** Not before (waiting), lease until (leased), by the server's clock. */
  due: z.number(),
  attempts: z.number(),
  most: z.number(),
  fence: z.number(),
  priority: z.number(),
  orderKey: z.string().optional(),
  dedupeKey: z.string().optional(),
  /** Absent when it is large and has a message of its own. */
  payload: anyJson.optional(),
  result: anyJson.optional(),
  reason: z.string().optional(),
  /** Which claim holds it. */
  holder: z.string().optional(),
});
export type TaskDoc = z.infer<typeof docSchema>;
