// What a trace is: one run as a tree of spans, and the record that it is folded from.
import * as z from 'zod';
import { type RunEvent, type RunKind, runKindSchema, usageSchema } from '../core/index.js';

export const spanKindSchema = z.enum([
  'turn',
  'route',
  'plan',
  'task',
  'step',
  'cell',
  'call',
  'model',
  'tool',
  'child',
  'memory',
  'gate',
]);
export type SpanKind = z.infer<typeof spanKindSchema>;

/** `interrupted`: nobody saw its end. */
export const spanStatusSchema = z.enum(['ok', 'failed', 'running', 'interrupted']);
export type SpanStatus = z.infer<typeof spanStatusSchema>;

export const attributesSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
);
export type Attributes = z.infer<typeof attributesSchema>;

export const spanSchema = z.object({
  id: z.string(),
  /** Absent for the root alone. */
  parentId: z.string().optional(),
  kind: spanKindSchema,
  /** As the conventions of OpenTelemetry name it, e.g. `execute_tool readFile`. */
  name: z.string(),
  /** Milliseconds since the epoch; the end is never before the start. */
  startMs: z.number(),
  endMs: z.number(),
  status: spanStatusSchema,
  /** Why it failed. */
  message: z.string().optional(),
  attributes: attributesSchema,
  /** Things that happened at one moment. */
  events: z.array(z.object({ name: z.string(), atMs: z.number(), attributes: attributesSchema })),
});
export type Span = z.infer<typeof spanSchema>;

/** Everything that was kept of one run, in order. */
export interface TraceRecord {
  readonly turnId: string;
  readonly sessionId: string;
  readonly events: readonly RunEvent[];
  /** Events that were left out because the run outgrew what is kept of one. */
  readonly dropped: number;
}

/** What a list shows of a run. */
export const traceSummarySchema = z.object({
  turnId: z.string(),
  sessionId: z.string(),
  /** The beginning of the request. */
  title: z.string(),
  startedAt: z.number(),
  ms: z.number(),
  status: spanStatusSchema,
  stopReason: z.string().optional(),
  error: z.string().optional(),
  model: z.string(),
  /** Absent where its beginning is lost. */
  kind: runKindSchema.optional(),
  /** Of agents, in the order of their first step. */
  agents: z.array(z.string()),
  tools: z.array(z.string()),
  steps: z.number().int(),
  spans: z.number().int(),
  usage: usageSchema,
});
export type TraceSummary = z.infer<typeof traceSummarySchema>;

/** How much is kept. What is older, or more, is removed, the oldest first. */
export interface TraceLimits {
  readonly runs: number;
  readonly bytes: number;
  readonly ageMs: number;
}

export interface RunQuery {
  /** Every word of it must occur in what a list shows of a run. */
  readonly text?: string;
  readonly sessionId?: string;
  /** Only runs that began later, milliseconds since the epoch. */
  readonly sinceMs?: number;
  /** Most runs that are given. */
  readonly limit?: number;
}

/** Whose costs are asked for. */
export interface CostQuery {
  readonly model: string;
  readonly kind: RunKind;
  /** Only runs that began later, milliseconds since the epoch. */
  readonly sinceMs: number;
  /** Most runs that are looked at. */
  readonly limit: number;
}

export interface FoundRuns {
  /** Newest first. */
  readonly runs: readonly TraceSummary[];
  /** All that fit, given or not. */
  readonly total: number;
}
