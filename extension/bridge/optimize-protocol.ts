// What the page asks about better prompts: what can be optimised, one search at a time, proposals, comparisons.
import * as z from 'zod';
import { nothing, request } from './descriptor.js';

const interval = z.object({ mean: z.number(), low: z.number(), high: z.number() });
const proposalState = z.enum(['open', 'accepted', 'rejected', 'rolled-back', 'not-offered']);

const proposalRowSchema = z.object({
  id: z.string(),
  target: z.string(),
  optimizer: z.string(),
  /** Milliseconds since the epoch. */
  madeAt: z.number(),
  state: proposalState,
  /** Mean scores on held-out examples, 0 to 1. */
  before: z.number(),
  after: z.number(),
});
export type OptimizeProposal = z.infer<typeof proposalRowSchema>;

const experimentSchema = z.object({
  id: z.string(),
  proposal: z.string(),
  startedAt: z.number(),
  state: z.enum(['running', 'better', 'harm', 'no-difference', 'by-hand']),
  /** Shares of conversations that went well, and how many there were. */
  inForce: z.object({ n: z.number().int(), mean: z.number() }),
  proposed: z.object({ n: z.number().int(), mean: z.number() }),
  difference: interval,
  /** Conversations that never came to what is compared: they count on neither side. */
  notExposed: z.number().int(),
  minimum: z.number().int(),
});
export type OptimizeExperiment = z.infer<typeof experimentSchema>;

const rateSchema = interval.extend({ n: z.number().int() });
const contrastSchema = z.object({ name: z.string(), with: rateSchema, without: rateSchema });
const courseSchema = z.object({
  name: z.string(),
  weeks: z.array(rateSchema.extend({ startMs: z.number() })),
  marks: z.array(
    z.object({ at: z.number(), action: z.enum(['accept', 'rollback']), proposal: z.string() }),
  ),
  versions: z.array(rateSchema.extend({ fromMs: z.number(), proposal: z.string().optional() })),
});
export type EffectCourse = z.infer<typeof courseSchema>;
export type EffectRate = z.infer<typeof rateSchema>;
export type EffectContrast = z.infer<typeof contrastSchema>;

const sideSchema = z.object({ score: interval, costUsd: z.number(), ms: z.number() });

/** What came of a search; whoever stopped it knows. */
export const searchEndedSchema = z.object({
  came: z.enum(['found', 'nothing', 'failed', 'stopped']),
  /** Why it failed. */
  failure: z.string().optional(),
});
export type SearchEnded = z.infer<typeof searchEndedSchema>;

export const optimizeRequests = {
  'optimize.state': request(
    nothing,
    z.object({
      targets: z.array(
        z.object({ name: z.string(), examples: z.number().int(), tuned: z.boolean() }),
      ),
      /** Examples that are needed at least. */
      needed: z.number().int(),
      running: z
        .object({
          target: z.string(),
          text: z.string(),
          calls: z.number().int(),
          of: z.number().int(),
          costUsd: z.number(),
          best: z.number().optional(),
        })
        .optional(),
      /** Why the last search ended without a report. */
      failure: z.string().optional(),
      proposals: z.array(proposalRowSchema),
      /** The proposal whose acceptance would be taken back. */
      inForce: z.string().optional(),
      experiments: z.array(experimentSchema),
      /** Groups of successful runs that a skill or an agent could be made from. */
      groups: z.array(
        z.object({
          id: z.string(),
          words: z.array(z.string()),
          tools: z.array(z.string()),
          runs: z.number().int(),
        }),
      ),
    }),
  ),
  /** Resolves when it has begun; how it goes is told by the state. */
  'optimize.run': request(
    z.object({
      target: z.string(),
      optimizer: z.enum(['gepa', 'mipro']),
      objective: z.enum(['quality', 'cost', 'latency']),
      calls: z.number().int().min(1).max(100_000),
      costUsd: z.number().min(0).max(10_000),
    }),
    nothing,
  ),
  /** Drafts a skill or an agent from a group and tries it; how it goes is told by the state. */
  'optimize.synthesize': request(
    z.object({
      group: z.string(),
      kind: z.enum(['skill', 'agent']),
      costUsd: z.number().min(0).max(10_000),
    }),
    nothing,
  ),
  /** How often runs went well over time, by what they used; and runs with memory and skills beside those without. */
  'optimize.effect': request(
    nothing,
    z.object({
      courses: z.array(courseSchema),
      memory: contrastSchema,
      skills: z.array(contrastSchema),
    }),
  ),
  /** What was found out so far is kept: the same search goes on from there. */
  'optimize.stop': request(nothing, nothing),
  'optimize.report': request(
    z.object({ id: z.string() }),
    z.object({
      id: z.string(),
      target: z.string(),
      optimizer: z.string(),
      model: z.string(),
      madeAt: z.number(),
      state: proposalState,
      why: z.string(),
      test: z.string(),
      p: z.number(),
      level: z.number(),
      wins: z.number().int(),
      losses: z.number().int(),
      ties: z.number().int(),
      before: sideSchema,
      after: sideSchema,
      difference: interval,
      counts: z.object({
        train: z.number().int(),
        val: z.number().int(),
        heldOut: z.number().int(),
        calls: z.number().int(),
        costUsd: z.number(),
      }),
      /** Each as a unified diff. */
      changes: z.array(z.object({ id: z.string(), diff: z.string() })),
      /** Held-out examples that differ, the worst first. */
      examples: z.array(
        z.object({
          id: z.string(),
          before: z.number(),
          after: z.number(),
          input: z.string(),
          feedback: z.string(),
        }),
      ),
    }),
  ),
  /** Its words hold from the next turn on. */
  'optimize.accept': request(z.object({ id: z.string() }), nothing),
  'optimize.reject': request(z.object({ id: z.string() }), nothing),
  /** What was in force before the last acceptance holds again. */
  'optimize.rollback': request(nothing, nothing),
  /** Gives half of the conversations a proposal's words, or the model of `model:ID`, until it is clear which is better. */
  'optimize.compare': request(z.object({ id: z.string() }), nothing),
  'optimize.stopComparing': request(nothing, nothing),
} as const;
