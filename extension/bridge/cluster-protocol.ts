// What the view of workers and their tasks asks the host for.
import * as z from 'zod';
import { nothing, request } from './descriptor.js';

const workerSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  /** Why it takes nothing of what is given here; absent: it does. */
  unfit: z.enum(['protocol', 'draining']).optional(),
  host: z.string(),
  pid: z.number(),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
  /** Until when it counts as living without another word. */
  expiresAt: z.number(),
  concurrency: z.number(),
  running: z.array(
    z.object({
      taskId: z.string(),
      title: z.string(),
      attempt: z.number(),
      since: z.number(),
    }),
  ),
  done: z.number(),
  failed: z.number(),
});
export type ClusterWorker = z.infer<typeof workerSchema>;

const queueSchema = z.object({
  /** E.g. `turn`, `turn/reviewer`, `plan/coder@0a1b…`. */
  kind: z.string(),
  workers: z.number(),
  waiting: z.number(),
  running: z.number(),
  dead: z.number(),
  done: z.number(),
});
export type ClusterQueue = z.infer<typeof queueSchema>;

const taskSchema = z.object({
  taskId: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'dead', 'cancelled', 'forgotten']),
  submittedAt: z.number(),
  /** Name of who does it. */
  worker: z.string().optional(),
  /** Why it is dead. */
  reason: z.string().optional(),
});
export type ClusterTask = z.infer<typeof taskSchema>;

export const clusterStateSchema = z.discriminatedUnion('reach', [
  /** What is given here, nobody else can take. */
  z.object({ reach: z.literal('process') }),
  z.object({
    reach: z.enum(['machine', 'network']),
    tier: z.enum(['in-process', 'sqlite', 'redis', 'nats']),
    /** What starts a worker of it, at a terminal. */
    start: z.string(),
    /** Of the host's clock, to compare the other times with. */
    now: z.number(),
    workers: z.array(workerSchema),
    queues: z.array(queueSchema),
    /** Waiting, running and dead ones first, then the newest of the last week; bounded. */
    tasks: z.array(taskSchema),
    /** How many more there are. */
    more: z.number().int(),
    /** Of living workers, on average. */
    donePerHour: z.number(),
  }),
]);
export type ClusterState = z.infer<typeof clusterStateSchema>;
export type SharedCluster = Exclude<ClusterState, { reach: 'process' }>;

const task = z.object({ taskId: z.string() });

export const clusterRequests = {
  'cluster.get': request(nothing, clusterStateSchema),
  /** Puts a dead letter back into its queue. */
  'cluster.requeue': request(task, nothing),
  /** Takes a dead letter away for good. */
  'cluster.discard': request(task, nothing),
  'cluster.cancel': request(task, nothing),
  /** Opens the settings of the tier. */
  'cluster.choose': request(nothing, nothing),
} as const;
