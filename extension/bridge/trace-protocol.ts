// What the traces view asks the host for: runs, the spans of one, a step under the magnifying glass, two compared.
import * as z from 'zod';
import {
  jsonSchema,
  runKindSchema,
  usageSchema,
  variableInfoSchema,
} from '../../runtime/core/index.js';
import { nothing, request } from './descriptor.js';

/** Runs of one page of the list. */
export const TRACE_PAGE = 100;

const status = z.enum(['ok', 'failed', 'running', 'interrupted']);
export type TraceStatus = z.infer<typeof status>;

export const traceRunSchema = z.lazy(() =>
  z.object({
    turnId: z.string(),
    sessionId: z.string(),
    title: z.string(),
    /** Milliseconds since the epoch. */
    startedAt: z.number(),
    ms: z.number(),
    status,
    stopReason: z.string().optional(),
    error: z.string().optional(),
    model: z.string(),
    kind: runKindSchema.optional(),
    agents: z.array(z.string()),
    tools: z.array(z.string()),
    steps: z.number().int(),
    spans: z.number().int(),
    usage: usageSchema,
  }),
);
export type TraceRun = z.infer<typeof traceRunSchema>;

export const traceSpanSchema = z.lazy(() =>
  z.object({
    id: z.string(),
    parentId: z.string().optional(),
    kind: z.string(),
    /** One line for people. */
    label: z.string(),
    startMs: z.number(),
    endMs: z.number(),
    status,
    message: z.string().optional(),
    tokens: z.number().optional(),
    costUsd: z.number().optional(),
  }),
);
export type TraceSpan = z.infer<typeof traceSpanSchema>;

const traceVariableSchema = variableInfoSchema.extend({
  /** Number of the step whose cell gave it this value; absent when it was there from the start. */
  madeBy: z.number().int().optional(),
  change: z.enum(['new', 'changed', 'same']),
});
export type TraceVariable = z.infer<typeof traceVariableSchema>;

export const traceModelSchema = z.object({
  model: z.string(),
  signature: z.string(),
  usage: usageSchema,
  ms: z.number(),
  ok: z.boolean(),
  /** Empty when they were not kept. */
  messages: z.array(z.object({ role: z.string(), text: z.string() })),
  answer: z.string(),
});
export type TraceModel = z.infer<typeof traceModelSchema>;

export const traceStepSchema = z.object({
  stepId: z.string(),
  index: z.number().int(),
  title: z.string(),
  reasoning: z.string(),
  /** Whether the built-in rules gave the reasoning, not a model. */
  isRuled: z.boolean(),
  code: z.string(),
  output: z.string(),
  outputChars: z.number(),
  observation: z.string(),
  before: z.array(traceVariableSchema),
  after: z.array(traceVariableSchema),
  calls: z.array(
    z.object({
      callId: z.string(),
      summary: z.string(),
      state: z.enum(['running', 'done', 'failed']),
      ms: z.number().optional(),
      outputId: z.string().optional(),
      /** As JSON, bounded. */
      args: z.string().optional(),
      result: z.string().optional(),
    }),
  ),
  models: z.array(traceModelSchema),
  /** Why the run cannot be gone through again from here; absent when it can. */
  noRerun: z.string().optional(),
});
export type TraceStep = z.infer<typeof traceStepSchema>;

const side = z.object({
  code: z.string(),
  ms: z.number(),
  tokens: z.number(),
  status,
  calls: z.array(z.string()),
});
export type TraceSide = z.infer<typeof side>;

const share = z.object({
  name: z.string(),
  calls: z.number().int(),
  tokens: z.number(),
  costUsd: z.number(),
  ms: z.number(),
});
export type TraceShare = z.infer<typeof share>;

const period = z.object({
  runs: z.number().int(),
  failedRuns: z.number().int(),
  tokens: z.number(),
  costUsd: z.number(),
  ms: z.number(),
});
export type TracePeriod = z.infer<typeof period>;

export const traceDigestSchema = z.lazy(() =>
  z.object({
    /** All runs of the last seven days, beside the seven before. */
    week: z.object({
      now: period,
      before: period,
      /** Oldest first. */
      days: z.array(period.extend({ startMs: z.number() })),
    }),
    /** Whether what follows is of these seven days; else, when nothing ran in them, of the newest runs. */
    ofWeek: z.boolean(),
    runs: z.number().int(),
    failedRuns: z.number().int(),
    /** Waste, each with the spans of one run that show it. */
    findings: z.array(
      z.object({
        kind: z.string(),
        text: z.string(),
        turnId: z.string(),
        spans: z.array(z.string()),
        wastedTokens: z.number(),
      }),
    ),
    causes: z.array(
      z.object({
        cause: z.string(),
        count: z.number().int(),
        spans: z.array(z.object({ turnId: z.string(), spanId: z.string() })),
      }),
    ),
    models: z.array(share),
    agents: z.array(share),
    skills: z.array(share),
    signatures: z.array(share),
    tools: z.array(share),
  }),
);

export const traceRequests = {
  /** Over the newest runs. */
  'trace.digest': request(nothing, traceDigestSchema),
  'trace.list': request(
    () => z.object({ query: z.string(), limit: z.number().int().min(1).max(10_000) }),
    () => z.object({ runs: z.array(traceRunSchema), total: z.number().int() }),
  ),
  'trace.get': request(
    () => z.object({ turnId: z.string() }),
    () =>
      z.object({
        run: traceRunSchema,
        /** A parent stands before its children. */
        spans: z.array(traceSpanSchema),
        /** Events that were too many to keep. */
        dropped: z.number().int(),
      }),
  ),
  /** Everything that is known of one span, and of the step or model call that it is. */
  'trace.span': request(
    () => z.object({ turnId: z.string(), spanId: z.string() }),
    () =>
      z.object({
        attributes: z.record(z.string(), jsonSchema),
        events: z.array(z.object({ name: z.string(), atMs: z.number(), text: z.string() })),
        step: traceStepSchema.optional(),
        model: traceModelSchema.optional(),
      }),
  ),
  'trace.compare': request(
    () => z.object({ left: z.string(), right: z.string() }),
    () =>
      z.object({
        left: traceRunSchema,
        right: traceRunSchema,
        /** Steps of the runs themselves, side by side. */
        steps: z.array(
          z.object({ index: z.number().int(), left: side.optional(), right: side.optional() }),
        ),
      }),
  ),
  /** To a file that the user chooses, or to a collector that the user names. */
  'trace.export': request(
    () =>
      z.object({ turnIds: z.array(z.string()).min(1), to: z.enum(['jsonl', 'otlp', 'collector']) }),
    /** Where to; absent when the user changed their mind. */
    () => z.object({ place: z.string().optional() }),
  ),
  'trace.remove': request(() => z.object({ turnId: z.string() }), nothing),
  /** Goes through a run again in the open conversation. Resolves when it is accepted. */
  'trace.rerun': request(
    () => z.object({ turnId: z.string(), stepId: z.string(), code: z.string().min(1) }),
    nothing,
  ),
} as const;
