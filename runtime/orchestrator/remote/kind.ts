// A part of a plan as a task for a worker: one loop of one agent, with the files that it starts from and gives back.
import * as z from 'zod';
import {
  citationSchema,
  errorInfoSchema,
  intentSchema,
  jsonSchema,
  modeSchema,
  stopReasonSchema,
} from '../../core/index.js';
import type { TaskKind } from '../../workers/index.js';

/** Where a content is kept: the handles of its pieces, in order. */
const contentRef = z.array(z.string());
export type ContentRef = z.infer<typeof contentRef>;

const count = z.number().positive().optional();

const deniedSchema = z.object({ commands: z.array(z.string()), hosts: z.array(z.string()) });
export type Denied = z.infer<typeof deniedSchema>;

const inputSchema = z.object({
  taskId: z.string(),
  planId: z.string(),
  /** Its words, variables and memories, as `briefingSchema` has them. */
  briefing: contentRef,
  intent: intentSchema,
  outputs: z.array(z.string()),
  maxSteps: z.number().int().positive(),
  /** Tools that the agent may have at most: those that it has where the plan runs. */
  tools: z.array(z.string()),
  /** Agents that it may call at most. */
  agents: z.array(z.string()),
  mode: modeSchema.exclude(['bypass']),
  /** What the rules where the plan runs deny, by pattern. */
  denied: deniedSchema.optional(),
  /** Whether questions are answered where the plan runs. */
  answers: z.boolean().optional(),
  /** What is left of the task's grant. */
  limits: z.object({
    iterations: count,
    modelCalls: count,
    tokens: count,
    costUsd: count,
    wallMs: count,
  }),
  /** What the repository is at where the plan runs; absent where there is none. */
  commit: z.string().optional(),
  /** Files that are not as the commit has them; `null`: there is none. */
  base: z.array(z.object({ path: z.string(), content: contentRef.nullable() })),
  /** Kept alive by whoever waits for the result. */
  wanted: z.string(),
});
export type LoopTaskInput = z.infer<typeof inputSchema>;

export const briefingSchema = z.object({
  task: z.string(),
  variables: z.record(z.string(), jsonSchema),
  memories: z.array(z.string()),
});

const outputSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ended'),
    stopReason: stopReasonSchema,
    reason: z.string(),
    steps: z.number(),
    answer: z
      .object({
        text: z.string(),
        citations: z.array(citationSchema),
        data: jsonSchema.optional(),
        notes: z.array(z.string()),
      })
      .optional(),
    error: errorInfoSchema.optional(),
    /** What it changed: SHA-256 of what stood there, and what stands there now; `null`: no file. */
    files: z.array(
      z.object({ path: z.string(), before: z.string().nullable(), after: contentRef.nullable() }),
    ),
  }),
  /** It cannot be done there, e.g. because the commit is not known. */
  z.object({ state: z.literal('refused'), reason: z.string() }),
]);
export type LoopTaskOutput = z.infer<typeof outputSchema>;

/** The kind says which agent and which repository: who has not both takes no such task. */
export function loopTask(
  repositoryId: string,
  agent: string,
): TaskKind<LoopTaskInput, LoopTaskOutput> {
  return { kind: `plan/${agent}@${repositoryId}`, input: inputSchema, output: outputSchema };
}
