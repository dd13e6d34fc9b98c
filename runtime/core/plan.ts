// A plan of several agents as it is told: its tasks, and what the events about it say.
import * as z from 'zod';

/** One task of a plan, done by one agent. */
export const planTaskSchema = z.object({
  /** Unique in its plan. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** For people. */
  title: z.string().min(1).max(120),
  agent: z.string().min(1),
  /** Everything that the agent must know; the answers of earlier tasks reach it as variables. */
  instructions: z.string().min(1).max(8_000),
  /** Tasks whose answers it needs, or whose files it changes further. */
  dependsOn: z.array(z.string()),
  /** Files or globs that it may create or change; empty: it changes nothing. */
  outputs: z.array(z.string()),
  /** Those of the outputs that tasks side by side may change in different places: their work is merged. */
  shares: z.array(z.string()).default([]),
  /** What proves it done. */
  expects: z.string().max(2_000),
  /** Whether another agent looks at what was done. */
  review: z.boolean(),
});
export type PlanTask = z.infer<typeof planTaskSchema>;

/**
 * How a task ended, each exactly once: `partial` is an answer of a run that had to end early; `skipped` was never begun,
 * because a person left it out or what it depends on has no result.
 */
export const taskEndSchema = z.enum(['done', 'partial', 'failed', 'skipped', 'cancelled']);
export type TaskEnd = z.infer<typeof taskEndSchema>;

/** The steps of a turn's own work, as far as they are known. */
export const planUpdated = {
  type: z.literal('plan.updated'),
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.enum(['waiting', 'running', 'done', 'failed']),
      ms: z.number().optional(),
      tokens: z.number().optional(),
    }),
  ),
};
/** The one record of a task's end. */
const taskRecord = {
  taskId: z.string(),
  agent: z.string(),
  state: taskEndSchema,
  /** How its last run ended, or why there was none: `answered`, `budget`, `dependency`, `person`, … */
  stopReason: z.string(),
  /** Why it is not done, for people; empty when it is. */
  reason: z.string(),
  /** Empty when there is none. */
  answer: z.string(),
  citations: z.array(
    z.object({
      path: z.string(),
      line: z.number().int().min(1),
      endLine: z.number().int().min(1).optional(),
    }),
  ),
  /** What it changed. */
  files: z.array(z.string()),
  attempts: z.number().int(),
  steps: z.number().int(),
  tokens: z.number(),
  costUsd: z.number(),
  ms: z.number(),
};

export const planProposed = {
  type: z.literal('plan.proposed'),
  planId: z.string(),
  /** Grows with every change; the highest holds. */
  revision: z.number().int().min(1),
  by: z.enum(['planner', 'person', 'record']),
  tasks: z.array(planTaskSchema),
  /** Of an earlier run of the same plan: what has its end already. */
  ended: z.array(z.object(taskRecord)),
  /** Whether it waits for a person before it runs. */
  waits: z.boolean(),
  /** What was changed of it on the way, for people, e.g. two tasks put in sequence. */
  notes: z.array(z.string()),
};
/** A paused plan finishes what is running and begins nothing. */
export const planPaused = {
  type: z.literal('plan.paused'),
  planId: z.string(),
  paused: z.boolean(),
};
export const taskStarted = {
  type: z.literal('task.started'),
  planId: z.string(),
  taskId: z.string(),
  agent: z.string(),
  /** 1 for the first. */
  attempt: z.number().int().min(1),
  /** Why it runs again. */
  cause: z.string().optional(),
};
/** Where a loop of a task runs, and who was lost before. */
export const taskPlaced = {
  type: z.literal('task.placed'),
  planId: z.string(),
  taskId: z.string(),
  /** Name of a worker; absent: where the plan runs. */
  worker: z.string().optional(),
  /** The worker from which it was taken over. */
  from: z.string().optional(),
};
export const taskProgress = {
  type: z.literal('task.progress'),
  planId: z.string(),
  taskId: z.string(),
  /** What it is at, one line. */
  note: z.string(),
  steps: z.number().int(),
  tokens: z.number(),
  costUsd: z.number(),
};
/** What another agent than the author thinks of it. */
export const taskReviewed = {
  type: z.literal('task.reviewed'),
  planId: z.string(),
  taskId: z.string(),
  reviewer: z.string(),
  passed: z.boolean(),
  remarks: z.array(z.string()),
  /** 1 for the first look. */
  round: z.number().int().min(1),
};
/** What a task wrote does not fit to what others wrote meanwhile: it is done again on the present state. */
export const taskConflicted = {
  type: z.literal('task.conflicted'),
  planId: z.string(),
  taskId: z.string(),
  files: z.array(z.object({ path: z.string(), reason: z.string() })),
};
export const taskEnded = {
  type: z.literal('task.ended'),
  planId: z.string(),
  ...taskRecord,
};
/** Every task has its end. */
export const planEnded = {
  type: z.literal('plan.ended'),
  planId: z.string(),
  /** Whether all that was planned is done. */
  complete: z.boolean(),
};
