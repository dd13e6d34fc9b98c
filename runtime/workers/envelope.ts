// How work is written down in a task, how its events come home, and under which names both are found.
import * as z from 'zod';
import { jsonSchema } from '../core/index.js';
import { WORK_PROTOCOL } from './kind.js';

/** What stands in a task. */
export const envelopeSchema = z.object({
  protocol: z.literal(WORK_PROTOCOL),
  kind: z.string(),
  /** Where its events are published. */
  channel: z.string(),
  input: jsonSchema,
});
export type Envelope = z.infer<typeof envelopeSchema>;

const anyEnvelope = z.object({ protocol: z.number() });

/** The version that a task says it is written in; `undefined` when it says none. */
export function protocolOf(payload: unknown): number | undefined {
  return anyEnvelope.safeParse(payload).data?.protocol;
}

/** What happens to a task, as its followers hear it. */
export const taskEventSchema = z.discriminatedUnion('type', [
  /** A worker has it. With an attempt above 1 it takes over from one that was lost or gave it back. */
  z.object({
    type: z.literal('taken'),
    taskId: z.string(),
    workerId: z.string(),
    workerName: z.string(),
    attempt: z.number().int(),
    fencingToken: z.number(),
    at: z.number(),
  }),
  /** What the handler tells. */
  z.object({
    type: z.literal('event'),
    taskId: z.string(),
    fencingToken: z.number(),
    event: jsonSchema,
  }),
  /** This attempt is over; `outcome` says what the worker asked the queue for. */
  z.object({
    type: z.literal('left'),
    taskId: z.string(),
    workerId: z.string(),
    fencingToken: z.number(),
    outcome: z.enum(['done', 'again', 'failed', 'lost']),
    /** Empty when there is nothing to say. */
    reason: z.string(),
  }),
]);
export type TaskEvent = z.infer<typeof taskEventSchema>;

/** Each version has queues of its own: a worker of another one leaves the task where it is. */
export function queueOf(kind: string): string {
  return `work.${WORK_PROTOCOL}.${kind}`;
}

export function channelSubject(channel: string): string {
  return `task-events.${encodeURIComponent(channel)}`;
}

/** By this a worker is found that does a kind of task. */
export function kindCapability(kind: string): string {
  return `task:${kind}`;
}

/** After this time without a word a task, and its worker's place in the registry, are free: unless told otherwise. */
export const LEASE_MS = 30_000;

/** After which time a worker says that it lives: two such words may get lost. */
export const heartbeatOf = (leaseMs: number): number => leaseMs / 3;
export const HEARTBEAT_MS = heartbeatOf(LEASE_MS);

/** What a worker says about itself in the registry. */
export const workerMetadataSchema = z.object({
  role: z.literal('worker'),
  protocol: z.number(),
  /** Version of the program. */
  version: z.string(),
  host: z.string(),
  pid: z.number(),
  startedAt: z.number(),
  concurrency: z.number(),
  /** Between two of its words to the registry. */
  heartbeatMs: z.number().default(HEARTBEAT_MS),
  kinds: z.array(z.string()),
  draining: z.boolean(),
  running: z.array(
    z.object({ taskId: z.string(), kind: z.string(), attempt: z.number(), since: z.number() }),
  ),
  done: z.number(),
  failed: z.number(),
});
export type WorkerMetadata = z.infer<typeof workerMetadataSchema>;
