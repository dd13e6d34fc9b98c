// The shapes of a turn's result: what final() takes for each intent.
import * as z from 'zod';
import type { Intent } from '../../core/index.js';
import { citationSchema } from '../../core/index.js';

export const proseAnswerSchema = z.object({
  answer: z.string().describe('Markdown'),
  citations: z.array(citationSchema),
});
export type ProseAnswer = z.infer<typeof proseAnswerSchema>;

export const findingSchema = z.object({
  path: z.string(),
  line: z.number().int().min(1),
  endLine: z.number().int().min(1).optional(),
  severity: z.enum(['error', 'warning', 'info']),
  title: z.string(),
  detail: z.string(),
  /** Id of the static rule, when a rule found it. */
  rule: z.string().optional(),
});
export type Finding = z.infer<typeof findingSchema>;

export const reviewAnswerSchema = z.object({
  summary: z.string().describe('Markdown'),
  findings: z.array(findingSchema),
});
export type ReviewAnswer = z.infer<typeof reviewAnswerSchema>;

export const fixAnswerSchema = z.object({
  summary: z.string().describe('what was wrong and what is changed, Markdown'),
  /** New text of exactly the selected lines; `null` when nothing needs to change. */
  replacement: z.string().nullable(),
});
export type FixAnswer = z.infer<typeof fixAnswerSchema>;

export const ANSWER_SCHEMAS = {
  ask: proseAnswerSchema,
  explain: proseAnswerSchema,
  analyze: proseAnswerSchema,
  review: reviewAnswerSchema,
  audit: reviewAnswerSchema,
  test: proseAnswerSchema,
  refactor: proseAnswerSchema,
  fix: fixAnswerSchema,
} as const satisfies Record<Intent, z.ZodObject>;
